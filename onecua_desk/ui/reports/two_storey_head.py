"""The head of the 13-column table: groups above their columns, and below each its number on the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from onecua_desk.ui.theme import current, type_font

_PAD, _THIN, _LARGEST = 5, 1, 16


@dataclass(frozen=True, slots=True)
class Titled:
    """A column's words; ``group`` stands over neighbours that have the same, ``number`` below."""

    title: str
    number: str
    group: str = ""


class TwoStoreyHead(QHeaderView):
    """Paints all columns at once: a group is wider than any section that Qt would paint by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns: tuple[Titled, ...] = ()
        self._pad = _PAD
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def name_columns(self, columns: Sequence[Titled], *, thin: bool = False) -> None:
        """``thin``: its lines stand close together."""
        self._columns, self._pad = tuple(columns), _THIN if thin else _PAD
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._group_height() + self._title_height() + self._number_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(current().card))
        for group, places in groupby(range(len(self._columns)), key=lambda place: self._columns[place].group):
            its = list(places)
            if group:
                self._paint_group(painter, group, its)
            else:
                for place in its:
                    self._paint_alone(painter, place)
        painter.setPen(QColor(current().line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _paint_group(self, painter: QPainter, group: str, places: Sequence[int]) -> None:
        whole = self._box(places[0]).united(self._box(places[-1]))
        top = QRect(whole.left(), 0, whole.width(), self._group_height())
        self._words(painter, top, group, _strong(), current().ink)
        painter.setPen(QColor(current().line))
        painter.drawLine(top.bottomLeft() + _inset(), top.bottomRight() - _inset())
        painter.drawLine(whole.left(), 0, whole.left(), self.height())
        for place in places:
            box = self._box(place).adjusted(0, top.height(), 0, -self._number_height())
            self._words(painter, box, self._columns[place].title, _small(), current().ink)
            self._number(painter, place)

    def _paint_alone(self, painter: QPainter, place: int) -> None:
        box = self._box(place).adjusted(0, 0, 0, -self._number_height())
        self._words(painter, box, self._columns[place].title, _strong(), current().ink)
        self._number(painter, place)

    def _number(self, painter: QPainter, place: int) -> None:
        box = self._box(place)
        box.setTop(box.bottom() - self._number_height())
        self._words(painter, box, self._columns[place].number, _small(), current().soft)

    def _words(self, painter: QPainter, box: QRect, text: str, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box.adjusted(_PAD // 2, 0, -_PAD // 2, 0), int(flags), text)

    def _box(self, place: int) -> QRect:
        return QRect(self.sectionViewportPosition(place), 0, self.sectionSize(place), self.height())

    def _group_height(self) -> int:
        """As high as the group that needs most lines over its columns."""
        metrics, flags, highest = QFontMetrics(_strong()), int(Qt.TextFlag.TextWordWrap), 0
        for group, places in groupby(range(len(self._columns)), key=lambda place: self._columns[place].group):
            wide = sum(self.sectionSize(place) for place in places) - _PAD
            highest = max(highest, metrics.boundingRect(QRect(0, 0, wide, 999), flags, group).height())
        return highest + 2 * self._pad

    def _number_height(self) -> int:
        return QFontMetrics(_small()).height() + self._pad

    def _title_height(self) -> int:
        """As high as the title that needs most lines at the width that its column has."""
        metrics, flags = QFontMetrics(_small()), int(Qt.TextFlag.TextWordWrap)
        boxes = (
            metrics.boundingRect(QRect(0, 0, max(self.sectionSize(place) - _PAD, 1), 999), flags, column.title)
            for place, column in enumerate(self._columns)
            if column.group
        )
        return max((box.height() for box in boxes), default=0) + self._pad


def _strong() -> QFont:
    font = _small()
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _small() -> QFont:
    """Larger type stops growing here: eleven columns must fit side by side."""
    font = type_font(current().caption_size)
    font.setPixelSize(min(font.pixelSize(), _LARGEST))
    return font


def _inset() -> QPoint:
    return QPoint(6, 0)
