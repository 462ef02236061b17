"""The composition root: builds the desk, the worker and the window, and joins the threads at the end."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from onecua_desk import config, memory
from onecua_desk.config import Settings
from onecua_desk.domain.parts import Official, Unit
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk
from onecua_desk.services import identity, officials, preferences
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.identity import Identity, Line
from onecua_desk.services.preferences import Preferences
from onecua_desk.ui import theme, translations
from onecua_desk.ui.bridge import Bridge
from onecua_desk.ui.dialogs import tell
from onecua_desk.ui.failures import Failures
from onecua_desk.ui.fitting import show_fitting
from onecua_desk.ui.focus_ring import FocusRing
from onecua_desk.ui.fonts import load_fonts
from onecua_desk.ui.tasks import Tasks
from onecua_desk.ui.window import DeskWindow
from onecua_desk.ui.workplace import Workplace

if TYPE_CHECKING:  # imported where they are needed: a tenth of every start
    from onecua_desk.sync.status import LineStatus
    from onecua_desk.sync.worker import SyncWorker
    from onecua_desk.ui.signin.first_start import Enrolled, FirstStart, FirstStartValues
    from onecua_desk.ui.signin.sign_in import SignIn


_AT_REST = 1_000
"""Milliseconds that a new window has for itself: to be painted, and to look up what the first keys ask for."""


def run(folder: Path | None) -> int:
    """Open the program on the data in ``folder`` (``None``: the user's) and stay until its window is closed."""
    return _run(lambda: config.load(folder), None)


def run_signed_in(settings: Settings) -> int:
    """The same for the demo: the first official is signed in already."""
    return _run(lambda: settings, 0)


def _run(load: Callable[[], Settings], signed_in: int | None) -> int:
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):  # Qt would end the process with its own message
        raise UserError("Máy này chưa có màn hình đồ họa nên không mở được cửa sổ.")
    application = make_application()
    try:
        settings = load()
        program = Program(application, open_desk(settings), settings)
    except UserError as error:
        # Started from an icon, nobody sees what is written to the terminal.
        tell("Quầy một cửa", str(error), None)
        return 1
    try:
        program.begin(signed_in)
        return application.exec()
    finally:
        program.end()


def has_display() -> bool:
    """Whether a person could see a window here."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def make_application() -> QApplication:
    """Qt with our fonts, look and Vietnamese texts."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    if application.findChild(FocusRing) is None:  # the tests' application lives longer than one program
        load_fonts()
        theme.apply(application, theme.Theme())
        translations.install(application)
        FocusRing(application)
    return application


