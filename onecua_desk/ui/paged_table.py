"""The model of a long list, read one page at a time by key, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.tasks import Latest, Runner

SIZE = 200
"""Rows that a page function is expected to give; fewer mean that the list ends."""
TONE_ROLE = Qt.ItemDataRole.UserRole + 1
MARK_ROLE = Qt.ItemDataRole.UserRole + 2

Page = Callable[[Any], Sequence[Any]]
"""The items after this key (``None``: the first ones), at most ``SIZE``, in the list's order."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column and how wide it is (px at type scale 1; one that stretches takes what is left).

    Where there is no room for all, a column shrinks to its ``narrow`` width (0: it does not), then the columns with the
    highest ``drop`` go, rather than every text being cut. ``mark``: what else is to be known of a badge, in words; a
    small sign stands beside it.
    """

    title: str
    text: Callable[[Any], str]
    width: int = 120
    stretch: bool = False
    tone: Callable[[Any], Tone | None] | None = None
    elide_left: bool = False
    right: bool = False
    drop: int = 0
    narrow: int = 0
    mark: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    key: object
    item: Any
    texts: tuple[str, ...]
    tones: tuple[Tone | None, ...]
    marks: tuple[str, ...]


class PagedModel(QAbstractTableModel):
    """``key`` gives an item's place in the order, which also identifies it: ``(received_on, id)``."""

    loaded = Signal(int)
    failed = Signal(object)

    def __init__(
        self, columns: Sequence[Column], key: Callable[[Any], Any], tasks: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key, self._asks = key, Latest(tasks)
        self._page: Page = lambda _key: ()
        self._rows: list[_Row] = []
        self._more = self._asking = False

    def show_query(self, page: Page) -> None:
        """Show another list from its top; answers to earlier questions are dropped."""
        self._page = page
        self._asking = True
        self._asks.run(lambda: self._read(page, 1), self._replace, self._fail)

    def show_all(self, rows: Sequence[Any]) -> None:
        """Show these at once: they are in memory, and few."""
        self.show_query(lambda after: rows if after is None else ())

    def refresh(self) -> None:
        """Read again as many rows as are loaded; rows that are still the same keep their place and selection."""
        page, wanted = self._page, max(len(self._rows), 1)
        self._asking = True
        self._asks.run(lambda: self._read(page, wanted), self._replace, self._fail)

    def item(self, row: int) -> Any:
        return self._rows[row].item

    def row_of(self, key: object) -> int:
        """The row of ``key`` among those loaded, else -1."""
        return next((number for number, row in enumerate(self._rows) if row.key == key), -1)

    def key_at(self, row: int) -> object:
        return self._rows[row].key

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()].texts[index.column()]
        if role == TONE_ROLE:
            return self._rows[index.row()].tones[index.column()]
        if role == MARK_ROLE:
            return self._rows[index.row()].marks[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row, column = self._rows[index.row()], index.column()
            return ", ".join(words for words in (row.texts[column], row.marks[column]) if words)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self.columns[section].title if role == Qt.ItemDataRole.DisplayRole else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more and not self._asking

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):  # asked again from inside beginInsertRows
            return
        page, last = self._page, self._rows[-1].key
        self._asking = True
        self._asks.run(lambda: self._as_rows(page(last)), self._append, self._fail)

    def _read(self, page: Page, wanted: int) -> list[_Row]:
        rows = got = self._as_rows(page(None))
        while len(got) >= SIZE and len(rows) < wanted:
            got = self._as_rows(page(rows[-1].key))
            rows = rows + got
        return rows

    def _as_rows(self, items: Sequence[Any]) -> list[_Row]:
        return [
            _Row(
                self._key(item),
                item,
                tuple(column.text(item) for column in self.columns),
                tuple(column.tone(item) if column.tone else None for column in self.columns),
                tuple(column.mark(item) if column.mark else "" for column in self.columns),
            )
            for item in items
        ]

    def _replace(self, rows: list[_Row]) -> None:
        self._more = len(rows) >= SIZE and len(rows) % SIZE == 0
        if [row.key for row in rows] == [row.key for row in self._rows] and rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        self._asking = False
        self.loaded.emit(len(rows))

    def _append(self, rows: list[_Row]) -> None:
        self._more = len(rows) >= SIZE
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows = self._rows + rows
            self.endInsertRows()
        self._asking = False  # only now: a view asks for more while it hears of these
        self.loaded.emit(len(self._rows))

    def _fail(self, error: Exception) -> None:
        self._asking = self._more = False
        self.failed.emit(error)
