"""Step 2: who hands the dossier in, scanned from the card, known from before, or typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from onecua_desk.domain.citizen import Card as CitizenCard
from onecua_desk.domain.citizen import is_name, number_facts, read_card
from onecua_desk.domain.parts import Applicant, Help, Representative
from onecua_desk.domain.standing import Tone
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services.applicants import EarlierApplicant, Recall, ReusablePaper
from onecua_desk.ui.intake.applicant_duplicate import DuplicateNotice
from onecua_desk.ui.intake.applicant_inputs import ApplicantInputs
from onecua_desk.ui.intake.applicant_more import MoreSection
from onecua_desk.ui.intake.applicant_offers import EarlierOffers, enough_digits, enough_letters
from onecua_desk.ui.intake.applicant_recall import ApplicantRecall
from onecua_desk.ui.intake.applicant_scan import FilledIn, Scan
from onecua_desk.ui.intake.applicant_words import known_words
from onecua_desk.ui.intake.card_line import CardLine
from onecua_desk.ui.intake.field_row import FieldRow
from onecua_desk.ui.theme import mark
from onecua_desk.ui.widgets.badge import Badge
from onecua_desk.ui.widgets.buttons import KeyButton, Kind
from onecua_desk.ui.widgets.card import Card, Section
from onecua_desk.ui.widgets.field import Fields
from onecua_desk.ui.widgets.presence import set_present
from onecua_desk.ui.words import grouped_phone
from onecua_desk.ui.workplace import Workplace


class ApplicantPanel(Card):
    """Without a ``workplace`` nobody is known from before.

    ``duplicate`` is for the screen to place: in here it would push the inputs away from who is typing into them.
    """

    changed = Signal()
    """Any input."""
    papers_known = Signal(object)
    """A tuple of ``ReusablePaper``: what the applicant handed in with earlier dossiers; empty when nobody is known."""
    dossier_wanted = Signal(object)
    """The ``EventId`` of a dossier to look at."""

    def __init__(self, fields: Fields, workplace: Workplace | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = fields
        self._procedure, self._scan = "", Scan()
        self._today = date.min
        self._filled = FilledIn()
        self.card, self.organisation = CardLine(), QCheckBox("Tổ chức (Ctrl+K)")
        self._more_button = KeyButton("Thêm", "Ctrl+T", Kind.QUIET)
        self.inputs, self.more = ApplicantInputs(fields, self._more_button), MoreSection(fields)
        self.name, self.number, self.born = self.inputs.name, self.inputs.number, self.inputs.born
        self.sex, self.address, self.phone = self.inputs.sex, self.inputs.address, self.inputs.phone
        self.email, self.note, self.representative = self.more.email, self.more.note, self.more.representative
        self._scanned, self.hint, self.duplicate = Badge(), QLabel(), DuplicateNotice()
        self._known: EarlierApplicant | None = None
        self._papers: tuple[ReusablePaper, ...] = ()
        self._recall = ApplicantRecall(workplace, self)
        self.offers = EarlierOffers(workplace, self)
        self._lay_out()
        self._connect()
        self._say()

    def set_today(self, today: date) -> None:
        self.card.today = self._today = today
        self._say()

    def set_procedure(self, code: str) -> None:
        """For which procedure open dossiers of the same person are looked for; empty: for none."""
        self._procedure = code
        self._settle()

    def applicant(self) -> Applicant:
        """As typed; what is no day counts as not given."""
        return self.inputs.applicant(self.email.text())

    def representative_value(self) -> Representative | None:
        return self.representative.value()

    def help(self) -> tuple[Help, ...]:
        return self.more.help()

    def visited(self) -> str:
        """Where the dossier is taken in away from the desk (lưu động); empty at the desk."""
        return clean(self.more.visited.text())

    def note_text(self) -> str:
        return clean(self.note.text())

    def errors(self) -> Iterator[UserError]:
        """Without a name, with a birth date that is no day of the past, or with somebody unnamed who represents."""
        yield from self.inputs.errors(self._today)
        yield from self.representative.errors()

    def take(self, card: CitizenCard) -> None:
        """Where the card belongs: an organisation has none, so it is its representative's."""
        if self.organisation.isChecked() or self.representative.has_keyboard():
            self.take_for_representative(card)
            return
        self._forget_filled(card.number)
        self._scan = Scan.of(card)
        self.inputs.take_card(card)
        self.next_empty().setFocus()

    def is_another(self, scan: str) -> bool:
        """Whether the card in ``scan`` is the next citizen's: somebody else's number stands here already."""
        number = self.applicant().number
        if not number or self.organisation.isChecked() or self.representative.has_keyboard():
            return False
        try:
            card = read_card(scan, self._today)
        except UserError:
            return False
        return number not in (card.number, card.old_number)

    def take_for_representative(self, card: CitizenCard) -> None:
        self.more.open(True)
        self.representative.take(card)
        self.representative.next_empty().setFocus()

    def take_earlier(self, earlier: EarlierApplicant) -> None:
        """Somebody who was here before, as last recorded."""
        who = earlier.applicant
        self._forget_filled(who.number)
        self.organisation.setChecked(who.organisation)
        self.inputs.take_recorded(who)
        if who.email:
            self.email.setText(who.email)
        self.next_empty().setFocus()

    def next_empty(self) -> QLineEdit:
        """Where the talk goes on: the first of the usual inputs that is still empty, else the last."""
        return self.inputs.next_empty()

    def step_back(self) -> bool:
        """Close what is open here; false when nothing is."""
        if self.offers.close():
            return True
        if not self.more.is_open():
            return False
        self._toggle_more()
        return True

    def clear(self) -> None:
        """For the next citizen."""
        self.offers.close()
        self._scan = Scan()
        self._filled.forget()
        self.card.clear_all()
        self.organisation.setChecked(False)
        self.inputs.clear()
        self.more.clear()
        self.duplicate.forget()
        self._recall.forget()

    def is_touched(self) -> bool:
        typed = self.inputs.is_touched() or self.more.is_touched()
        return typed or bool(self.card.text()) or self.organisation.isChecked()

    def kept(self) -> dict[str, object]:
        scan = {"scanned": self._scan.number, "old_number": self._scan.old_number}
        own = {"organisation": self.organisation.isChecked(), "card": self.card.text()}
        return self.inputs.kept() | self.more.kept() | scan | own

    def restore(self, kept: Mapping[str, object]) -> None:
        """The opposite of ``kept``; the section "Thêm" is closed, and its badges say what is set."""
        self._scan = Scan(number=str(kept.get("scanned", "")), old_number=str(kept.get("old_number", "")))
        self._filled.forget()
        self.duplicate.forget()
        self.organisation.setChecked(bool(kept.get("organisation")))
        self.card.clear_all()
        self.card.setText(str(kept.get("card") or ""))
        self.inputs.restore(kept)
        self.more.restore(kept)
        self.more.open(False)
        self._settle()
        self.changed.emit()

    def _lay_out(self) -> None:
        title, heading = Section(2, "Người nộp"), FieldRow()
        title.add(self._scanned)
        heading.add(title, 250, 2)
        heading.add(self.organisation, 150)
        heading.add(self.card, 230, 1)
        self.organisation.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.organisation.setToolTip("Người nộp là cơ quan, tổ chức, có mã số thuế")
        self._more_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._more_button.setToolTip("Người được ủy quyền, trợ giúp, lưu động, email, ghi chú")
        self.hint.setWordWrap(True)
        mark(self.hint, "role", "soft")
        self.body.addLayout(heading)
        for part in (self.card.message, self.inputs, self.hint, self.more):
            self.body.addWidget(part)

    def _connect(self) -> None:
        self.card.read.connect(self.take)
        self.card.typed.connect(self._go_on_with)
        for signal in (self.inputs.changed, self.more.changed, self.card.textChanged):
            signal.connect(self.changed)
        self.inputs.settled.connect(self._settle)
        self.more.opened.connect(lambda opened: self._more_button.setText("Bớt" if opened else "Thêm"))
        self._more_button.clicked.connect(self._toggle_more)
        self.organisation.toggled.connect(self.inputs.set_organisation)
        self.organisation.toggled.connect(self.representative.set_organisation)
        self.organisation.clicked.connect(self._go_on_as_organisation)
        QShortcut(QKeySequence("Ctrl+K"), self).activated.connect(self.organisation.click)
        self._recall.recalled.connect(self._take_recall)
        self.duplicate.wanted.connect(self.dossier_wanted)
        self.offers.watch(self.name, enough_letters)
        self.offers.watch(self.number, enough_digits)
        self.offers.watch(self.phone, enough_digits)
        self.offers.taken.connect(self.take_earlier)

    def _toggle_more(self) -> None:
        opened = not self.more.is_open()
        if not opened and self.more.has_keyboard():
            self.next_empty().setFocus()
        self.more.open(opened)
        if opened:
            self.representative.name.setFocus()

    def _go_on_with(self, text: str) -> None:
        """A name or a number from the card's line, unless something else stands in its input already."""
        edit = self.name if is_name(text) else self.number
        if edit.text() and edit.text() != text:
            self.card.object_to(f"Ô {edit.accessibleName()} đã có «{edit.text()}»; xóa chữ ở đây, hoặc sửa ở ô đó.")
            return
        self.card.clear_all()
        self.inputs.take_typed(edit, text)
        self.next_empty().setFocus(Qt.FocusReason.OtherFocusReason)  # what is typed next is not glued to it

    def _go_on_as_organisation(self, organisation: bool) -> None:
        """Who has just been scanned as the applicant is then its representative."""
        if organisation:
            self.more.open(True)
            if self._scan.card and self._is_scanned() and not self.representative.value():
                self.inputs.clear()
                self.representative.take(self._scan.card)
                self._settle()  # what is known of the person is not known of the organisation
        self.next_empty().setFocus()

    def _settle(self) -> None:
        who = self.applicant()
        old = self._scan.old_number if self._is_scanned() else ""
        self._recall.ask(who, self._procedure, old)
        self._say()

    def _take_recall(self, recall: Recall) -> None:
        self._known = recall.known
        self._say()
        self.duplicate.show_rows(recall.duplicates, self.applicant(), self._today)
        if recall.known and self._scan.is_new and self._is_scanned():
            self._scan = replace(self._scan, is_new=False)
            self._filled.fill(self.phone, grouped_phone(recall.known.applicant.phone))
            self._filled.fill(self.email, recall.known.applicant.email)
        if recall.papers != self._papers:
            self._papers = recall.papers
            self.papers_known.emit(recall.papers)

    def _forget_filled(self, number: str) -> None:
        if self.applicant().number != number:
            self._filled.take_back()

    def _is_scanned(self) -> bool:
        """Whether the number is still that of the card."""
        return bool(self._scan.number) and self.applicant().number == self._scan.number

    def _say(self) -> None:
        who = self.applicant()
        self._scanned.show_state("Đã quét thẻ" if self._is_scanned() else "", Tone.OK)
        facts = "" if who.organisation else number_facts(who.number, self._today)
        words = " · ".join(filter(None, (facts, known_words(self._known, who))))
        self.hint.setText(words)
        self.hint.setToolTip(self._known.code if self._known else "")
        set_present(self.hint, bool(words))
