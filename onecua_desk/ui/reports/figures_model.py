"""The cells of the 13-column report: a line a row, the total last, and which figure stands where."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from onecua_desk.domain.fees import grouped
from onecua_desk.domain.report import Column, Counts, Figure, Report
from onecua_desk.domain.report_words import COLUMNS, TOTAL, figure_words

FIRST = 2
"""Columns before the figures."""
LATE = frozenset({Column.LATE, Column.OVERDUE})
Index = QModelIndex | QPersistentModelIndex


class FiguresModel(QAbstractTableModel):
    """Texts only; how they look is the table's own matter."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.report: Report | None = None

    def show_report(self, report: Report | None) -> None:
        """Where it has the same lines as the one before, the cell that is chosen stays."""
        if self.report and report and _keys(self.report) == _keys(report):
            self.report = report
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.report = report
        self.endResetModel()

    def figure(self, index: Index) -> tuple[Figure, str, int] | None:
        """The figure that stands there, what it counts in words, and how many."""
        if self.report is None or not index.isValid() or index.column() < FIRST:
            return None
        column, (key, name, counts) = COLUMNS[index.column() - FIRST], self._line(index.row())
        return Figure(self.report.period, self.report.by, key, column), figure_words(column, name), counts[column]

    def is_total(self, row: int) -> bool:
        return row == self.rowCount() - 1

    def number(self, index: Index) -> int:
        """The figure itself; 0 before the figures begin."""
        found = self.figure(index)
        return found[2] if found else 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() or self.report is None else len(self.report.rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else FIRST + len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The keyboard goes from figure to figure."""
        if index.column() < FIRST:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and (found := self.figure(index)):
            return f"{found[1]}: {grouped(found[2])}"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if index.column() == 0:
            return "" if self.is_total(index.row()) else str(index.row() + 1)
        return self._line(index.row())[1] if index.column() == 1 else grouped(self.number(index))

    def _line(self, row: int) -> tuple[str | None, str, Counts]:
        assert self.report is not None
        if self.is_total(row):
            return None, TOTAL, self.report.total
        line = self.report.rows[row]
        return line.key, line.name, line.counts


def _keys(report: Report) -> tuple[object, ...]:
    return report.period, report.by, *(row.key for row in report.rows)
