"""Who takes the result, and which way: the applicant, somebody with authority, the post, or online."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QVBoxLayout, QWidget

from onecua_desk.domain.applicant_fields import represents
from onecua_desk.domain.citizen import Card
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import Collector
from onecua_desk.domain.procedure import Channel
from onecua_desk.errors import UserError
from onecua_desk.services.card_match import differences, is_representative, same_person
from onecua_desk.services.handback import applicant_collects, goes_by_post, has_digital_copy, representative_collects
from onecua_desk.ui.handback.authorised import AuthorisedForm
from onecua_desk.ui.handback.by_post import PostForm
from onecua_desk.ui.handback.card_check import CardCheck
from onecua_desk.ui.handback.differs import DiffersTable
from onecua_desk.ui.handback.words import person
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.field import Fields
from onecua_desk.ui.widgets.keyed import KeyRadio
from onecua_desk.ui.widgets.notice import Notice


@dataclass(frozen=True, slots=True)
class Way:
    """How the result goes, to whom, and with which postal number."""

    collector: Collector
    how: Channel = Channel.COUNTER
    consignment: str = ""


class WhoPanel(QWidget):
    """``settled``: the official answered and the keyboard is free again; ``scanned``: a card came into the form.

    ``changed`` carries the way that is chosen now, a ``Channel``.
    """

    settled = Signal()
    scanned = Signal(str)
    changed = Signal(object)

    def __init__(self, fields: Fields, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dossier: Dossier | None = None
        self._check = CardCheck()
        self._applicant, self._other = KeyRadio("Người nộp", "F7"), KeyRadio("Người được ủy quyền", "F8")
        self._post, self._online = KeyRadio("Gửi bưu chính", "Ctrl+B"), KeyRadio("Trả trực tuyến", "Ctrl+O")
        self._person, self._hint = QLabel(), QLabel("Quét thẻ căn cước để đối chiếu.")
        self._card, self._differs = Notice(), DiffersTable()
        self._form, self._to_post = AuthorisedForm(fields), PostForm(fields)
        self._group = QButtonGroup(self)
        for label in (self._person, self._hint):
            label.setWordWrap(True)
            mark(label, "role", "soft")
        self._lay_out()
        self._connect()

    def begin(self, dossier: Dossier) -> None:
        """Ask anew for ``dossier``: no card yet; the post where the citizen asked for it, else who comes as a rule."""
        self._dossier, self._check = dossier, CardCheck()
        organisation, known = dossier.applicant.organisation, representative_collects(dossier)
        self._person.setText(person(dossier))
        self._form.begin(organisation)
        self._to_post.begin(dossier.applicant)
        self._other.setText(f"{represents(organisation)}: {known.name}" if known else "Người được ủy quyền")
        self._applicant.setVisible(not organisation)
        self._online.setVisible(has_digital_copy(dossier))
        if goes_by_post(dossier):
            self._post.setChecked(True)
        elif organisation:
            self._take_other()
        else:
            self._applicant.setChecked(True)
        self._show()

    def check(self, card: Card) -> None:
        """A card was scanned: the applicant's, or that of whoever stands here instead."""
        dossier = self._open()
        if dossier.applicant.organisation or is_representative(dossier.received.representative, card):
            self._take_other()
            self._form.fill(card)
            if self._form.whole():
                self.settled.emit()
        elif self._other.isChecked() and not same_person(dossier, card):
            self._form.fill(card)
        else:
            self._check = CardCheck(card, same_person(dossier, card), differing=differences(dossier, card))
            self._applicant.setChecked(True)
        self._show()

    def send_by_post(self, consignment: str) -> None:
        """By post, under the number that was scanned already."""
        self._post.setChecked(True)
        self._to_post.set_number(consignment)
        self._show()

    def read(self) -> Way:
        """``UserError`` while a question is open; its field is one of this panel's or ``None``."""
        dossier = self._open()
        if self._other.isChecked():
            return Way(self._form.read())
        if self._post.isChecked():
            return Way(applicant_collects(dossier, False), Channel.POST, self._to_post.number())
        if self._online.isChecked():
            return Way(applicant_collects(dossier, False), Channel.ONLINE)
        if self._check.in_doubt:
            raise UserError("Thẻ không khớp: bấm F7 nếu vẫn đúng là người nộp, F8 nếu là người được ủy quyền.")
        return Way(applicant_collects(dossier, self._check.same, self._check.mismatch()))

    def typed(self) -> bool:
        """Whether something would be lost."""
        return (self._other.isChecked() and self._form.typed()) or (
            self._post.isChecked() and bool(self._to_post.number().strip())
        )

    def _open(self) -> Dossier:
        assert self._dossier is not None
        return self._dossier

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for radio in (self._applicant, self._other, self._post, self._online):
            self._group.addButton(radio)
        below_applicant = (self._person, self._hint, self._card, self._differs)
        rest = (self._other, self._form, self._post, self._to_post, self._online)
        for widget in (self._applicant, *below_applicant, *rest):
            column.addWidget(widget)

    def _connect(self) -> None:
        self._applicant.clicked.connect(self._choose_applicant)
        self._other.clicked.connect(self._choose_other)
        self._post.clicked.connect(self._choose_post)
        self._online.clicked.connect(self._choose_online)
        self._form.complete.connect(self.settled)
        self._form.scanned.connect(self.scanned)
        self._to_post.complete.connect(self.settled)

    def _choose_applicant(self) -> None:
        self._check = replace(self._check, confirmed=self._check.card is not None)
        self._show()
        self.settled.emit()

    def _take_other(self) -> None:
        """Who handed the dossier in comes as a rule, so they are offered; nothing that was typed is lost."""
        self._other.setChecked(True)
        known = representative_collects(self._open())
        if known and self._form.empty():
            self._form.fill_known(known)

    def _choose_other(self) -> None:
        card = self._check.card
        if card is not None and self._check.differs and self._form.empty():
            self._show()
            self._form.fill(card)
            return
        self._take_other()
        self._show()
        if self._form.whole():
            self.settled.emit()
        else:
            self._form.focus_gap()

    def _choose_post(self) -> None:
        self._show()
        self._to_post.setFocus()

    def _choose_online(self) -> None:
        self._show()
        self.settled.emit()

    def _show(self) -> None:
        post, online = self._post.isChecked(), self._online.isChecked()
        self.changed.emit(Channel.POST if post else Channel.ONLINE if online else Channel.COUNTER)
        applicant = self._applicant.isChecked()
        self._form.setVisible(self._other.isChecked())
        self._to_post.setVisible(self._post.isChecked())
        self._person.setVisible(applicant and not self._check.differs)
        self._hint.setVisible(applicant and self._check.card is None)
        words, tone = self._check.words()
        if words and applicant:
            self._card.say(words, tone, lasting=True)
        else:
            self._card.hide()
        self._differs.show_differences(self._check.differing if applicant and self._check.differs else ())
