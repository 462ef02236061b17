"""The panel of *Hủy ghi trả kết quả*: why, who allowed it, and whether the money is taken back with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox, QLineEdit

from onecua_desk.domain.payment import Taken
from onecua_desk.services import handback
from onecua_desk.ui.dossiers.verb_panel import Outcome, Paragraph, VerbPanel


@dataclass(frozen=True, slots=True)
class UndoDraft:
    reason: str
    allowed_by: str
    void: bool


class UndoPanel(VerbPanel):
    title = "Hủy ghi trả kết quả"
    confirm = "Hủy ghi trả"
    danger = True

    def build(self) -> None:
        returned = self.reading.dossier.returned
        self._taken: Taken | None = self.reading.dossier.taken_at_hand_back
        if returned:
            self.tell(f"Đã ghi: {returned.detail()}")
        self.tell("Hồ sơ trở lại «Có kết quả». Việc đã ghi và việc hủy đều còn trong lịch sử.", "soft")
        self.reason, self.allowed_by = Paragraph("Ví dụ: trả nhầm hồ sơ của người khác", lines=2), QLineEdit()
        self.allowed_by.setPlaceholderText("Họ tên, chức vụ")
        self.ask("reason", "Lý do", self.reason)
        self.ask("allowed_by", "Người cho phép", self.allowed_by)
        self.void = QCheckBox()
        if self._taken:
            self.void.setText(f"Hủy cả khoản thu {self._taken.payment.words()}")
            self.column.addWidget(self.void)

    def draft(self) -> UndoDraft:
        return UndoDraft(self.reason.toPlainText(), self.allowed_by.text(), self.void.isChecked())

    def write(self, draft: UndoDraft) -> Outcome:
        place = self.workplace
        void = self._taken if draft.void else None
        done = handback.undo(place.desk, place.official, self.id, draft.reason, draft.allowed_by, void)
        money = f" và khoản thu {void.payment.words()}" if void else ""
        return Outcome(f"Đã hủy ghi trả kết quả{money}; hồ sơ {done.value.code} chờ trả lại.", done.changes)
