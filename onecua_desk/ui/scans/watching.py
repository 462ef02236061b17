"""Looks into the scanner's folder once a second on a thread of its own: a network share may keep it waiting."""

from __future__ import annotations

from threading import Event, Thread

from PySide6.QtCore import QObject, Signal

from onecua_desk.errors import UserError
from onecua_desk.services.scan_folder import Watch

SECONDS = 1.0


class Watching(QObject):
    """``found``: files that came to rest, as a list of paths. ``lost``: a sentence, once, while the folder is away."""

    found = Signal(object)
    lost = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = Event()

    def start(self, watch: Watch | None) -> None:
        """Look from now on; whoever hears of a file a second time knows whether it waits already."""
        self.stop()
        if watch is not None:
            self._end = Event()
            Thread(target=self._look_on, args=(watch, self._end), name="scan folder", daemon=True).start()

    def stop(self) -> None:
        self._end.set()

    def _look_on(self, watch: Watch, end: Event) -> None:
        said = False
        while not end.is_set():
            try:
                paths = watch.look()
                said = False
                if paths:
                    self._tell(end, self.found.emit, paths)
            except UserError as error:
                if not said:
                    self._tell(end, self.lost.emit, str(error))
                said = True
            end.wait(SECONDS)

    @staticmethod
    def _tell(end: Event, emit: object, value: object) -> None:
        if end.is_set():
            return
        try:
            emit(value)  # type: ignore[operator]  # a bound signal
        except RuntimeError:  # the window went away in this very moment
            end.set()
