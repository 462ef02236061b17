"""The right half while a result can be handed back: who collects it, the fee, and the originals that go back."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onecua_desk.domain.citizen import Card
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.payment import Payment
from onecua_desk.errors import UserError
from onecua_desk.services.handback import originals
from onecua_desk.ui.handback.originals import OriginalsPanel
from onecua_desk.ui.handback.owed import OwedFee
from onecua_desk.ui.handback.who import Way, WhoPanel
from onecua_desk.ui.widgets.field import Fields
from onecua_desk.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class HandBackDraft:
    """What the panel says: the dossier, who takes the result which way, and what was collected now."""

    id: EventId
    way: Way
    payment: Payment | None
    originals: tuple[str, ...]


class CollectPanel(QWidget):
    """``settled``: the official answered and the keyboard is free again; ``scanned``: a card came into the form.

    ``way_changed`` carries the ``Channel`` that the result takes.
    """

    settled = Signal()
    scanned = Signal(str)
    way_changed = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier: Dossier | None = None
        self._fields = Fields()
        self._who, self._originals = WhoPanel(self._fields), OriginalsPanel()
        self._owed = OwedFee(workplace, self._fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._who, self._owed, self._originals):
            column.addWidget(part)
        column.addStretch(1)
        self._who.settled.connect(self.settled)
        self._who.scanned.connect(self.scanned)
        self._who.changed.connect(self.way_changed)
        self._owed.answered.connect(self.settled)

    def begin(self, dossier: Dossier) -> None:
        """Ask anew for ``dossier``: nothing is answered yet."""
        self._dossier = dossier
        self._who.begin(dossier)
        self._owed.begin(dossier.owed)
        self._originals.begin(originals(dossier))

    def go_on(self, dossier: Dossier) -> None:
        """The same dossier after a change: a fee that is no longer what was asked for is asked for anew."""
        changed = self._dossier is None or self._dossier.owed != dossier.owed
        self._dossier = dossier
        if changed:
            self._owed.begin(dossier.owed)

    def check(self, card: Card) -> None:
        """A card was scanned: the applicant's, or that of whoever stands here instead."""
        self._who.check(card)

    def send_by_post(self, consignment: str) -> None:
        self._who.send_by_post(consignment)

    def read(self) -> HandBackDraft:
        """``UserError`` while a question is open; its field is one of this panel's or ``None``."""
        assert self._dossier is not None
        return HandBackDraft(self._dossier.id, self._who.read(), self._owed.read(), self._originals.read())

    def show_error(self, error: UserError) -> bool:
        """At its field, where this panel has it."""
        return self._fields.show(error)

    def typed(self) -> bool:
        """Whether something would be lost."""
        return self._who.typed() or self._owed.typed()
