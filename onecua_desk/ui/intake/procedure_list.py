"""The list that drops down from the procedure box: name and its key; below it code, field and time limit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QLabel, QListView, QStyle, QStyledItemDelegate, QWidget

from onecua_desk.domain.procedure import Procedure
from onecua_desk.ui.theme import current, mark, type_font
from onecua_desk.ui.widgets.key_cap import cap_width, draw_cap

_ROWS = 7
_PROCEDURE = Qt.ItemDataRole.UserRole
_SIDE, _GAP = 12, 10
_WIDE = 580
"""Px that the names want, also where their box is narrower."""
_EDGE = 16
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
    """``keys``: the favourite keys by code."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.keys: Mapping[str, str] = {}

    def sizeHint(self, option: Any, index: Index) -> QSize:
        return QSize(100, current().px(50))

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        offer: Procedure = index.data(_PROCEDURE)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(current().accent_soft))
        box = option.rect.adjusted(_SIDE, current().px(5), -_SIDE, -current().px(5))
        top = QRect(box.topLeft(), QSize(box.width(), box.height() // 2))
        below = top.translated(0, top.height())
        key = self.keys.get(offer.code, "")
        if key:
            draw_cap(painter, top.right(), top.center().y(), key, current().soft, current().field_line)
        name_font = type_font(current().type_size, QFont.Weight.DemiBold)
        top.setRight(top.right() - round(cap_width(key)) - (_GAP if key else 0))
        _line(painter, top, offer.name, name_font, current().ink)
        _second_line(painter, below, offer)


def _second_line(painter: QPainter, box: QRect, offer: Procedure) -> None:
    """Code and field on the left, how long it takes at the right end, where the eye finds it in every row."""
    font, limit = type_font(current().caption_size), _limit_words(offer)
    room = QFontMetrics(font).horizontalAdvance(limit)
    _line(painter, box, limit, font, current().ink, Qt.AlignmentFlag.AlignRight)
    left = QRect(box.topLeft(), QSize(box.width() - room - _GAP, box.height()))
    _line(painter, left, f"{offer.code} · {offer.field}", font, current().soft)


def _line(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    color: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | side), shown)


class ProcedureList(QListView):
    """Floats over the window below its box; the keyboard stays in the box. A sentence may stand above the rows."""

    picked = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._offers, self._rows = _Offers(self), _TwoLines(self)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        mark(self._sentence, "role", "warning")
        self.setObjectName("completion")
        self.setModel(self._offers)
        self.setItemDelegate(self._rows)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(lambda index: self.picked.emit(index.data(_PROCEDURE)))
        self.hide()

    def open_below(
        self, box: QWidget, offers: Sequence[Procedure], keys: Mapping[str, str], sentence: str = ""
    ) -> None:
        """Show ``sentence`` and ``offers``, the first one marked; hidden when there is neither."""
        self._rows.keys = keys
        self._offers.show_offers(offers)
        self.setVisible(bool(offers or sentence))
        if self.isHidden():
            return
        frame = 2 * self.frameWidth()
        corner = box.mapTo(self._window, QPoint(0, box.height() + 2))
        width = max(box.width(), min(current().px(_WIDE), self._window.width() - corner.x() - _EDGE))
        above = self._say(sentence, width - frame)
        room = max(self._window.height() - corner.y() - above - frame, current().px(50))
        rows = min(len(offers) * current().px(50), _ROWS * current().px(50), room)
        self.setGeometry(QRect(corner, QSize(width, above + rows + frame)))
        self.setCurrentIndex(self._offers.index(0, 0))
        self.scrollToTop()
        self.raise_()

    def sentence(self) -> str:
        return "" if self.isHidden() else self._sentence.text()

    def offers(self) -> list[Procedure]:
        return [self._offers.index(row, 0).data(_PROCEDURE) for row in range(self._offers.rowCount())]

    def marked(self) -> Procedure | None:
        return self.currentIndex().data(_PROCEDURE)

    def move_mark(self, step: int) -> None:
        last = self._offers.rowCount() - 1
        row = max(0, min(last, self.currentIndex().row() + step))
        self.setCurrentIndex(self._offers.index(row, 0))

    def _say(self, sentence: str, width: int) -> int:
        """Put the sentence above the rows; the height that it takes."""
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        height = self._sentence.heightForWidth(width - 2 * _SIDE) + 2 * _GAP if sentence else 0
        self._sentence.setGeometry(_SIDE, _GAP, width - 2 * _SIDE, height - 2 * _GAP)
        self.setViewportMargins(0, height, 0, 0)
        return height


def _limit_words(procedure: Procedure) -> str:
    """How long a procedure takes, in the order of its cases: "trong ngày", "trong ngày / 2 ngày làm việc"."""
    known = list(dict.fromkeys(case.limit.words() for case in procedure.cases if case.limit))
    return " / ".join(known[:3]) + (" / …" if len(known) > 3 else "")
