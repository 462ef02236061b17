"""Niêm yết: the procedures with their papers, limits and fees, as a booklet to leaf through or a board to hang up."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from onecua_desk.domain.fees import grouped
from onecua_desk.services import postings
from onecua_desk.ui.reports.file_work import FileWork, Stop, Told, Write
from onecua_desk.ui.reports.paper_page import PaperPage
from onecua_desk.ui.widgets.keyed import KeyRadio
from onecua_desk.ui.workplace import Workplace


class PostingPage(PaperPage):
    """As the catalogue stands today."""

    print_words = "In niêm yết"
    title, what = "Niêm yết thủ tục hành chính", "bản niêm yết"
    about = "Danh mục thủ tục đang áp dụng hôm nay, xếp theo lĩnh vực: giấy tờ, thời hạn, phí, lệ phí."
    dated = False

    def __init__(self, workplace: Workplace, work: FileWork, parent: QWidget | None = None) -> None:
        self.booklet = KeyRadio("Tập A4 đặt tại quầy", "Alt+A")
        self.board = KeyRadio("Bảng A3 ngang treo tường", "Alt+B")
        self.booklet.setChecked(True)
        super().__init__(workplace, work, parent)

    def choices(self) -> list[QWidget]:
        return [self.booklet, self.board]

    def first_focus(self) -> QWidget:
        return self.booklet if self.booklet.isChecked() else self.board

    def file_name(self) -> str:
        day = self._place.desk.now().date()
        name = postings.booklet_name(day) if self.booklet.isChecked() else postings.board_name(day)
        return name.removesuffix(".pdf")

    def writer(self) -> Write:
        desk, draw = self._place.desk, postings.booklet if self.booklet.isChecked() else postings.board

        def write(path: Path, told: Told, stopped: Stop) -> str:
            count = draw(desk, desk.now().date(), path, told, stopped)
            return f"Bản niêm yết có {grouped(count)} thủ tục." if count else ""

        return write
