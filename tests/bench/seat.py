"""The real program, composed as ``app.run`` composes it, with a hook that a measurement plays in the event loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from onecua_desk import app, config
from onecua_desk.opening import open_desk
from onecua_desk.services.desk import Desk

Play = Generator[Callable[[], bool], None, None]
"""Yields what it waits for; goes on as soon as that is true."""

LONGEST = 120.0
"""Seconds that a measurement waits for anything."""


@dataclass(frozen=True)
class Seat:
    program: app.Program
    desk: Desk


def run(folder: Path, signed_in: int | None, play: Callable[[Seat], Play]) -> None:
    """Start on ``folder``, let ``play`` go on whenever what it waits for is there, and end the program after it."""
    settings = config.load(folder)
    application = app.make_application()
    desk = open_desk(settings)
    program = app.Program(application, desk, settings)
    program.begin(signed_in)
    player = Player(application, play(Seat(program, desk)))
    try:
        application.exec()
    finally:
        program.end()
    if player.error:
        raise player.error


class Player(QObject):
    """Looks every other millisecond whether the play can go on."""

    def __init__(self, application: QApplication, play: Play) -> None:
        super().__init__()
        self._application, self._play = application, play
        self.error: BaseException | None = None
        self._waits: Callable[[], bool] = lambda: True
        self._since = time.monotonic()
        self._timer = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        try:
            if self._waits():
                self._waits, self._since = next(self._play), time.monotonic()
            elif time.monotonic() - self._since > LONGEST:
                raise TimeoutError("nothing happened for too long")
        except BaseException as error:
            self.error = None if isinstance(error, StopIteration) else error
            self._timer.stop()
            self._application.quit()
