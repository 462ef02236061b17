"""Verbs of a screen as buttons that show their key."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from onecua_desk.ui.theme import current, type_font
from onecua_desk.ui.widgets.key_cap import cap_width, draw_cap

FRAME_KEYS = frozenset({"F12", "Esc", "Enter", ""})
"""Keys that the frame or the focused input answers; a button only shows them."""
_SIDE, _LEAST_SIDE, _GAP = 16, 8, 10


class Kind(StrEnum):
    """How a button stands beside others."""

    MAIN = "main"
    SECONDARY = "secondary"
    DANGER = "danger"
    QUIET = "quiet"


class KeyButton(QPushButton):
    """``key`` is shown as a cap; every key but the frame's own also presses the button while it is visible.

    ``shown_only``: the input beside it answers the key, because elsewhere it is a letter that somebody types.
    """

    def __init__(
        self,
        text: str,
        key: str = "",
        kind: Kind = Kind.SECONDARY,
        *,
        tall: bool = False,
        shown_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._key, self._kind, self._tall = key, kind, tall
        self.setProperty("kind", str(kind))
        self.setProperty("tall", tall)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if key not in FRAME_KEYS and not shown_only:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(self.click)  # QAbstractButton's own shortcut waits 100 ms
            shortcut.setAutoRepeat(False)

    def show_key(self, key: str) -> None:
        """Another cap; for buttons that only show the key."""
        self._key = key
        self.updateGeometry()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        side = 8 if self._kind is Kind.QUIET else _SIDE
        cap = cap_width(self._key) + _GAP if self._key else 0
        text = QFontMetricsF(self._font()).horizontalAdvance(self.text())
        return QSize(round(text + cap + 2 * side) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Its words and its key, with less beside them where there is no room."""
        spare = 0 if self._kind is Kind.QUIET else 2 * (_SIDE - _LEAST_SIDE)
        return self.sizeHint() - QSize(spare, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses a focused button by Space only; here Enter moves on, and ends at the verb.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        metrics = QFontMetricsF(self._font())
        cap = cap_width(self._key) + _GAP if self._key else 0
        text_width = min(metrics.horizontalAdvance(self.text()), self.width() - cap - 8)
        left = (self.width() - text_width - cap) / 2
        painter.setFont(self._font())
        painter.setPen(QColor(self._ink()))
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, text_width + 1)
        painter.drawText(QRectF(left, 0, text_width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        if self._key:
            draw_cap(painter, left + text_width + cap, self.height() / 2, self._key, self._ink(), self._cap_line())
        painter.end()

    def _font(self) -> QFont:
        size = current().type_size + (3 if self._tall else 0)
        return type_font(size, QFont.Weight.DemiBold if self._kind is Kind.MAIN else QFont.Weight.Normal)

    def _ink(self) -> str:
        tokens = current()
        if not self.isEnabled():
            return tokens.disabled_ink
        inks = {Kind.MAIN: tokens.accent_ink, Kind.DANGER: tokens.danger, Kind.QUIET: tokens.accent}
        return inks.get(self._kind, tokens.ink)

    def _cap_line(self) -> str:
        return self._ink() if self._kind is Kind.MAIN else current().field_line
