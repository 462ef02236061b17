"""Pictures of every screen on the demo's data, at the size of an old screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QWidget

from onecua_desk.app import Program, make_application
from onecua_desk.demo import people
from onecua_desk.demo.folder import DemoFolder
from onecua_desk.opening import open_desk
from onecua_desk.play.player import ScriptClock
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.services.procedures import known
from onecua_desk.ui.dossiers.screen import DossiersScreen
from onecua_desk.ui.handback.screen import HandBackScreen
from onecua_desk.ui.intake.screen import IntakeScreen
from onecua_desk.ui.screen import Screen
from onecua_desk.ui.window import DOSSIERS, HAND_BACK, INTAKE, SETTINGS, SYNC, DeskWindow

Kind = TypeVar("Kind", bound=Screen)

SIZE = (1366, 768)


def take(path: Path, at: datetime) -> None:
    """Write one PNG a screen of the demo in ``path``, the window's clock standing at ``at``."""
    folder = DemoFolder(path).pictures
    folder.mkdir(parents=True, exist_ok=True)
    settings = DemoFolder(path).settings()
    application = make_application()
    desk = open_desk(settings, ScriptClock(at))
    program = Program(application, desk, settings)
    try:
        program.begin()
        assert program.door
        _shoot(program, program.door, folder / "1-dang-nhap.png")
        program.begin(signed_in=0)
        window = program.window
        assert window
        window.resize(*SIZE)
        for name in _pages(window, program):
            _shoot(program, window, folder / f"{name}.png")
    finally:
        program.end()


def _pages(window: DeskWindow, program: Program) -> Iterator[str]:
    """Bring the screens to the front one by one, each with something in it, and name the picture."""
    desk = program.desk
    intake = _shown(window, INTAKE, IntakeScreen)
    _settle(program)
    _fill_in(intake, desk)
    yield "2-tiep-nhan"
    intake.form.clear()
    _shown(window, DOSSIERS, DossiersScreen).look_up("")
    yield "3-ho-so"
    ready = lookup.page(desk, lookup.Chip.READY, "")
    _shown(window, HAND_BACK, HandBackScreen).open_dossier(ready[0].id)
    yield "4-tra-ket-qua"
    window.show_place(SYNC)
    yield "5-dong-bo"
    window.show_place(SETTINGS)
    yield "6-cai-dat"


def _shown(window: DeskWindow, name: str, kind: type[Kind]) -> Kind:
    screen = window.show_place(name)
    assert isinstance(screen, kind)
    return screen


def _fill_in(intake: IntakeScreen, desk: Desk) -> None:
    """A citizen stands at the desk: card scanned, procedure chosen, papers ticked."""
    chosen = next(one for one in known(desk).offered if one.code == "2.000884")
    intake.form.procedure.box.choose(chosen)
    intake.form.applicant.card.scan(people.card(Random(3)))
    intake.form.applicant.phone.setText("0986 123 456")
    intake.form.papers.papers.toggle(0)


def _shoot(program: Program, widget: QWidget, path: Path) -> None:
    _settle(program)
    widget.grab().save(str(path))


def _settle(program: Program) -> None:
    """Let every timer fire and every task finish; what one answer asks for in turn is waited for as well."""
    for _ in range(3):
        _turn(QDeadlineTimer(300).hasExpired)
        answered: list[None] = []
        # First in, first out: when this is answered, the others are.
        (program.seat_tasks or program.tasks).run(lambda: None, answered.append)
        _turn(answered.__len__)


def _turn(enough: Callable[[], object]) -> None:
    while not enough():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
