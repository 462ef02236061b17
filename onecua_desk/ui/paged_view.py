"""The table that shows a paged model: fixed rows, badges, selection kept by key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from onecua_desk.domain.numbering import is_dossier_code
from onecua_desk.domain.standing import Tone
from onecua_desk.ui.paged_table import MARK_ROLE, TONE_ROLE, Column, PagedModel
from onecua_desk.ui.theme import current, mark, type_font
from onecua_desk.ui.widgets.focus import on_focus_change
from onecua_desk.ui.widgets.key_cap import count_width, draw_count, draw_pill
from onecua_desk.ui.widgets.plain_table import make_plain

_PAD, _BADGE_PAD, _LEAST_STRETCH = 10, 7, 140
_MARK, _MARK_GAP = "↑", 3
"""An arrow on grey: told from the badge without its colour."""
Index = QModelIndex | QPersistentModelIndex


class _Cells(QStyledItemDelegate):
    def __init__(self, columns: Sequence[Column], parent: QWidget) -> None:
        super().__init__(parent)
        self._columns = columns

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(60, current().px(current().row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = current()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # Qt has it, the stubs do not
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        if chosen:
            painter.fillRect(rect, QColor(tokens.accent_soft))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(tokens.row_line))
        text, tone = index.data(), index.data(TONE_ROLE)
        if text and tone is not None:
            self._badge(painter, rect, text, Tone(tone), bool(index.data(MARK_ROLE)))  # a StrEnum comes back as text
        elif text:
            painter.setPen(QColor(tokens.ink))
            painter.setFont(type_font(tokens.type_size))
            cut, align = self._manner(index)
            inside = rect.adjusted(_PAD, 0, -_PAD // 2, 0)
            shown = painter.fontMetrics().elidedText(text, cut, inside.width())
            painter.drawText(inside, align, whole_parts(text, shown))
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        text, said = index.data() or "", index.data(MARK_ROLE)
        room = view.visualRect(index).width() - _PAD - _PAD // 2
        cut = QFontMetricsF(type_font(current().type_size)).horizontalAdvance(text) > room
        words = f"{text} · {said}" if said else text if cut else ""
        QToolTip.showText(event.globalPos(), words, view)
        return True

    def _manner(self, index: Index) -> tuple[Qt.TextElideMode, int]:
        column = self._columns[index.column()]
        cut = Qt.TextElideMode.ElideLeft if column.elide_left else Qt.TextElideMode.ElideRight
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        return cut, int(side | Qt.AlignmentFlag.AlignVCenter)

    def _badge(self, painter: QPainter, rect: QRect, text: str, tone: Tone, marked: bool) -> None:
        font = type_font(current().type_size - 1, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        room = rect.width() - _PAD - (count_width(_MARK) + _MARK_GAP if marked else 0)
        width = min(metrics.horizontalAdvance(text) + 2 * _BADGE_PAD, room)
        height = current().px(25)
        box = QRectF(rect.left() + _PAD - 2, rect.top() + (rect.height() - 1 - height) / 2, width, height)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - 2 * _BADGE_PAD + 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_pill(painter, box, shown, current().tone(tone), font, radius=5)
        if marked:
            draw_count(painter, box.right() + _MARK_GAP, box.center().y(), _MARK, current().tone(Tone.UNSENT))


def whole_parts(text: str, shown: str) -> str:
    """A dossier code that is cut from the left begins with a whole part: ``"…-1004"``, never ``"…3-1004"``."""
    if shown == text or not is_dossier_code(text) or "-" not in shown:
        return shown
    return f"…{shown[shown.index('-') :]}"


class PagedTable(QTableView):
    """``moved`` follows the selection (``None`` when it is empty); Enter or a double click opens.

    ``least_rows``: so many are seen however little room there is.
    """

    moved = Signal(object)
    opened = Signal(object)

    def __init__(self, model: PagedModel, parent: QWidget | None = None, least_rows: int = 0) -> None:
        super().__init__(parent)
        self._kept: object = None
        self._least_rows = least_rows
        self._kept_row = 0
        self.setModel(model)
        self.setItemDelegate(_Cells(model.columns, self))
        make_plain(self)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._measure()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.dataChanged.connect(self._tell)
        self.doubleClicked.connect(self._open)

    def paged(self) -> PagedModel:
        return self.model()  # type: ignore[return-value]  # it was given one

    def current_item(self) -> Any:
        """The selected item, or ``None``."""
        index = self.currentIndex()
        return self.paged().item(index.row()) if index.isValid() else None

    def select_key(self, key: object) -> bool:
        """Select the row of ``key`` if it is loaded."""
        row = self.paged().row_of(key)
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self.paged().index(row, 0))
        return row >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid() and not self.selectionModel().hasSelection():
            self.selectRow(self.currentIndex().row())  # Qt makes the first row current, but does not show it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self._measure()

    def _measure(self) -> None:
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        row = current().px(current().row_height)
        self.verticalHeader().setDefaultSectionSize(row)
        if self._least_rows:
            around = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
            self.setMinimumHeight(around + self._least_rows * row)
        self._share_width()

    def _share_width(self) -> None:
        room = self.viewport().width()
        widths = _widths(self.paged().columns, room)
        for number, width in enumerate(widths):
            self.setColumnHidden(number, width == 0)
            if width:
                self.setColumnWidth(number, width)

    def _keep(self) -> None:
        index = self.currentIndex()
        self._kept = self.paged().key_at(index.row()) if index.isValid() else None
        self._kept_row = index.row()

    def _restore(self) -> None:
        if self._kept is not None and not self.select_key(self._kept) and self.paged().rowCount():
            self.selectRow(min(self._kept_row, self.paged().rowCount() - 1))
        if not self.currentIndex().isValid():
            self._tell()

    def _tell(self, *_what: object) -> None:
        self.moved.emit(self.current_item())

    def _open(self, *_where: object) -> None:
        self.opened.emit(self.current_item())


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    """Px for each column, 0 for those that had to go; together not wider than ``room``."""
    shown = list(range(len(columns)))
    least = [_least(column) for column in columns]
    if sum(least) > room:
        least = [current().px(column.narrow) or width for column, width in zip(columns, least, strict=True)]
    while sum(least[number] for number in shown) > room and (droppable := [n for n in shown if columns[n].drop]):
        shown.remove(max(droppable, key=lambda number: columns[number].drop))
    needed = sum(least[number] for number in shown)
    growing = [number for number in shown if columns[number].stretch]
    growing = growing or [number for number in shown if least[number] < _least(columns[number])]
    widths = [0] * len(columns)
    for number in shown:
        spare = (room - needed) // len(growing) if number in growing and room > needed else 0
        widths[number] = least[number] * min(room, needed) // max(needed, 1) + spare
    return widths


def _least(column: Column) -> int:
    return current().px(_LEAST_STRETCH if column.stretch else column.width)


class TableCard(QFrame):
    """A white card around a table, with ``empty`` in its place while the list has no row."""

    def __init__(self, table: PagedTable, empty: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._empty = empty
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 6)
        column.addWidget(table)
        column.addWidget(empty)
        empty.hide()
        table.paged().loaded.connect(self._turn)
        on_focus_change(self._show_focus)

    def _turn(self, rows: int) -> None:
        self._table.setVisible(rows > 0)
        self._empty.setVisible(rows == 0)

    def _show_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        mark(self, "focused", new is self._table)
