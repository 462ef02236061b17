"""Biểu đồ: the months of the period, and its fields."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from onecua_desk.domain.chart import Chart
from onecua_desk.domain.report import By, Period
from onecua_desk.services import report_files, reports
from onecua_desk.services.papers import Printout
from onecua_desk.ui.reports.chart_view import ChartView
from onecua_desk.ui.reports.file_work import PDF, FileWork, Stop, Told
from onecua_desk.ui.reports.page import Page
from onecua_desk.ui.reports.printing import print_out
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.widgets.card import Card
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import Workplace


class ChartsPage(Page):
    """They are printed and saved as what they are on paper: the last page of the report."""

    save_words, print_words = "Lưu PDF…", "In kèm báo cáo"

    def __init__(self, workplace: Workplace, work: FileWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._work, self._reads = workplace, work, Latest(workplace.slow)
        self._period: Period | None = None
        self.months, self.fields = ChartView(workplace.slow, 17), ChartView(workplace.slow, 13)
        self._pages, self._drawn, self._empty = QStackedWidget(), QWidget(), Card()
        self._empty.body.addWidget(EmptyState("Kỳ này chưa có hồ sơ nào để vẽ.", "Chọn kỳ dài hơn, ví dụ cả năm."))
        self._lay_out()

    def show_period(self, period: Period) -> None:
        self._period, desk = period, self._place.desk
        self._reads.run(lambda: report_files.charts(desk, period), self._show, self.failed)

    def print_it(self) -> None:
        if (period := self._period) is not None:
            desk, official = self._place.desk, self._place.official

            def make() -> Printout:
                return report_files.printout(desk, official, reports.report(desk, period, By.FIELD))

            print_out(self._place, self._work, "báo cáo kèm biểu đồ", make)

    def save_it(self) -> None:
        if (period := self._period) is None:
            return
        desk, official = self._place.desk, self._place.official

        def write(path: Path, told: Told, stopped: Stop) -> str:
            report_files.save_report(desk, official, reports.report(desk, period, By.FIELD), path)
            return "Đã ghi báo cáo kèm biểu đồ."

        self._work.save("Lưu biểu đồ", report_files.report_title(By.FIELD, period), (PDF,), write)

    def first_focus(self) -> QWidget:
        return self

    def _show(self, charts: tuple[Chart, Chart]) -> None:
        by_month, by_field = charts
        self._pages.setCurrentIndex(1 if by_month.empty and by_field.empty else 0)
        self.months.show_chart(by_month)
        self.fields.show_chart(by_field)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column, whole = QVBoxLayout(self._drawn), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for view in (self.months, self.fields):
            card = Card()
            card.body.addWidget(view)
            column.addWidget(card, 1)
        whole.setContentsMargins(0, 0, 0, 0)
        for page in (Scroll(self._drawn), self._empty):
            self._pages.addWidget(page)
        whole.addWidget(self._pages)
