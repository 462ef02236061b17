"""The window: rail, top line, bottom line, and one screen at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import shiboken6
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QEventLoop, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QMainWindow, QWidget

from onecua_desk.domain.standing import Tone
from onecua_desk.ui import dialogs
from onecua_desk.ui.fitting import NARROW, SIZE, SMALLEST
from onecua_desk.ui.screen import Place, Screen
from onecua_desk.ui.theme import current
from onecua_desk.ui.widgets.bottom_line import BottomLine
from onecua_desk.ui.widgets.rail import Rail
from onecua_desk.ui.widgets.room import Room
from onecua_desk.ui.widgets.top_line import TopLine

PATIENCE = 5_000
"""Milliseconds that leaving waits for a save under way: a good disk needs 20, a bad one may never answer."""


class MainWindow(QMainWindow):
    """Owns F12, Esc, Ctrl+F and the keys of the places. ``closed``: it is really going."""

    looked_up = Signal(str)
    opened = Signal(str)
    closed = Signal()

    def __init__(
        self, places: Sequence[Place], centre: str, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(centre)
        self.setMinimumSize(SMALLEST)
        self.resize(SIZE)
        self._places = {place.name: place for place in places}
        self._screens: dict[str, Screen] = {}
        self._focus: dict[str, QWidget] = {}
        self._here = self._before = ""
        self._leaving = False
        self.rail, self.top, self.bottom = Rail(places), TopLine(centre, now), BottomLine()
        self.room = Room()
        self._lay_out()
        self.rail.chosen.connect(self.show_place)
        self.top.looked_up.connect(self.looked_up)
        self._take_keys()

    def show_place(self, name: str) -> Screen:
        """Bring a screen to the front, built now if it never was, with the keyboard where it was left."""
        self._remember_focus()
        if name not in self._screens:
            self._screens[name] = self._places[name].build()
            self.room.pages.addWidget(self._screens[name])
        screen = self._screens[name]
        if name != self._here:
            self._before, self._here = self._here, name
        self.room.show_page(screen)
        self.rail.select(name)
        self._focus_in(name)
        screen.shown()
        self.opened.emit(name)
        return screen

    def built(self, name: str) -> Screen | None:
        """The screen, if it was visited."""
        return self._screens.get(name)

    def current_screen(self) -> Screen | None:
        return self._screens.get(self._here)

    def set_official(self, desk: str, official: str) -> None:
        self.top.set_official(desk, official)

    def set_count(self, name: str, count: int, tone: Tone = Tone.UNSENT) -> None:
        self.rail.item(name).set_count(count, tone)

    def set_line(self, sentence: str, tone: Tone = Tone.UNSENT) -> None:
        self.bottom.set_line(sentence, tone)

    def set_printer(self, sentence: str) -> None:
        self.bottom.set_printer(sentence)

    def set_backup(self, sentence: str) -> None:
        self.bottom.set_backup(sentence)

    @Slot(object)
    def refresh(self, changes: object) -> None:
        """For ``bridge.changed``: every screen that was built hears of it, the hidden ones too."""
        for screen in self._screens.values():
            screen.refresh(changes)

    def may_leave(self, title: str = "Đóng chương trình") -> bool:
        """Whether nothing typed would be lost, or the official says that it may; not while it was asked already."""
        if self._leaving:
            return False
        self._leaving = True
        try:
            return self._may_go(title)
        finally:
            self._leaving = False

    def finish(self) -> None:
        """The window may go: wait here for what must not be cut off."""

    def _may_go(self, title: str) -> bool:
        for screen in self._screens.values():
            screen.leaving()
        wait_while(lambda: any(screen.writing() for screen in self._screens.values()), PATIENCE)
        sentences = [sentence for screen in self._screens.values() if (sentence := screen.unsaved())]
        if sentences and not dialogs.may("Bỏ phần đang gõ", title, "\n".join(sentences), self):
            return False
        self.finish()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave():
            event.ignore()
            return
        event.accept()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "room"):
            self._share()

    def _share(self) -> None:
        """A small screen, or large type: less for the frame, more for the page."""
        narrow = self.width() < current().px(NARROW)
        self.rail.set_narrow(narrow)
        self.room.set_narrow(narrow)

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setObjectName("page")
        grid = QGridLayout(middle)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.top, 0, 0, 1, 2)
        grid.addWidget(self.rail, 1, 0)
        grid.addWidget(self.room, 1, 1)
        grid.addWidget(self.bottom, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        self._share()
        self.setCentralWidget(middle)

    def _take_keys(self) -> None:
        for place in self._places.values():
            self._on_key(place.key, partial(self.show_place, place.name))
        self._on_key("F12", self._main_verb)
        self._on_key("Esc", self._back)
        self._on_key("Ctrl+F", self._look_up)

    def _on_key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def _main_verb(self) -> None:
        if screen := self.current_screen():
            screen.main_verb()

    def _back(self) -> None:
        screen, looking_up = self.current_screen(), self.top.lookup.hasFocus()
        self.top.lookup.clear()
        if looking_up:
            self._focus_in(self._here)
        elif screen and not screen.back() and self._places[self._here].bottom and self._before:
            self.show_place(self._before)

    def _look_up(self) -> None:
        self._remember_focus()
        self.top.lookup.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.lookup.selectAll()

    def _remember_focus(self) -> None:
        focused, screen = QApplication.focusWidget(), self.current_screen()
        if screen is not None and focused is not None and screen.isAncestorOf(focused):
            self._focus[self._here] = focused

    def _focus_in(self, name: str) -> None:
        screen = self._screens.get(name)
        if screen is None:
            return
        kept = self._focus.get(name)
        if kept is None or not shiboken6.isValid(kept) or not screen.isAncestorOf(kept) or not screen.resumes(kept):
            kept = screen.first_focus() or screen
        kept.setFocus(Qt.FocusReason.OtherFocusReason)


def wait_while(busy: Callable[[], bool], patience: int) -> None:
    """Let the window live, but hear nobody, until ``busy`` ends, at most ``patience`` ms."""
    left = QDeadlineTimer(patience)
    while busy() and not left.hasExpired():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
