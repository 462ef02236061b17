"""The program on a desk of its own, and the camera before it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QCoreApplication, QDeadlineTimer, QEventLoop, QIODevice, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from onecua_desk.app import Program, make_application
from onecua_desk.config import Settings
from onecua_desk.domain.dossier import Dossier
from onecua_desk.opening import open_desk
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity
from onecua_desk.ui.window import DeskWindow
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI, MONDAY, PASSWORD, THREE_DAYS, UNIT, receive

SIZE = (1366, 768)
_COLOURS = 128


class Studio:
    """The window signed in at ``desk`` on Monday 23/11/2026, 9:41; ``clock`` is turned by the scenes."""

    def __init__(self, program: Program, clock: Clock, out: Path) -> None:
        assert program.window
        self.program, self.clock, self._out = program, clock, out
        self.window: DeskWindow = program.window
        self.desk: Desk = program.desk

    def named(self, name: str, code: str = THREE_DAYS) -> Dossier:
        """A dossier that this person has just handed in."""
        return receive(self.desk, code, replace(BICH, name=name))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def settle(self) -> None:
        """Let timers fire and tasks finish, and what one answer asks for in turn."""
        for _ in range(3):
            _turn(QDeadlineTimer(300).hasExpired)
            for tasks in (self.program.seat_tasks, self.program.tasks):
                answered: list[None] = []
                if tasks:
                    tasks.run(lambda: None, answered.append)
                    _turn(answered.__len__)

    def shoot(self, name: str) -> None:
        """Write the window as ``name``.png, in few colours: a screen needs no more."""
        self.settle()
        picture = _picture(self.window).quantize(_COLOURS, dither=Image.Dither.NONE)
        picture.save(self._out / f"{name}.png", optimize=True)
        print(name, flush=True)


@contextmanager
def studio(folder: Path, out: Path) -> Iterator[Studio]:
    """On the store in ``folder``; where there is none, at a desk that begins today."""
    settings = Settings(data=folder, slips=folder / "giay-hen")
    clock = Clock(MONDAY)
    desk = open_desk(settings, clock)
    if identity.known(desk.store) is None:
        identity.set_up(desk.store, Identity(UNIT, 1, 0), MAI, PASSWORD)
    program = Program(make_application(), desk, settings)
    try:
        program.begin(signed_in=0)
        assert program.window
        program.window.resize(*SIZE)
        made = Studio(program, clock, out)
        made.settle()
        yield made
    finally:
        program.end()


def _picture(widget: QWidget) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")


def _turn(enough: Callable[[], object]) -> None:
    while not enough():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
