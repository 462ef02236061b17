"""Long work on another thread: it tells the window how far it is, and the window tells it to stop."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot


class Progress(QObject):
    """``moved``: so much of so much is done (``object``: bytes may pass what a Qt int holds); emitted in any thread."""

    moved = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = Event()

    def begin(self) -> Callable[[], bool]:
        """For the work that begins now, whether it is to stop; what went on before stops."""
        self._stop.set()
        self._stop = Event()
        return self._stop.is_set

    @Slot()
    def stop(self) -> None:
        self._stop.set()
