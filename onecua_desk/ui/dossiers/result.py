"""The panel of *Ghi kết quả*: the number, the day and the copies of the result, and its digital copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QLineEdit, QSpinBox

from onecua_desk.domain.file import File
from onecua_desk.errors import UserError
from onecua_desk.services import processing
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel
from onecua_desk.ui.widgets.buttons import KeyButton
from onecua_desk.ui.widgets.rich import html

if TYPE_CHECKING:
    from onecua_desk.services.scans import Source


_MOST = 999
_COPIES = re.compile(r"(\d{1,3}) bản ×")


@dataclass(frozen=True, slots=True)
class ResultDraft:
    number: str
    day: date
    copies: int
    note: str
    files: tuple[File, ...]


class ResultPanel(VerbPanel):
    title = "Ghi kết quả"
    confirm = "Ghi kết quả"

    def build(self) -> None:
        today = self.reading.today
        self.number, self.note = QLineEdit(), QLineEdit()
        self.number.setPlaceholderText("Ví dụ: 412/2026")
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setDisplayFormat("dd/MM/yyyy")
        self.copies = QSpinBox(minimum=1, maximum=_MOST)
        self.copies.setValue(_copies_paid(self.reading.dossier.received.fee.words))
        self.ask("number", "Số của kết quả", self.number)
        self.ask("day", "Ngày của kết quả", self.day)
        self.ask("copies", "Số bản trả cho người nộp", self.copies)
        self.ask("note", "Ghi chú (nếu có)", self.note)
        self._files: tuple[File, ...] = ()
        self.choose = KeyButton("Chọn tệp", "Ctrl+O")
        self._copy = self.ask("files", "Bản điện tử, PDF hoặc ảnh (nếu có)", self.choose)
        self._kept = self.tell("")
        self._kept.hide()
        self.choose.clicked.connect(self._choose)

    def take(self, sources: Sequence[Source]) -> None:
        """Keep files as the digital copy; what cannot be read is said at the button."""
        from onecua_desk.services.results import digital_copy  # image work is slow to import; most results need none

        desk = self.workplace.desk
        for source in sources:
            self.workplace.slow.run(partial(digital_copy, desk, source), self._taken, self._failed)

    def draft(self) -> ResultDraft:
        shown = self.day.date()
        day = date(shown.year(), shown.month(), shown.day())
        return ResultDraft(self.number.text(), day, self.copies.value(), self.note.text(), self._files)

    def write(self, draft: ResultDraft) -> Outcome:
        place = self.workplace
        done = processing.record_result(
            place.desk, place.official, self.id, draft.number, draft.day, draft.copies, draft.note, draft.files
        )
        return Outcome("Đã ghi kết quả. Khi người nộp đến, quét giấy hẹn để trả.", done.changes)

    def _choose(self) -> None:
        from onecua_desk.ui.scans import arrivals  # as in ``take``

        self.take(arrivals.chosen(self))

    def _taken(self, file: File) -> None:
        if file not in self._files:
            self._files = (*self._files, file)
        self._copy.clear()
        self._kept.setText(html("\n".join(f"• {one.name}, {one.pages} trang" for one in self._files)))
        self._kept.show()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._copy.set_error(str(error))


def _copies_paid(fee: str) -> int:
    """How many copies the fee was worked out for: ``"3 bản × …"`` gives 3; 1 where its words name none."""
    named = _COPIES.match(fee)
    return int(named[1]) if named else 1
