"""The panel of *Ghi đánh giá*: what the citizen thought of the service, and why where they are not satisfied."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from onecua_desk.domain.parts import Rating
from onecua_desk.errors import UserError
from onecua_desk.services import handback
from onecua_desk.ui.dossiers.reading import Reading
from onecua_desk.ui.dossiers.verb_panel import Outcome, Paragraph, VerbPanel
from onecua_desk.ui.widgets.keyed import KeyRadio
from onecua_desk.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class RateDraft:
    rating: Rating | None
    reason: str


class RatePanel(VerbPanel):
    """``chosen``: what the citizen said already."""

    title = "Người dân đánh giá"
    confirm = "Ghi đánh giá"

    def __init__(self, workplace: Workplace, reading: Reading, chosen: Rating | None = None) -> None:
        self._chosen = chosen
        super().__init__(workplace, reading)

    def build(self) -> None:
        if rated := self.reading.dossier.rated:
            self.tell(f"Đã ghi: {rated.detail()}. Lần ghi sau cùng được tính.", "soft")
        answers, self._group = QWidget(), QButtonGroup(self)
        lines = QVBoxLayout(answers)
        lines.setContentsMargins(0, 0, 0, 0)
        for number, rating in enumerate(Rating, 1):
            radio = KeyRadio(rating.label, f"Ctrl+{number}")
            radio.setChecked(rating is self._chosen)
            if self._chosen:  # only the reason is still asked for, so the keyboard begins there
                radio.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._group.addButton(radio, number)
            lines.addWidget(radio)
        self.reason = Paragraph("Ví dụ: chờ lâu, phải đi lại nhiều lần", lines=3)
        self.ask("rating", "", answers)
        self.ask("reason", "Điều chưa hài lòng (cần ghi khi không hài lòng)", self.reason)

    def draft(self) -> RateDraft:
        chosen = self._group.checkedId()
        return RateDraft(list(Rating)[chosen - 1] if chosen > 0 else None, self.reason.toPlainText())

    def write(self, draft: RateDraft) -> Outcome:
        if draft.rating is None:
            raise UserError("Hãy chọn một mức đánh giá.", field="rating")
        done = handback.rate(self.workplace.desk, self.workplace.official, self.id, draft.rating, draft.reason)
        return Outcome(f"Đã ghi đánh giá «{draft.rating.label}».", done.changes)
