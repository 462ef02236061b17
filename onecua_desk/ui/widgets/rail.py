"""The rail at the left: where one can go, with keys and live counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QVBoxLayout, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.screen import Place
from onecua_desk.ui.theme import current, type_font
from onecua_desk.ui.widgets.key_cap import cap_width, count_width, draw_cap, draw_count

_SIDE, _GAP, _BAR, _LEAST = 10, 9, 3, 159
_NARROW_HEIGHT, _LINE = 42, 19


class RailItem(QPushButton):
    """The title, its count in a tone, its key; a bar at the left while it is the one shown.

    Narrow, count and key stand below the title.
    """

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(place.title, parent)
        self._key, self._count, self._tone, self._narrow = place.key, "", Tone.UNSENT, False
        self.setProperty("kind", "rail")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # reached by its key; Tab stays in the screen
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int, tone: Tone) -> None:
        """0 shows nothing."""
        self._count, self._tone = (str(count) if count < 1000 else "999+") if count else "", tone
        self.setAccessibleName(f"{self.text()} {self._count}".strip())
        self.updateGeometry()
        self.update()

    def count(self) -> str:
        return self._count

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = QFontMetricsF(self._font(QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        if self._narrow:
            return QSize(round(text) + 2 * _SIDE, current().px(_NARROW_HEIGHT))
        counted = count_width(self._count) + _GAP if self._count else 0
        width = text + counted + cap_width(self._key) + _GAP + 2 * _SIDE
        return QSize(max(round(width), current().px(_LEAST)), current().px(current().rail_height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        tokens, active = current(), self.isChecked()
        if active:
            self._draw_bar(painter)
        font = self._font(QFont.Weight.DemiBold if active else QFont.Weight.Normal)
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        first, second = self._lines()
        painter.setFont(font)
        painter.setPen(QColor(tokens.accent if active else tokens.ink))
        words = QRectF(_SIDE, first - self.height() / 2, width + 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
        key_ends = _SIDE + cap_width(self._key) if self._narrow else self.width() - _SIDE
        if self._count:
            left = (key_ends if self._narrow else _SIDE + width) + _GAP
            draw_count(painter, left, second, self._count, tokens.tone(self._tone))
        draw_cap(painter, key_ends, second, self._key, tokens.ink if active else tokens.soft, tokens.line)
        painter.end()

    def _lines(self) -> tuple[float, float]:
        """The middle of the title's line and of the key's: the same but where it is narrow."""
        middle, apart = self.height() / 2, current().px(_LINE) / 2 if self._narrow else 0
        return middle - apart, middle + apart

    def _draw_bar(self, painter: QStylePainter) -> None:
        whole, rest = QPainterPath(), QPainterPath()
        radius = current().field_radius
        whole.addRoundedRect(QRectF(self.rect()), radius, radius)
        rest.addRect(QRectF(self.rect()).adjusted(_BAR, 0, 0, 0))
        painter.fillPath(whole.subtracted(rest), QColor(current().accent))

    def _font(self, weight: QFont.Weight) -> QFont:
        return type_font(current().type_size, weight)


class Rail(QWidget):
    """``chosen`` tells the name of the place that was clicked."""

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._items = {place.name: RailItem(place) for place in places}
        column = self._column = QVBoxLayout(self)
        for place in (place for place in places if not place.bottom):
            column.addWidget(self._items[place.name])
        column.addStretch(1)
        for place in (place for place in places if place.bottom):
            column.addWidget(self._items[place.name])
        for name, item in self._items.items():
            item.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Half as wide, every entry on two lines."""
        side, end, gap = (4, 4, 1) if narrow else (8, 10, 4)
        self._column.setContentsMargins(side, end, side, end)
        self._column.setSpacing(gap)
        for item in self._items.values():
            item.set_narrow(narrow)
        self._column.invalidate()
        self.updateGeometry()

    def item(self, name: str) -> RailItem:
        return self._items[name]

    def select(self, name: str) -> None:
        self._items[name].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
