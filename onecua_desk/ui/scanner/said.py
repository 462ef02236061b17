"""A sentence about a scan that belongs to no screen, above the bottom line for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.theme import current
from onecua_desk.ui.widgets.notice import Notice

_STAYS = 8_000
"""Milliseconds."""
_WIDTH, _ABOVE_BOTTOM = 620, 44
"""Px at 100 % type."""


class Said(Notice):
    """Floats over ``window``; nothing below it moves, and the keyboard stays where it is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._gone = QTimer(self, interval=_STAYS, singleShot=True)
        self._gone.timeout.connect(self.dismiss)
        window.installEventFilter(self)

    def say_for_now(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        self.keep_saying(sentence, tone)
        self._gone.start()

    def keep_saying(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Until something else is said, or ``dismiss``."""
        self._gone.stop()
        self.say(sentence, tone)
        self._place()
        self.raise_()

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        window = self._window
        width = min(current().px(_WIDTH), window.width() - 2 * current().px(16))
        height = max(self.heightForWidth(width), self.sizeHint().height())
        top = window.height() - height - current().px(_ABOVE_BOTTOM)
        self.setGeometry((window.width() - width) // 2, top, width, height)
