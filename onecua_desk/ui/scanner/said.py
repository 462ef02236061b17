"""A sentence about a scan that belongs to no screen, over the bottom line for a while: no verb stands there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui.widgets.notice import Notice

_STAYS = 8_000
"""Milliseconds."""


class Said(Notice):
    """Floats over ``window``, whose lowest line is ``line``; nothing moves, and the keyboard stays where it is."""

    def __init__(self, window: QWidget, line: QWidget) -> None:
        super().__init__(window)
        self._window, self._line = window, line
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

    def give_way(self) -> None:
        """The official goes on: what was said for now is of the past."""
        if self._gone.isActive():
            self._gone.stop()
            self.dismiss()

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        width, bottom = self._window.width(), self._window.height()
        height = max(self.heightForWidth(width), self._line.height())
        self.setGeometry(0, bottom - height, width, height)