class Program(QObject):
    """One run of the program: first start or sign-in, then the window with its worker.

    ``tasks`` serve the door and long work (backups), ``files`` books and tables, the seat's own tasks and its printing
    the window: they end with it, only a paper that a printer still keeps then goes on behind it.
    """

    def __init__(self, application: QApplication, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self._application, self.desk, self._settings = application, desk, settings
        self.tasks, self._files, self.bridge = Tasks(self), Tasks(self), Bridge(self)
        self.seat_tasks: Tasks | None = None
        self._printing: list[Tasks] = []
        self._failures = Failures(settings.data / "loi", parent=self)
        self._failures.install()
        self._worker: SyncWorker | None = None
        self._rest = QTimer(self, interval=_AT_REST, singleShot=True)
        self._rest.timeout.connect(self._start_worker)
        self._line: Line | None = None
        self._line_status: LineStatus | None = None
        self.bridge.sync_status.connect(self._remember_line)
        self.door: FirstStart | SignIn | None = None
        self.window: DeskWindow | None = None

    def begin(self, signed_in: int | None = None) -> None:
        """Show what comes first: the first start, the sign-in, or (``signed_in``: which official) the window."""
        self._appear(preferences.read(self.desk.store))
        known = identity.known(self.desk.store)
        if known is None:
            self._show_first_start()
        elif signed_in is not None:
            self.enter(officials.everyone(self.desk.store)[signed_in])
        else:
            self._ask_who(known)
        gc.enable()  # switched off by the command, for the start

    def end(self) -> None:
        """Stop the worker, finish what was asked, close the file: in this order, so that nobody uses what is gone."""
        self._rest.stop()
        if self._worker:
            self._worker.stop()
        for tasks in (self.seat_tasks, *self._printing, self._files, self.tasks):
            if tasks:
                tasks.close()
        self.bridge.close()
        self._failures.close()
        self.desk.store.close()

    def _show_first_start(self) -> None:
        from onecua_desk.ui.signin.first_start import FirstStart

        door = FirstStart(_read_code, self._set_up, self.tasks)
        door.finished.connect(self.enter)
        self._show_door(door)

    def _ask_who(self, known: Identity) -> None:
        from onecua_desk.ui.signin.sign_in import SignIn

        people = [(one.login, one.name) for one in officials.everyone(self.desk.store)]
        door = SignIn(known.unit.centre, people, self._sign_in, self.tasks)
        door.signed_in.connect(self.enter)
        self._show_door(door)

    def _show_door(self, door: FirstStart | SignIn) -> None:
        self.door = door
        show_fitting(door)

    def _sign_in(self, login: str, password: str) -> Official:
        return officials.sign_in(self.desk.store, login, password)

    def _set_up(self, values: FirstStartValues) -> Official:
        from onecua_desk.services import notices

        unit = Unit(values.unit_code, values.unit_name, values.parent, values.centre, values.place)
        first = Official(values.login, values.official)
        store = self.desk.store
        official = identity.set_up(store, Identity(unit, values.desk), first, values.password, values.enrolment)
        notices.write_contact(store, values.phone)
        return official

    @Slot(object)
    def enter(self, official: Official) -> None:
        """The official is at the desk: the window, then the worker, then the day's backup."""
        known = identity.known(self.desk.store)
        assert known is not None
        self.seat_tasks = Tasks(self)
        self._printing.append(Tasks(self))
        place = Workplace(
            desk=self.desk,
            official=official,
            tasks=self.seat_tasks,
            slow=self.tasks,
            files=self._files,
            printing=self._printing[-1],
            announce=self._announce,
            send_now=self._send_now,
            slip_folder=self._settings.slips,
        )
        self.window = DeskWindow(place, known, self.bridge, self._line_status)
        self.window.appearance_changed.connect(self._appear)
        self.window.enrolled.connect(self._start_worker)
        self.window.left.connect(self._leave)
        show_fitting(self.window)
        memory.forget_sources()
        gc.freeze()  # what stands now will stay; to look it all over stops the window for some 60 ms
        if self.door:
            self.door.deleteLater()
            self.door = None
        self._rest.start()
        QTimer.singleShot(5_000, self, self._back_up)

    @Slot()
    def _start_worker(self) -> None:
        """Begin to sync, or begin anew where the code was replaced by another one."""
        line, old = identity.line(self.desk.store, self._settings.ca), self._worker
        if line is not None and line != self._line:
            self._line, self._worker = line, None
            self.tasks.run(lambda: _sync_worker(old), lambda kind: self._begin_to_sync(kind, line))

    def _begin_to_sync(self, kind: type[SyncWorker], line: Line) -> None:
        if line != self._line:  # replaced meanwhile
            return
        self._worker = kind(
            self.desk, line, self.bridge.report, self.bridge.announce, every=self._settings.seconds_between_runs
        )
        self._worker.start()

    @Slot(object)
    def _remember_line(self, status: LineStatus) -> None:
        """The next official's window begins with it: the worker may say nothing new for minutes."""
        self._line_status = status

    def _announce(self, changes: Changes) -> None:
        """From any thread: what was written here. What the worker brings goes to the screens alone and wakes nobody."""
        self.bridge.announce(changes)
        if worker := self._worker:
            worker.wake()

    def _send_now(self) -> None:
        if self._worker:
            self._worker.send_now()

    @Slot()
    def _leave(self) -> None:
        """The official signs out: the window's answers end with it, and the next one signs in."""
        window, tasks, known = self.window, self.seat_tasks, identity.known(self.desk.store)
        assert window is not None
        assert tasks is not None
        assert known is not None
        if not window.may_leave("Đăng xuất"):
            return
        self._ask_who(known)
        tasks.close()
        self._printing[-1].let_go()
        self.window = self.seat_tasks = None
        window.hide()
        window.deleteLater()

    @Slot()
    def _back_up(self) -> None:
        """Once a day, in the background."""
        self.tasks.run(lambda: _back_up_today(self.desk), self._backed_up, self._not_backed_up)

    def _backed_up(self, at: datetime) -> None:
        if self.window:
            self.window.show_backup(at)

    def _not_backed_up(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if self.window:
            self.window.set_backup(f"Chưa sao lưu được: {error}")

    @Slot(object)
    def _appear(self, chosen: Preferences) -> None:
        theme.apply(self._application, theme.Theme(contrast=chosen.contrast, scale=chosen.scale))


def _sync_worker(old: SyncWorker | None) -> type[SyncWorker]:
    """Off the window's thread: to import requests takes as long as to build the window, and ``old`` ends its run."""
    from onecua_desk.sync.worker import SyncWorker

    memory.forget_sources()
    gc.freeze()  # as when the window stood: what was imported will stay
    if old is not None:
        old.stop()
    return SyncWorker


def _back_up_today(desk: Desk) -> datetime:
    from onecua_desk.services import upkeep

    last = upkeep.last_backup(desk)
    if last is None or last.date() < desk.now().date():
        upkeep.backup(desk)
    return upkeep.last_backup(desk) or desk.now()


def _read_code(text: str) -> Enrolled:
    from onecua_desk.ui.signin.first_start import Enrolled

    found, _ = identity.enrolled(text)
    unit = found.unit
    return Enrolled(unit.code, unit.name, unit.parent, unit.centre, unit.place, found.desk)
