"""A choice that shows its key, as the verbs do."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QRadioButton, QWidget

from onecua_desk.ui.theme import current
from onecua_desk.ui.widgets.key_cap import cap_width, draw_cap

_GAP = 10


class KeyRadio(QRadioButton):
    """``key`` chooses it while it is visible, as a click does."""

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._key = key
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.click)

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(round(cap_width(self._key)) + _GAP + 2, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = super().sizeHint().width() + _GAP + cap_width(self._key)
        draw_cap(painter, right, self.height() / 2, self._key, current().soft, current().field_line)
        painter.end()
