"""Báo cáo 13 cột: the table, under it the sums that close, and the dossiers of the figure that was opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from onecua_desk.domain.report import By, Figure, Period, Report
from onecua_desk.domain.report_words import identities, put_off_words
from onecua_desk.domain.standing import Tone
from onecua_desk.domain.text import uncapitalised
from onecua_desk.services import report_files, reports
from onecua_desk.ui.reports.dossiers_of import DossiersOf
from onecua_desk.ui.reports.figures_model import FiguresModel
from onecua_desk.ui.reports.figures_table import FiguresTable
from onecua_desk.ui.reports.file_work import CSV, EXCEL, PDF, FileWork, Stop, Told
from onecua_desk.ui.reports.page import Page
from onecua_desk.ui.reports.printing import print_out
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import current
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.presence import set_present
from onecua_desk.ui.workplace import Workplace

_ROOM = 30
"""Px at type scale 1 that table and list each want beyond the least."""
_TIGHT = 400
"""Px at type scale 1 below which the table gets what room there is, and the sums say only whether they close."""


_PUT_OFF = (
    "Báo cáo tính quá hạn từ ngày hẹn đầu tiên; mục «Quá hạn» của Hồ sơ tính theo ngày hẹn lại, nên ít hơn chừng ấy."
)


class ReportPage(Page):
    """``by``: what a line stands for; it is placed beside the period."""

    save_words, print_words = "Lưu Excel, PDF, CSV…", "In báo cáo"

    def __init__(self, workplace: Workplace, work: FileWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._work, self._reads = workplace, work, Latest(workplace.slow)
        self._period: Period | None = None
        self.model, self.by = FiguresModel(self), QComboBox()
        self.table, self.listed = FiguresTable(self.model), DossiersOf(workplace)
        self.empty = EmptyState("Kỳ này chưa có hồ sơ nào.", "Chọn kỳ khác ở trên, hoặc Alt+← để xem kỳ trước.")
        self.sums = QWidget()
        self.badges, self.put_off = [Badge() for _ in range(4)], Badge()
        self._tight = False
        self._shown, self._column = QStackedWidget(), QVBoxLayout(self)
        self._lay_out()
        self.by.activated.connect(self._choose)
        self.table.opened.connect(self._open)
        self.listed.dossier_wanted.connect(self.dossier_wanted)
        self.listed.save_wanted.connect(self._save_list)
        self.listed.left.connect(self.back)

    def show_period(self, period: Period) -> None:
        if period != self._period:
            self._close_list()
        self._period = period
        self._read()

    def print_it(self) -> None:
        if (report := self._ready()) is not None:
            desk, official = self._place.desk, self._place.official
            print_out(self._place, self._work, "báo cáo", lambda: report_files.printout(desk, official, report))

    def save_it(self) -> None:
        if (report := self._ready()) is None:
            return
        desk, official = self._place.desk, self._place.official
        name = report_files.report_title(report.by, report.period)

        def write(path: Path, told: Told, stopped: Stop) -> str:
            report_files.save_report(desk, official, report, path)
            return "Đã ghi báo cáo."

        self._work.save("Lưu báo cáo", name, (EXCEL, PDF, CSV), write)

    def back(self) -> bool:
        if self.listed.isHidden():
            return False
        self._close_list()
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def first_focus(self) -> QWidget:
        return self.table.view

    def _ready(self) -> Report | None:
        """The report of the period on screen, once it was read."""
        report = self.model.report
        return report if report and report.period == self._period else None

    def _choose(self) -> None:
        self._close_list()
        self._read()

    def _read(self) -> None:
        desk, period, by = self._place.desk, self._period, By(self.by.currentData())
        if period is not None:
            self._reads.run(lambda: reports.report(desk, period, by), self._show, self.failed)

    def _show(self, report: Report) -> None:
        if self.model.report is None or self.model.report.by is not report.by:
            self.table.name_lines(report.by)
        self.model.show_report(report)
        self.table.view.begin()
        none = not any(report.total.cells.values())
        self._shown.setCurrentWidget(self.empty_card if none else self.table)
        set_present(self.sums, not none and self.listed.isHidden())
        self._say_sums(report)
        if not self.listed.isHidden():
            self.listed.refresh()

    def _say_sums(self, report: Report) -> None:
        """Each sum of the form; where there is no room for four, that they close, or those that do not."""
        sums = identities(report.total)
        closed = all(one.holds for one in sums)
        for badge, one in zip(self.badges, sums, strict=True):
            sign, tone = ("✓", Tone.OK) if one.holds else ("✗", Tone.LATE)
            badge.show_state("" if self._tight and (closed or one.holds) else f"{one.words} {sign}", tone)
        if self._tight and closed:
            self.badges[0].show_state("Các tổng khớp ✓", Tone.OK)
        self.badges[0].setToolTip("\n".join(one.words for one in sums))
        self.put_off.show_state(put_off_words(report), Tone.DUE)
        self.put_off.setToolTip(_PUT_OFF)

    def _open(self, figure: Figure, words: str, count: int) -> None:
        set_present(self.sums, False)
        set_present(self.listed, True)
        self._share()
        self.listed.leave_button.setFocus(Qt.FocusReason.OtherFocusReason)  # the list takes it once it is there
        self.listed.show_figure(figure, words, count)

    def _close_list(self) -> None:
        set_present(self.listed, False)
        self._share()
        set_present(self.sums, self._shown.currentWidget() is self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = self.height() < current().px(_TIGHT)
        if tight != self._tight:
            self._tight = tight
            self._column.setSpacing(6 if tight else 10)
            self.table.set_tight(tight)
            if self.model.report is not None:
                self._say_sums(self.model.report)
        self._share()

    def _share(self) -> None:
        """Where there is no room for both, the list takes the place of the table."""
        both = self.table.minimumHeight() + self.listed.minimumSizeHint().height() + 2 * current().px(_ROOM)
        set_present(self._shown, self.listed.isHidden() or self.height() >= both)

    def _save_list(self) -> None:
        desk, figure, words = self._place.desk, self.listed.figure, self.listed.words
        if figure is None:
            return

        def write(path: Path, told: Told, stopped: Stop) -> str:
            whole = report_files.save_list(desk, figure, words, path, told, stopped)
            return "Đã ghi danh sách." if whole else ""

        self._work.save("Lưu danh sách hồ sơ", report_files.list_title(figure), (EXCEL, CSV), write)

    def _lay_out(self) -> None:
        for by in By:
            self.by.addItem(f"Theo {uncapitalised(by.label)}", str(by))
        self.by.setAccessibleName("Mỗi dòng là")
        self.empty_card = Card()
        self.empty_card.body.addWidget(self.empty)
        self._shown.addWidget(self.table)
        self._shown.addWidget(self.empty_card)
        flow = FlowLayout(8, self.sums)
        for badge in (*self.badges, self.put_off):
            flow.addWidget(badge)
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._shown, 1)
        column.addWidget(self.sums)
        column.addWidget(self.listed, 1)
        set_present(self.listed, False)
