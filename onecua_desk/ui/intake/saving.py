"""Saving a dossier once and printing its slip, step by step off the window's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.services import intake, lookup, slips
from onecua_desk.services.desk import Done
from onecua_desk.services.intake import Draft
from onecua_desk.ui.workplace import PutOut, Workplace


class Saving(QObject):
    """While ``saving`` a further request is not heard, so that a key pressed twice never makes two dossiers."""

    saved = Signal(object, str)
    """The new ``Dossier``, and the key of the draft that it was: it is on the disk, its slip is not out yet."""
    refused = Signal(object)
    """The exception; nothing was written."""
    printed = Signal(object, object)
    """Its ``Dossier``, and the ``PutOut`` that says where the slip went."""
    not_printed = Signal(object, object)
    """Its ``Dossier``, which is safe, and the exception."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.saving = False
        self._printing: set[EventId] = set()

    @property
    def printing(self) -> bool:
        return bool(self._printing)

    def save(self, draft: Draft, kept: str) -> None:
        """``kept``: the key of the draft as it was kept while it was typed."""
        if self.saving:
            return
        self.saving = True
        desk, official = self._workplace.desk, self._workplace.official
        self._workplace.tasks.run(
            lambda: intake.receive(desk, draft, official, kept), lambda done: self._take(done, kept), self._refuse
        )

    def print_slip(self, dossier: Dossier) -> None:
        """The slip of a saved dossier, now or again; not while the same one is on its way to the printer."""
        self._bring_out(dossier, self._workplace.print_slip)

    def print_last(self) -> None:
        """The slip of the dossier that this desk received last, also after the program was closed in between."""
        desk = self._workplace.desk

        def find() -> Dossier | None:
            id = slips.last(desk)
            return lookup.story(desk, id).dossier if id else None

        self._workplace.tasks.run(find, self._print_found)

    def _print_found(self, dossier: Dossier | None) -> None:
        if dossier is not None:
            self.print_slip(dossier)

    def save_slip(self, dossier: Dossier) -> None:
        """The same as a PDF file, where the printer fails."""
        self._bring_out(dossier, self._workplace.save_slip)

    def _bring_out(self, dossier: Dossier, way: Callable[[EventId], PutOut]) -> None:
        if dossier.id in self._printing:
            return
        self._printing.add(dossier.id)
        self._workplace.printing.run(
            lambda: way(dossier.id),
            lambda out: self._end(dossier, out),
            lambda error: self._fail(dossier, error),
        )

    def _take(self, done: Done[Dossier], kept: str) -> None:
        self.saving = False
        self._workplace.announce(done.changes)
        self.saved.emit(done.value, kept)
        self.print_slip(done.value)

    def _refuse(self, error: Exception) -> None:
        self.saving = False
        self.refused.emit(error)

    def _end(self, dossier: Dossier, out: PutOut) -> None:
        self._printing.discard(dossier.id)
        self.printed.emit(dossier, out)

    def _fail(self, dossier: Dossier, error: Exception) -> None:
        self._printing.discard(dossier.id)
        self.not_printed.emit(dossier, error)
