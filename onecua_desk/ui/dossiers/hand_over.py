"""The panel of *Chuyển xử lý*: who takes the dossier on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit

from onecua_desk.services import processing
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel


@dataclass(frozen=True, slots=True)
class HandOverDraft:
    to: str
    note: str


class HandOverPanel(VerbPanel):
    title = "Chuyển xử lý"
    confirm = "Chuyển"

    def build(self) -> None:
        self.to, self.note = QLineEdit(self.reading.dossier.holder), QLineEdit()
        self.to.setPlaceholderText("Ví dụ: Tư pháp - Hộ tịch")
        self.ask("to", "Bộ phận hoặc cán bộ nhận", self.to)
        self.ask("note", "Ghi chú (nếu có)", self.note)

    def draft(self) -> HandOverDraft:
        return HandOverDraft(self.to.text(), self.note.text())

    def write(self, draft: HandOverDraft) -> Outcome:
        done = processing.hand_over(self.workplace.desk, self.workplace.official, self.id, draft.to, draft.note)
        return Outcome(f"Đã chuyển xử lý cho {done.value.holder}.", done.changes)
