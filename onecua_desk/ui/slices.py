"""Builds a large page in turns of the event loop, so that the window answers between two of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot


class Slices(QObject):
    """Each step in a turn of its own, in their order. ``done`` after the last one."""

    done = Signal()

    def __init__(self, steps: Sequence[Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = deque(steps)
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._next)

    def begin(self) -> None:
        self._turn.start()

    def finish(self) -> None:
        """All that is left, at once."""
        while self._steps:
            self._next()

    def left(self) -> bool:
        """Whether something is still to be built."""
        return bool(self._steps)

    @Slot()
    def _next(self) -> None:
        self._steps.popleft()()
        if not self._steps:
            self._turn.stop()
            self.done.emit()
