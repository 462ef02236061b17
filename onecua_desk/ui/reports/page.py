"""What the place asks of each of its pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from onecua_desk.domain.report import Period
from onecua_desk.errors import UserError


class Page(QWidget):
    """``dossier_wanted``: show the dossier of this id; ``period_refused``: a ``UserError`` about the dates.

    ``save_words`` and ``print_words`` name its two verbs; empty where it has none. ``dated``: the period matters to it.
    """

    dossier_wanted = Signal(object)
    period_refused = Signal(object)
    save_words = print_words = ""
    dated = True

    def show_period(self, period: Period) -> None:
        """It is in front: read what it shows of ``period`` again."""

    def failed(self, error: Exception) -> None:
        """What it asked for could not be read: a ``UserError`` is about the dates."""
        if not isinstance(error, UserError):
            raise error
        self.period_refused.emit(error)

    def made_when_asked(self) -> bool:
        """Whether F8 makes what it shows; elsewhere that is there already."""
        return False

    def print_it(self) -> None:
        """F12."""

    def save_it(self) -> None:
        """Ctrl+S: ask where, then write."""

    def back(self) -> bool:
        """Esc: step back inside the page; false when there was nothing to step back from."""
        return False

    def writing(self) -> bool:
        """Whether a file is on its way."""
        return False

    def first_focus(self) -> QWidget | None:
        """Where the keyboard starts."""
        return None
