"""Draws a line of the checklist, its name wrapped to the end and its note below, and edits its quantity."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSpinBox, QStyle, QStyledItemDelegate, QTableView, QWidget

from onecua_desk.ui.icons import pixmap
from onecua_desk.ui.intake.papers_model import HEADING, HINT, NAME, NOTE
from onecua_desk.ui.theme import current, type_font
from onecua_desk.ui.widgets.clamped import clamped

MOST_OF_ONE = 999
_PAD = 10
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_HIGH = 10_000
Index = QModelIndex | QPersistentModelIndex


class PaperCells(QStyledItemDelegate):
    """The check box stands in the cell of the name, a group's title above its first line.

    Below the name stand a hint and the note of the catalogue, of which two lines have to do; the tooltip has it whole.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: Any, index: Index) -> QSize:
        width = self._table.columnWidth(index.column())
        room = width - _before(index) - _PAD
        words = _height(str(index.data() or ""), _type(), room) + _below_height(index, room)
        return QSize(width, heading_height(index) + max(current().px(38), words + current().px(12)))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        box: QRect = option.rect.adjusted(0, heading_height(index), 0, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heading(painter, option, index)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(current().accent_soft))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(current().row_line))
        if index.column() == NAME:
            self._paint_check(painter, option, box, index)
        self._paint_words(painter, box.adjusted(_before(index), 0, -_PAD, 0), index)
        painter.restore()

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        editor = QSpinBox(parent, minimum=1, maximum=MOST_OF_ONE)
        editor.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: Any, index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(0, heading_height(index), 0, 0))

    def _paint_words(self, painter: QPainter, room: QRect, index: Index) -> None:
        painter.setFont(_type())
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        below = _below_height(index, room.width())
        painter.drawText(room.adjusted(0, 0, 0, -below), _WRAPPED, str(index.data() or ""))
        if below:
            painter.setFont(_caption())
            painter.setPen(QColor(current().soft))
            place = QRect(room.left(), room.bottom() - below - current().px(4), room.width(), below)
            painter.drawText(place, _WRAPPED, below_words(index, room.width()))

    def _paint_heading(self, painter: QPainter, option: Any, index: Index) -> None:
        """Over the whole line, each cell its part of it; the line's selection does not reach up there."""
        if title := str(index.data(HEADING) or ""):
            strip = QRect(option.rect.topLeft(), QSize(option.rect.width(), heading_height(index)))
            painter.fillRect(strip, QColor(current().card))
            strip.setLeft(self._table.columnViewportPosition(NAME) + _PAD)
            painter.setFont(_caption(QFont.Weight.DemiBold))
            painter.setPen(QColor(current().soft))
            bottom = int(Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextDontClip)
            painter.save()
            painter.setClipRect(option.rect)
            painter.drawText(strip.adjusted(0, 0, 0, -current().px(3)), bottom, title)
            painter.restore()

    def _paint_check(self, painter: QPainter, option: Any, room: QRect, index: Index) -> None:
        if _has_keyboard(option):
            painter.fillRect(QRect(room.left(), room.top(), 3, room.height() - 1), QColor(current().accent))
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        ticked, side = state == Qt.CheckState.Checked, current().px(18)
        box = QRectF(room.left() + _PAD, room.center().y() - side // 2, side, side)
        painter.setPen(QPen(QColor(current().accent if ticked else current().field_line), 1))
        painter.setBrush(QColor(current().accent if ticked else current().card))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if ticked:
            sign = pixmap("check-white", current().accent_ink, side, painter.device().devicePixelRatio())
            painter.drawPixmap(box.topLeft(), sign)
        elif state == Qt.CheckState.PartiallyChecked:
            bar = box.adjusted(side * 0.25, side * 0.44, -side * 0.25, -side * 0.44)
            painter.fillRect(bar, QColor(current().soft))


def heading_height(index: Index) -> int:
    """How much room the title of a group takes above this line; 0 within a group."""
    return current().px(26) if index.data(HEADING) else 0


def _before(index: Index) -> int:
    """Room left of the words."""
    return _PAD + current().px(28) if index.column() == NAME else _PAD


def below_words(index: Index, room: int) -> str:
    """What stands below the name in ``room`` px of width: the hint whole, the note in two lines at most."""
    note = clamped(str(index.data(NOTE) or ""), _caption(), room, lines=2)
    return "\n".join(filter(None, (str(index.data(HINT) or ""), note)))


def _below_height(index: Index, room: int) -> int:
    words = below_words(index, room)
    return _height(words, _caption(), room) if words else 0


def _height(words: str, font: QFont, room: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, _HIGH), _WRAPPED, words).height()


def _type() -> QFont:
    return type_font(current().type_size)


def _caption(weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    return type_font(current().caption_size, weight)


def _has_keyboard(option: Any) -> bool:
    selected = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active
    return option.state & selected == selected and option.widget is not None and option.widget.hasFocus()
