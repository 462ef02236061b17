"""The list that drops down from the procedure box: name, and below it code, field and time limit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QWidget

from onecua_desk.domain.procedure import Procedure
from onecua_desk.ui.theme import current, type_font

_ROWS = 7
_PROCEDURE = Qt.ItemDataRole.UserRole
_NOBODY = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class _Offers(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._offers: list[Procedure] = []

    def show_offers(self, offers: Sequence[Procedure]) -> None:
        self.beginResetModel()
        self._offers = list(offers)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOBODY) -> int:
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == _PROCEDURE:
            return self._offers[index.row()]
        return self._offers[index.row()].name if role == Qt.ItemDataRole.DisplayRole else None


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(100, current().px(50))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        offer: Procedure = index.data(_PROCEDURE)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(current().accent_soft))
        box = option.rect.adjusted(12, current().px(5), -12, -current().px(5))
        top = QRect(box.topLeft(), QSize(box.width(), box.height() // 2))
        name_font = type_font(current().type_size, QFont.Weight.DemiBold)
        _line(painter, top, offer.name, name_font, current().ink)
        below = top.translated(0, top.height())
        _line(painter, below, _second_line(offer), type_font(current().caption_size), current().soft)


def _second_line(offer: Procedure) -> str:
    limit = offer.cases[0].limit if len(offer.cases) == 1 else None
    return " · ".join(part for part in (offer.code, offer.field, limit.words() if limit else "") if part)


def _line(painter: QPainter, box: QRect, text: str, font: QFont, color: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class ProcedureList(QListView):
    """Floats over the window below its box; the keyboard stays in the box."""

    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._offers = _Offers(self)
        self.setObjectName("completion")
        self.setModel(self._offers)
        self.setItemDelegate(_TwoLines(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self.picked.emit(index.data(_PROCEDURE)))
        self.hide()

    def open_below(self, box: QWidget, offers: Sequence[Procedure]) -> None:
        """Show ``offers``, the first one marked; hidden when there is none."""
        self._offers.show_offers(offers)
        self.setVisible(bool(offers))
        if offers:
            corner = box.mapTo(self._window, QPoint(0, box.height() + 2))
            rows = min(len(offers), _ROWS)
            self.setGeometry(QRect(corner, QSize(box.width(), rows * current().px(50) + 2 * self.frameWidth())))
            self.setCurrentIndex(self._offers.index(0, 0))
            self.scrollToTop()
            self.raise_()

    def offers(self) -> list[Procedure]:
        return [self._offers.index(row, 0).data(_PROCEDURE) for row in range(self._offers.rowCount())]

    def marked(self) -> Procedure | None:
        return self.currentIndex().data(_PROCEDURE)

    def move_mark(self, step: int) -> None:
        last = self._offers.rowCount() - 1
        row = max(0, min(last, self.currentIndex().row() + step))
        self.setCurrentIndex(self._offers.index(row, 0))
