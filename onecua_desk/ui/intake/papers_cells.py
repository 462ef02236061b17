"""Draws a line of the checklist, its name wrapped to the end, and edits its quantity."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QSpinBox, QStyle, QStyledItemDelegate, QTableView, QWidget

from onecua_desk.ui.icons import pixmap
from onecua_desk.ui.intake.papers_model import NAME
from onecua_desk.ui.theme import current, type_font

MOST_OF_ONE = 999
_PAD = 10
_WRAPPED = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_HIGH = 10_000
Index = QModelIndex | QPersistentModelIndex


class PaperCells(QStyledItemDelegate):
    """The check box stands in the cell of the name."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: Any, index: Index) -> QSize:
        width = self._table.columnWidth(index.column())
        room = QRect(0, 0, width - _before(index) - _PAD, _HIGH)
        words = QFontMetrics(type_font(current().type_size)).boundingRect(room, _WRAPPED, str(index.data() or ""))
        return QSize(width, max(current().px(38), words.height() + current().px(12)))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(current().accent_soft))
        painter.fillRect(QRect(box.left(), box.bottom(), box.width(), 1), QColor(current().row_line))
        if index.column() == NAME:
            self._paint_check(painter, option, index)
        painter.setFont(type_font(current().type_size))
        painter.setPen(index.data(Qt.ItemDataRole.ForegroundRole))
        painter.drawText(box.adjusted(_before(index), 0, -_PAD, 0), _WRAPPED, str(index.data() or ""))
        painter.restore()

    def createEditor(self, parent: QWidget, option: Any, index: Index) -> QWidget:
        editor = QSpinBox(parent, minimum=1, maximum=MOST_OF_ONE)
        editor.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        return editor

    def _paint_check(self, painter: QPainter, option: Any, index: Index) -> None:
        if _has_keyboard(option):
            mark = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1)
            painter.fillRect(mark, QColor(current().accent))
        ticked = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
        side = current().px(18)
        box = QRectF(option.rect.left() + _PAD, option.rect.center().y() - side // 2, side, side)
        painter.setPen(QPen(QColor(current().accent if ticked else current().field_line), 1))
        painter.setBrush(QColor(current().accent if ticked else current().card))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if ticked:
            sign = pixmap("check-white", current().accent_ink, side, painter.device().devicePixelRatio())
            painter.drawPixmap(box.topLeft(), sign)


def _before(index: Index) -> int:
    """Room left of the words."""
    return _PAD + current().px(28) if index.column() == NAME else _PAD


def _has_keyboard(option: Any) -> bool:
    selected = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_Active
    return option.state & selected == selected and option.widget is not None and option.widget.hasFocus()
