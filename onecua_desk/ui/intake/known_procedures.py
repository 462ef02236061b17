"""Brings the catalogue and the favourites to the procedure box, and pins what the official wants on a key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from onecua_desk.services import favourites, procedures
from onecua_desk.services.favourites import KEYS, Favourite
from onecua_desk.services.procedures import Known
from onecua_desk.ui.intake.finder import Finder
from onecua_desk.ui.intake.procedure_panel import ProcedurePanel
from onecua_desk.ui.tasks import Latest
from onecua_desk.ui.workplace import Workplace

Keys = tuple[Favourite, ...]


class KnownProcedures(QObject):
    """``loaded`` carries the new ``Finder``; ``pinned`` one sentence when a procedure was put on a key.

    Shift+F1 to Shift+F10 choose while the panel is on screen; with Ctrl they pin what is marked or chosen.
    """

    loaded = Signal(object)
    pinned = Signal(str)

    def __init__(self, workplace: Workplace, panel: ProcedurePanel) -> None:
        super().__init__(panel)
        self._workplace, self._panel = workplace, panel
        self._known: Known | None = None
        self._reads = Latest(workplace.tasks)
        for key in range(1, KEYS + 1):
            self._on_key(f"Shift+F{key}", partial(panel.take_favourite, key))
            self._on_key(f"Ctrl+Shift+F{key}", partial(self.pin, key))

    def load(self) -> None:
        """Read the favourites, and the catalogue too where another day has begun or the fees have changed."""
        workplace, known = self._workplace, self._known
        self._reads.run(lambda: _read(workplace, known), self._take)

    def pin(self, key: int) -> None:
        """Put what is marked in the list, or chosen, on ``key``; nothing happens where there is neither."""
        procedure, known, store = self._panel.in_question(), self._known, self._workplace.desk.store
        if procedure is None or known is None:
            return

        def write() -> Keys:
            favourites.pin(store, key, procedure.code)
            return favourites.favourites(store, known)

        def done(keys: Keys) -> None:
            self._show(keys)
            self.pinned.emit(f"Đã ghim «{procedure.name}» vào Shift+F{key}.")

        self._reads.drop()  # what was read before shows the key without its pin
        self._workplace.tasks.run(write, done)

    def _take(self, read: tuple[Known, Finder | None, Keys]) -> None:
        self._known, finder, keys = read
        if finder:
            self._panel.set_finder(finder)
        self._show(keys)
        if finder:
            self.loaded.emit(finder)

    def _show(self, keys: Keys) -> None:
        self._panel.set_favourites([one.code for one in keys])

    def _on_key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self._panel)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)


def _read(workplace: Workplace, before: Known | None) -> tuple[Known, Finder | None, Keys]:
    """Off the window's thread: the index of a large catalogue takes a third of a second."""
    desk = workplace.desk
    if before and procedures.still_true(desk, before):
        return before, None, favourites.favourites(desk.store, before)
    known = procedures.known(desk)
    return known, Finder(known.offered, known.weights, known.gone), favourites.favourites(desk.store, known)
