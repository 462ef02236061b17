"""Swallows the Enter that a slow card reader sends behind its text, when the text alone was a whole scan already."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

WAIT = 500
"""Milliseconds. A person who has just laid a card down presses nothing so soon."""


class LateEnter(QObject):
    """``expect`` after a scan; ``swallows`` says of the first Enter after it whether it was the reader's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause = QTimer(self, interval=WAIT, singleShot=True)

    def expect(self) -> None:
        self._pause.start()

    def swallows(self) -> bool:
        late = self._pause.isActive()
        self._pause.stop()
        return late
