"""Tỷ lệ: shares and the index on the left, why dossiers were late and how long they took on the right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.handling import Handling
from onecua_desk.domain.index766 import Component, index766
from onecua_desk.domain.rates import CauseRow, ForeignRow, Rate
from onecua_desk.domain.report import Period
from onecua_desk.services import report_files, reports
from onecua_desk.services.desk import Desk
from onecua_desk.ui.paged_view import TableCard
from onecua_desk.ui.reports.file_work import CSV, EXCEL, FileWork, Stop, Told
from onecua_desk.ui.reports.page import Page
from onecua_desk.ui.reports.rates_tables import CausesTable, ForeignTable, HandlingTable, Share, SharesTable
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.theme import current, mark
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.widgets.scroll import Scroll
from onecua_desk.ui.workplace import Workplace

_BESIDE = 900
"""Px at type scale 1 that two tables need beside each other."""


@dataclass(frozen=True, slots=True)
class _Read:
    rates: tuple[Rate, ...]
    components: tuple[Component, ...]
    causes: tuple[CauseRow, ...]
    handling: tuple[Handling, ...]
    foreign: tuple[ForeignRow, ...]


class _Halves(QBoxLayout):
    """Asked for a height, words that wrap would make every table as high as it likes to be, and the page scroll."""

    def hasHeightForWidth(self) -> bool:
        return False


class RatesPage(Page):
    """Under the shares stands what the chosen one counts."""

    save_words = "Lưu Excel, CSV…"

    def __init__(self, workplace: Workplace, work: FileWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._work, self._reads = workplace, work, Latest(workplace.slow)
        self._shown: tuple[Period, tuple[Rate, ...]] | None = None
        self.shares, self.note = SharesTable(), QLabel()
        self.causes, self.handling, self.foreign = CausesTable(), HandlingTable(), ForeignTable()
        self._lay_out()
        self.shares.moved.connect(self._explain)

    def show_period(self, period: Period) -> None:
        desk = self._place.desk
        self._reads.run(lambda: _read(desk, period), lambda read: self._show(period, read), self.failed)

    def save_it(self) -> None:
        if self._shown is None:
            return
        desk, (period, rates) = self._place.desk, self._shown

        def write(path: Path, told: Told, stopped: Stop) -> str:
            report_files.save_rates(desk, period, rates, path)
            return "Đã ghi các tỷ lệ."

        self._work.save("Lưu tỷ lệ, chỉ số", report_files.rates_title(period), (EXCEL, CSV), write)

    def first_focus(self) -> QWidget:
        return self.shares

    def _show(self, period: Period, read: _Read) -> None:
        self._shown = period, read.rates
        self.shares.show_shares(read.rates, read.components)
        if self.shares.current_item() is None:
            self.shares.selectRow(1)
        self.causes.show_rows(read.causes)
        self.handling.show_rows(read.handling)
        self.foreign.show_rows(read.foreign)

    def _explain(self, share: Share | None) -> None:
        self.note.setText(f"{share.name}: {share.note}" if share and share.note else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large type takes the width: what stood beside each other then stands below."""
        super().resizeEvent(event)
        narrow = self.width() < current().px(_BESIDE)
        self._halves.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _lay_out(self) -> None:
        page, whole, left, right = QWidget(), QVBoxLayout(self), QVBoxLayout(), QVBoxLayout()
        self._halves = _Halves(QBoxLayout.Direction.LeftToRight, page)
        self.note.setWordWrap(True)
        mark(self.note, "role", "soft")
        left.addWidget(TableCard(self.shares, EmptyState("Đang đọc…")), 1)
        left.addWidget(self.note)
        for table, none, share in (
            (self.causes, "Kỳ này không có hồ sơ quá hạn.", 3),
            (self.handling, "Kỳ này chưa có kết quả nào.", 4),
            (self.foreign, "Kỳ này không nhận hồ sơ thay nơi khác.", 2),
        ):
            right.addWidget(TableCard(table, EmptyState(none)), share)
        for column in (self._halves, left, right):
            column.setSpacing(10)
        for column in (self._halves, whole):
            column.setContentsMargins(0, 0, 0, 0)
        self._halves.addLayout(left, 1)
        self._halves.addLayout(right, 1)
        whole.addWidget(Scroll(page))


def _read(desk: Desk, period: Period) -> _Read:
    rates = reports.rates(desk, period)
    return _Read(
        rates,
        index766(rates),
        reports.causes(desk, period),
        reports.handling(desk, period),
        reports.foreign(desk, period),
    )
