"""The panel of *Ghi kết quả*: the number, the day and the copies of the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QSpinBox

from onecua_desk.services import processing
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel


@dataclass(frozen=True, slots=True)
class ResultDraft:
    number: str
    day: date
    copies: int
    note: str


class ResultPanel(VerbPanel):
    title = "Ghi kết quả"
    confirm = "Ghi kết quả"

    def build(self) -> None:
        today = self.reading.today
        self.number, self.note = QLineEdit(), QLineEdit()
        self.number.setPlaceholderText("Ví dụ: 412/2026")
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.copies = QSpinBox(minimum=1, maximum=999)
        self.ask("number", "Số của kết quả", self.number)
        self.ask("day", "Ngày của kết quả", self.day)
        self.ask("copies", "Số bản trả cho người nộp", self.copies)
        self.ask("note", "Ghi chú (nếu có)", self.note)

    def draft(self) -> ResultDraft:
        shown = self.day.date()
        day = date(shown.year(), shown.month(), shown.day())
        return ResultDraft(self.number.text(), day, self.copies.value(), self.note.text())

    def write(self, draft: ResultDraft) -> Outcome:
        place = self.workplace
        done = processing.record_result(
            place.desk, place.official, self.id, draft.number, draft.day, draft.copies, draft.note
        )
        return Outcome("Đã ghi kết quả. Khi người nộp đến, quét giấy hẹn để trả.", done.changes)
