"""Sổ theo dõi: the register (form 07) of the period, its numbers and volumes going on over the days."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from onecua_desk.domain.fees import grouped
from onecua_desk.domain.period import Preset, around
from onecua_desk.domain.report import Period
from onecua_desk.services import books, register_files
from onecua_desk.services.books import RegisterWritten
from onecua_desk.ui.reports.file_work import CSV, EXCEL, PDF, FileWork, Stop, Told, Write
from onecua_desk.ui.reports.paper_page import PaperPage
from onecua_desk.ui.workplace import Workplace


class RegisterPage(PaperPage):
    """Dossiers get their numbers when the register is written, and keep them."""

    save_words, print_words = "Lưu PDF, Excel, CSV…", "In sổ"
    title, what = "Sổ theo dõi hồ sơ (mẫu 07)", "sổ theo dõi"
    about = (
        "Mọi hồ sơ tiếp nhận trong kỳ, khổ A4 ngang, số thứ tự và quyển nối tiếp từ kỳ trước. "
        "Hồ sơ được cho số khi lập sổ và giữ số đó về sau."
    )
    kinds = (PDF, EXCEL, CSV)

    def __init__(self, workplace: Workplace, work: FileWork, parent: QWidget | None = None) -> None:
        self.cover, self.day_heads = QCheckBox("In bìa sổ"), QCheckBox("Ghi ngày đầu mỗi ngày tiếp nhận")
        self.cover.setChecked(True)
        self._period = around(Preset.MONTH, workplace.desk.now().date())
        super().__init__(workplace, work, parent)

    def choices(self) -> list[QWidget]:
        return [self.cover, self.day_heads]

    def show_period(self, period: Period) -> None:
        if period != self._period:
            self._show("", b"")
        self._period = period

    def first_focus(self) -> QWidget:
        return self.cover

    def paper_title(self) -> str:
        return books.title(self._period)

    def writer(self) -> Write:
        desk, period = self._place.desk, self._period
        cover, day_heads = self.cover.isChecked(), self.day_heads.isChecked()

        def write(path: Path, told: Told, stopped: Stop) -> str:
            if path.suffix.lower() == ".pdf":
                return _said(books.register(desk, period, path, told, stopped, cover=cover, day_heads=day_heads))
            rows = register_files.save(desk, period, path, told, stopped)
            return f"Đã ghi {grouped(rows)} hồ sơ của sổ." if rows else ""

        return write


def _said(written: RegisterWritten | None) -> str:
    """What stands in the register; empty when it was stopped."""
    if written is None:
        return ""
    late = f", {grouped(written.late)} hồ sơ vào sổ muộn" if written.late else ""
    return (
        f"Sổ có {grouped(written.dossiers)} hồ sơ, từ {written.first} đến {written.last}, {written.pages} trang{late}."
    )
