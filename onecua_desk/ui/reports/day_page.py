"""Bảng kê ngày: what was received and handed back on the last day of the period, to be checked and signed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from onecua_desk.domain.report import Period
from onecua_desk.errors import UserError
from onecua_desk.services import books, papers, report_files
from onecua_desk.services.papers import Printout
from onecua_desk.ui.reports.file_work import FileWork, Stop, Told, Write
from onecua_desk.ui.reports.paper_page import PaperPage
from onecua_desk.ui.reports.printing import print_out
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.workplace import Workplace


class DayPage(PaperPage):
    """The paper is shown at once; another day is chosen above."""

    print_words = "In bảng kê"
    title, what = "Bảng kê ngày", "bảng kê ngày"
    about = "Hồ sơ tiếp nhận và hồ sơ trả kết quả trong một ngày: ngày cuối của kỳ chọn ở trên, không quá hôm nay."

    def __init__(self, workplace: Workplace, work: FileWork, parent: QWidget | None = None) -> None:
        super().__init__(workplace, work, parent)
        self.make.hide()  # it is shown by itself
        self._reads = Latest(workplace.slow)
        self._day = workplace.desk.now().date()
        self._printout: Printout | None = None

    def show_period(self, period: Period) -> None:
        desk, official = self._place.desk, self._place.official
        today = desk.now().date()
        if period.first > today:
            self._reads.drop()
            self._none(UserError(f"Ngày {_words(period.first)} chưa tới."))
            return
        self._day = day = min(period.last, today)
        self._reads.run(lambda: books.day_list(desk, official, day), self._show_list, self._none)

    def print_it(self) -> None:
        if (paper := self._printout) is not None:
            print_out(self._place, self._work, self.what, lambda: paper)

    def save_it(self) -> None:
        if self._printout is not None:
            super().save_it()

    def paper_title(self) -> str:
        return self._printout.title if self._printout else ""

    def writer(self) -> Write:
        assert self._printout is not None
        desk, pdf = self._place.desk, self._printout.pdf

        def write(path: Path, told: Told, stopped: Stop) -> str:
            report_files.write_whole(papers.leaving(desk, pdf), path)
            return "Đã ghi bảng kê."

        return write

    def _show_list(self, printout: Printout) -> None:
        self._printout = printout
        self._show(f"Ngày {_words(self._day)}.", printout.pdf)

    def _none(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._printout = None
        self._show(str(error), b"")


def _words(day: date) -> str:
    return f"{day:%d/%m/%Y}"
