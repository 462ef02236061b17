"""Carries news of the services and of the sync worker, from any thread, to the screens on the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Bridge(QObject):
    """Lives on the GUI thread. Receive with ``@Slot`` methods: a lambda would run in the sender's thread."""

    changed = Signal(object)
    sync_status = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closed = False

    def announce(self, changes: object) -> None:
        """Tell every screen what was written; ``changes`` is a frozen value."""
        self._emit("changed", changes)

    def report(self, status: object) -> None:
        """Tell the frame and the sync screen how the line is."""
        self._emit("sync_status", status)

    def close(self) -> None:
        """Say nothing more; what threads still announce is dropped."""
        self._closed = True

    def _emit(self, name: str, value: object) -> None:
        if self._closed:
            return
        try:
            getattr(self, name).emit(value)
        except RuntimeError as error:  # Qt deleted the object between the question above and the emit
            if "deleted" not in str(error):
                raise
