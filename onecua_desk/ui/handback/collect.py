"""The right half while a result can be handed back: who collects it, and the fee."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.citizen import Card
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Collector
from onecua_desk.errors import UserError
from onecua_desk.services.handback import applicant_collects, same_person
from onecua_desk.ui.handback.authorised import AuthorisedForm
from onecua_desk.ui.handback.card_check import CardCheck
from onecua_desk.ui.handback.keyed import KeyRadio
from onecua_desk.ui.handback.owed import OwedFee
from onecua_desk.ui.handback.words import person
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.field import Fields
from onecua_desk.ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class HandBackDraft:
    """What the panel says: the dossier, who collects, and what was collected now in đồng."""

    id: EventId
    collector: Collector
    collected_fee: int


class CollectPanel(QWidget):
    """``settled``: the official answered and the keyboard is free again; ``scanned``: a card came into the form."""

    settled = Signal()
    scanned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier: Dossier | None = None
        self._check = CardCheck()
        self._fields = Fields()
        self._applicant, self._other = KeyRadio("Người nộp", "F7"), KeyRadio("Người được ủy quyền", "F8")
        self._person, self._card, self._form = QLabel(), Notice(), AuthorisedForm(self._fields)
        self._hint = QLabel("Quét thẻ căn cước để đối chiếu.")
        self._owed = OwedFee(self._fields)
        self._group = QButtonGroup(self)
        for radio in (self._applicant, self._other):
            self._group.addButton(radio)
        for label in (self._person, self._hint):
            label.setWordWrap(True)
            mark(label, "role", "soft")
        self._lay_out()
        self._applicant.clicked.connect(self._choose_applicant)
        self._other.clicked.connect(self._choose_other)
        self._form.complete.connect(self.settled)
        self._form.scanned.connect(self.scanned)
        self._owed.answered.connect(self.settled)

    def begin(self, dossier: Dossier) -> None:
        """Ask anew for ``dossier``: its applicant comes, no card yet, nothing collected."""
        self._dossier, self._check = dossier, CardCheck()
        self._person.setText(person(dossier))
        self._applicant.setChecked(True)
        self._form.clear()
        self._owed.begin(dossier.owed)
        self._show()

    def check(self, card: Card) -> None:
        """A card was scanned: the applicant's, or that of whoever stands here instead."""
        assert self._dossier is not None
        same = same_person(self._dossier, card)
        self._check = CardCheck(card, same)
        if same:
            self._applicant.setChecked(True)
        elif self._other.isChecked():
            self._form.fill(card)
        self._show()

    def read(self) -> HandBackDraft:
        """``UserError`` while a question is open; its field is one of this panel's or ``None``."""
        assert self._dossier is not None
        if self._other.isChecked():
            return HandBackDraft(self._dossier.id, self._form.read(), self._owed.read())
        if self._check.in_doubt:
            raise UserError("Thẻ không khớp: bấm F7 nếu vẫn đúng là người nộp, F8 nếu là người được ủy quyền.")
        collector = applicant_collects(self._dossier, self._check.same)
        return HandBackDraft(self._dossier.id, collector, self._owed.read())

    def show_error(self, error: UserError) -> bool:
        """At its field, where this panel has it."""
        return self._fields.show(error)

    def typed(self) -> bool:
        """Whether something would be lost."""
        return self._other.isChecked() and self._form.typed()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self._applicant, self._person, self._hint, self._card, self._other, self._form):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(self._owed)
        column.addStretch(1)

    def _choose_applicant(self) -> None:
        self._check = replace(self._check, confirmed=self._check.card is not None)
        self._show()
        self.settled.emit()

    def _choose_other(self) -> None:
        card = self._check.card
        self._show()
        if card is not None and not self._check.same and not self._form.typed():
            self._form.fill(card)
        else:
            self._form.setFocus()

    def _show(self) -> None:
        other = self._other.isChecked()
        self._form.setVisible(other)
        self._hint.setVisible(not other and self._check.card is None)
        words, tone = self._check.words()
        if words and not other:
            self._card.say(words, tone, lasting=True)
        else:
            self._card.hide()
