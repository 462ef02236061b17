"""A list that drops down below an input while somebody types: two lines a row, the keyboard stays in the input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.theme import current, type_font
from onecua_desk.ui.widgets.key_cap import draw_pill

_ROWS, _SIDE, _ROW = 8, 12, 50
_PILL, _GAP = 8, 10
_ITEM = Qt.ItemDataRole.UserRole
_STATE = Qt.ItemDataRole.UserRole + 1
_NOBODY = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
Lines = Callable[[Any], tuple[str, str]]
State = Callable[[Any], tuple[str, Tone] | None]
"""The word that stands at the right of an item, on its colour."""


class _Items(QAbstractListModel):
    def __init__(self, lines: Lines, state: State, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines, self._state = lines, state
        self._items: list[object] = []

    def show_items(self, items: Sequence[object]) -> None:
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def items(self) -> list[object]:
        return list(self._items)

    def rowCount(self, parent: Index = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == _ITEM:
            return item
        if role == _STATE:
            return self._state(item)
        return "\n".join(self._lines(item)) if role == Qt.ItemDataRole.DisplayRole else None


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(100, current().px(_ROW))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(current().accent_soft))
        first, second = index.data().split("\n")
        box = option.rect.adjusted(_SIDE, current().px(5), -_SIDE, -current().px(5))
        top = QRect(box.topLeft(), QSize(box.width(), box.height() // 2))
        if state := index.data(_STATE):
            top.setWidth(_pill(painter, top, *state) - _GAP - top.left())
        _line(painter, top, first, type_font(current().type_size, QFont.Weight.DemiBold), current().ink)
        below = QRect(box.left(), top.bottom() + 1, box.width(), top.height())
        _line(painter, below, second, type_font(current().caption_size), current().soft)


def _line(painter: QPainter, box: QRect, text: str, font: QFont, color: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _pill(painter: QPainter, row: QRect, text: str, tone: Tone) -> int:
    """A state at the right end of ``row``; where it begins."""
    font = type_font(current().caption_size)
    width = QFontMetrics(font).horizontalAdvance(text) + 2 * _PILL
    box = QRect(row.right() - width + 1, row.top(), width, row.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_pill(painter, QRectF(box), text, current().tone(Tone(tone)), font, radius=5)
    return box.left()


class DropList(QListView):
    """``lines`` are the two of an item. Nothing is marked until an arrow key marks it: Enter stays the input's own."""

    picked = Signal(object)

    def __init__(self, window: QWidget, lines: Lines, state: State = lambda _: None) -> None:
        super().__init__(window)
        self._window = window
        self._items = _Items(lines, state, self)
        self.setObjectName("completion")
        self.setModel(self._items)
        self.setItemDelegate(_TwoLines(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.picked.emit(index.data(_ITEM)))
        self.hide()

    def open_below(self, box: QWidget, items: Sequence[object], width: int) -> None:
        """Show ``items`` below ``box``, at least ``width`` px wide where the window has them; hidden without items."""
        self._items.show_items(items)
        self.setVisible(bool(items))
        if items:
            self._place(box, len(items), width)
            self.scrollToTop()
            self.raise_()

    def items(self) -> list[object]:
        """What is dropped down now."""
        return [] if self.isHidden() else self._items.items()

    def marked(self) -> object | None:
        return self.currentIndex().data(_ITEM)

    def move_mark(self, step: int) -> None:
        """The first step down marks the first row; up from there marks none again."""
        row = min(self.currentIndex().row() + step, self._items.rowCount() - 1)
        self.setCurrentIndex(self._items.index(row, 0) if row >= 0 else QModelIndex())

    def unmark(self) -> None:
        self.setCurrentIndex(QModelIndex())

    def _place(self, box: QWidget, rows: int, width: int) -> None:
        corner = box.mapTo(self._window, QPoint(0, box.height() + 2))
        wide = min(max(box.width(), width), self._window.width())
        left = min(corner.x(), self._window.width() - wide)
        row, frame = current().px(_ROW), 2 * self.frameWidth()
        room = max(self._window.height() - corner.y() - frame, row)
        self.setGeometry(QRect(left, corner.y(), wide, min(min(rows, _ROWS) * row, room) + frame))
