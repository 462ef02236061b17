"""Forms 02 and 03 at the counter: the fact first, then its paper, step by step off the window's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import guidance
from onecua_desk.services.desk import Done
from onecua_desk.services.guidance import Guidance
from onecua_desk.services.intake import Draft
from onecua_desk.services.papers import Printout
from onecua_desk.ui.workplace import PutOut, Workplace


class Guiding(QObject):
    """While ``writing`` a further request is not heard, so that a key pressed twice never makes two papers."""

    guided = Signal(object, str)
    """A ``Guidance`` with form 02, and the key of its draft: it is on the disk, its paper is not out yet."""
    turned_away = Signal(object, str)
    """The same with form 03."""
    busy = Signal(bool)
    """Whether one is being written."""
    refused = Signal(object)
    """The exception; nothing was written."""
    printed = Signal(object, object)
    """The ``Guidance``, and the ``PutOut`` that says where its paper went."""
    not_printed = Signal(object, object)
    """The ``Guidance``, which is safe, and the exception."""

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self.writing = False

    def guide(self, draft: Draft, missing: Sequence[str], reason: str, kept: str) -> None:
        desk, official = self._workplace.desk, self._workplace.official
        self._write(lambda: guidance.guide(desk, official, draft, reason, missing), kept)

    def turn_away(self, draft: Draft, reason: str, kept: str) -> None:
        desk, official = self._workplace.desk, self._workplace.official
        self._write(lambda: guidance.turn_away(desk, official, draft, reason, kept), kept)

    def print_paper(self, made: Guidance) -> None:
        """The paper, now or again after it did not come out."""
        self._bring_out(made, self._workplace.print_paper)

    def save_paper(self, made: Guidance) -> None:
        """The same as a PDF file, where the printer fails."""
        self._bring_out(made, self._workplace.save_paper)

    def _write(self, verb: Callable[[], Done[Guidance]], kept: str) -> None:
        if not self.writing:
            self._set_writing(True)
            self._workplace.tasks.run(verb, lambda done: self._take(done, kept), self._refuse)

    def _take(self, done: Done[Guidance], kept: str) -> None:
        self._set_writing(False)
        self._workplace.announce(done.changes)
        told = self.guided if done.value.form is FormKind.SUPPLEMENT else self.turned_away
        told.emit(done.value, kept)
        self.print_paper(done.value)

    def _refuse(self, error: Exception) -> None:
        self._set_writing(False)
        self.refused.emit(error)

    def _set_writing(self, writing: bool) -> None:
        self.writing = writing
        self.busy.emit(writing)

    def _bring_out(self, made: Guidance, way: Callable[[Printout], PutOut]) -> None:
        self._workplace.printing.run(
            lambda: way(made.printout()),
            lambda out: self.printed.emit(made, out),
            lambda error: self.not_printed.emit(made, error),
        )
