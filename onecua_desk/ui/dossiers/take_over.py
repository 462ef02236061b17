"""The panel of *Nhận bàn giao*: who signed for the dossier at the department that processes it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit

from onecua_desk.services import terms
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel


@dataclass(frozen=True, slots=True)
class TakeOverDraft:
    by: str
    note: str


class TakeOverPanel(VerbPanel):
    title = "Nhận bàn giao"
    confirm = "Đã nhận"

    def build(self) -> None:
        self.tell(f"{self.reading.dossier.holder} ký nhận hồ sơ; tên người ký được in trên phiếu kiểm soát.", "soft")
        self.by = QLineEdit(placeholderText="Họ tên, chức vụ")
        self.note = QLineEdit(placeholderText="Ví dụ: đủ giấy tờ theo danh sách")
        self.ask("by", "Người ký nhận", self.by)
        self.ask("note", "Ghi chú (nếu có)", self.note)

    def draft(self) -> TakeOverDraft:
        return TakeOverDraft(self.by.text(), self.note.text())

    def write(self, draft: TakeOverDraft) -> Outcome:
        done = terms.take_over(self.workplace.desk, self.workplace.official, self.id, draft.by, draft.note)
        return Outcome(f"Đã ghi {done.value.holder} nhận bàn giao.", done.changes)
