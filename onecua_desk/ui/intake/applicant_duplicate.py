"""The notice that the same person still has an open dossier for the same procedure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Applicant
from onecua_desk.domain.standing import Tone
from onecua_desk.services.lookup import DossierRow
from onecua_desk.ui.intake.applicant_words import duplicate_words
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.flow import FlowLayout
from onecua_desk.ui.widgets.notice import Notice


class DuplicateNotice(Notice):
    """Stops nothing: "Xem hồ sơ đó" tells which one, "Vẫn nhận" (or going on) lets it be.

    Its verbs have keys of their own, because the screen's notice may stand at the same time with Alt+1, Alt+2.
    """

    wanted = Signal(object)
    """The ``EventId`` of the dossier to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DossierRow, ...] = ()
        self._accepted: frozenset[EventId] = frozenset()
        look, accept = KeyButton("Xem hồ sơ đó", "Alt+X", Kind.QUIET), KeyButton("Vẫn nhận", "Alt+N", Kind.QUIET)
        look.clicked.connect(self._look)
        accept.clicked.connect(self._accept)
        self._put_below_the_text(look, accept)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as high as a narrow one needs

    def show_rows(self, rows: Sequence[DossierRow], applicant: Applicant, today: date) -> None:
        """The newest of ``rows`` is named; nothing is said of those that were accepted before."""
        self._rows = tuple(row for row in rows if row.id not in self._accepted)
        if self._rows:
            newest, others = self._rows[0], len(self._rows) - 1
            self.say(duplicate_words(newest, applicant, others, today), Tone.DUE, lasting=True)
        else:
            self.hide()

    def forget(self) -> None:
        """For the next citizen."""
        self._rows, self._accepted = (), frozenset()
        self.hide()

    def _look(self) -> None:
        self.wanted.emit(self._rows[0].id)

    def _accept(self) -> None:
        self._accepted |= {row.id for row in self._rows}
        self.hide()

    def _put_below_the_text(self, *buttons: KeyButton) -> None:
        """Beside it they would take half of the card's width."""
        row, column, verbs = self.layout(), QVBoxLayout(), FlowLayout(8)
        assert isinstance(row, QBoxLayout)
        place = row.indexOf(self._text)
        row.removeWidget(self._text)
        row.insertLayout(place, column, 1)
        column.setSpacing(0)
        column.addWidget(self._text)
        column.addLayout(verbs)
        for button in buttons:
            verbs.addWidget(button)
