"""Key strokes as a scanner's and a person's keyboard send them, posted to Qt with times of their own."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

_KEYS = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab, "\b": Qt.Key.Key_Backspace, " ": Qt.Key.Key_Space}


@dataclass
class Keyboard:
    """Plugged into the widget that has the keyboard. Its clock is the reader's: tests wait for nothing."""

    now: float = 100.0

    def clock(self) -> float:
        return self.now

    def scan(self, text: str, end: str = "\r", seconds: float = 0.030) -> None:
        """The whole of ``text`` and ``end`` in so many seconds."""
        self.now += 1
        for letter in text + end:
            self.now += seconds / len(text)
            self.press(letter)
        QCoreApplication.processEvents()

    def type(self, text: str, gap: float = 0.090) -> None:
        """As a quick hand does."""
        for letter in text:
            self.now += gap
            self.press(letter)

    def press(self, letter: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """What Qt makes of one key: is it a shortcut? if not: pressed, released."""
        control = modifiers & Qt.KeyboardModifier.ControlModifier
        code = ord(letter.upper()) + (0x40 if control else 0)
        key = _KEYS.get(letter, Qt.Key(code) if code < 0x80 else Qt.Key(0))
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            _post(QKeyEvent(kind, key, modifiers, "" if letter == "\b" else letter))

    def hold_down(self, letter: str, times: int, gap: float) -> None:
        """A key that repeats itself."""
        for number in range(times):
            self.now += gap
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = Qt.Key(ord(letter.upper()))
                _post(QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter, number > 0))

    def compose(self, pending: str, commit: str = "", gap: float = 0.001, back: int = 0) -> None:
        """A message of an input method."""
        self.now += gap
        event = QInputMethodEvent(pending, [])
        event.setCommitString(commit, -back, back)
        _post(event)


def _post(event: QEvent) -> None:
    """To where the keyboard is; a key that closed a window is let go over none."""
    if widget := QApplication.focusWidget() or QApplication.activeWindow():
        QCoreApplication.postEvent(widget, event)
        QCoreApplication.sendPostedEvents()
