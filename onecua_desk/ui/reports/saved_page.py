"""Tệp đã lưu: which lists with people's names left this machine as files, who saved them, when and where to."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QVBoxLayout, QWidget

from onecua_desk.domain.report import Period
from onecua_desk.services import saved_files
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable, TableCard
from onecua_desk.ui.reports.page import Page
from onecua_desk.ui.widgets.empty import EmptyState
from onecua_desk.ui.workplace import Workplace

_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def _with_days(name: str) -> str:
    """The name of a file with its days as people write them; on the disk they stand in the order of the calendar."""
    return _ISO_DAY.sub(r"\3/\2/\1", name)


_COLUMNS = (
    Column("Lúc", lambda one: f"{one.at:%d/%m/%Y %H:%M}", 150),
    Column("Cán bộ", lambda one: one.by.name, 170, narrow=110),
    Column("Đã lưu", lambda one: _with_days(one.what), stretch=True),
    Column("Tệp", lambda one: one.path, 380, narrow=180, drop=1, elide_left=True),
)


class SavedPage(Page):
    """To look at only: nothing is taken back, nothing is deleted."""

    dated = False

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = workplace.desk
        self.table = PagedTable(PagedModel(_COLUMNS, lambda one: one.id, workplace.slow, self))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        empty = EmptyState("Máy này chưa lưu danh sách, báo cáo nào thành tệp.")
        column.addWidget(TableCard(self.table, empty))

    def show_period(self, period: Period) -> None:
        desk = self._desk
        self.table.paged().show_query(lambda before: saved_files.listed(desk, before))

    def first_focus(self) -> QWidget:
        return self.table
