"""The four steps of the talk at the counter, read together as one draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from onecua_desk.domain.file import File
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.errors import UserError
from onecua_desk.services import intake
from onecua_desk.services.intake import Draft
from onecua_desk.ui.intake.applicant_panel import ApplicantPanel
from onecua_desk.ui.intake.asked_once import AskedOnce
from onecua_desk.ui.intake.bare_slip import bare_slip
from onecua_desk.ui.intake.late_enter import LateEnter
from onecua_desk.ui.intake.many_copies import many_copies
from onecua_desk.ui.intake.papers_panel import PapersPanel
from onecua_desk.ui.intake.paying import UsualPayment
from onecua_desk.ui.intake.procedure_panel import ProcedurePanel
from onecua_desk.ui.intake.terms_panel import TermsPanel
from onecua_desk.ui.scans.remembered import files_of
from onecua_desk.ui.widgets.field import Fields
from onecua_desk.ui.workplace import Workplace


class IntakeForm(QWidget):
    """``changed``: anything that may change the draft; ``asked``: the questions about it. Enter goes to the next."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = workplace.desk
        self.fields = Fields()
        self._late, self.asked = LateEnter(self), AskedOnce()
        self.procedure = ProcedurePanel(self.fields)
        self.applicant = ApplicantPanel(self.fields, workplace)
        self.papers = PapersPanel(self.fields)
        self.terms = TermsPanel(self.fields)
        UsualPayment(workplace, self.terms.pay, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)  # all of it fits beside a task bar at 1366x768
        self._panels: dict[str, ProcedurePanel | ApplicantPanel | PapersPanel | TermsPanel] = {
            "procedure": self.procedure,
            "applicant": self.applicant,
            "papers": self.papers,
            "terms": self.terms,
        }
        self.guided_at: datetime | None = None
        self.files: tuple[File, ...] = ()
        self.scans: dict[str, Any] = {}
        self.said: dict[str, dict[str, str]] = {}
        for panel in self._panels.values():
            column.addWidget(panel, 1 if panel is self.papers else 0)
            panel.changed.connect(self.changed)
        self.procedure.chosen.connect(self._follow_procedure)
        self.procedure.answered.connect(self._go_on_from_procedure)
        self.papers.complete.connect(self._go_on_from_papers)
        self.applicant.card.read.connect(self._go_on_from_card)
        self.applicant.papers_known.connect(self.papers.offer_reuse)

    def draft(self) -> Draft:
        """The form as it stands; what is not readable counts as not given."""
        terms, day = self.terms.terms(), self.procedure.day_edit.value()
        return Draft(
            procedure=self.procedure.procedure(),
            case=self.procedure.case_id(),
            channel=self.procedure.channel(),
            applicant=self.applicant.applicant(),
            papers=self.papers.papers.given(),
            sets=terms.sets,
            return_by=terms.return_by,
            due=intake.named_due(self._desk, day) if day and self.procedure.day_is_asked() else None,
            fee_rule=terms.fee_rule,
            copies=terms.copies,
            pages=terms.pages,
            value=terms.value,
            amount=terms.amount,
            exemption=terms.exemption,
            pay=terms.pay,
            pay_way=terms.pay_way,
            receipt=terms.receipt,
            representative=self.applicant.representative_value(),
            help=self.applicant.help(),
            visited=self.applicant.visited(),
            waived=self.papers.papers.waived(),
            guided_at=self.guided_at,
            files=self.files,
            note=self.applicant.note_text(),
        )

    def kept(self) -> dict[str, object]:
        """All inputs as they stand, readable or not, as JSON takes them."""
        at = self.guided_at.isoformat() if self.guided_at else ""
        beside: dict[str, object] = {"guided_at": at, "scans": self.scans, "said": self.said}
        return {name: panel.kept() for name, panel in self._panels.items()} | beside

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Put back what ``kept`` gave; what it does not have stays empty."""
        self.clear()
        for name, panel in self._panels.items():
            panel.restore(kept.get(name) or {})
        at = kept.get("guided_at")
        self.guided_at = datetime.fromisoformat(at) if at else None
        self.scans = kept.get("scans") or {}
        self.files = files_of(self.scans)
        self.said = kept.get("said") or {}
        self.changed.emit()

    def remember_scans(self, scans: dict[str, Any]) -> None:
        """What the panel of scans keeps, and the files in it."""
        if scans != self.scans:
            self.scans, self.files = scans, files_of(scans)
            self.changed.emit()

    def remember_said(self, form: FormKind, said: dict[str, str]) -> None:
        """What was typed for form 02 or 03 of this draft and is on no paper yet; empty forgets it."""
        if said != self.said.get(form.value, {}):
            self.said = {kind: texts for kind, texts in self.said.items() if kind != form.value}
            self.said |= {form.value: said} if said else {}
            self.changed.emit()

    def who(self) -> str:
        """The citizen as a list shows them; empty while nobody is named."""
        return self.applicant.applicant().name

    def what(self) -> str:
        procedure = self.procedure.procedure()
        return procedure.name if procedure else ""

    def errors(self) -> list[UserError]:
        """All that the form itself knows to be missing or unreadable, from top to bottom."""
        return [error for panel in self._panels.values() for error in panel.errors()]

    def doubts(self) -> list[UserError]:
        """What is asked about once, from top to bottom: who saves once more means it."""
        counts = (*self.papers.counts(), *self.terms.counts())
        return bare_slip(self.applicant.applicant(), self.asked) + many_copies(counts, self.asked)

    def take_scan(self, text: str) -> None:
        """A card that was scanned away from its line; the reader's own Enter may still be on its way."""
        self.applicant.card.scan(text)
        self._late.expect()

    def is_touched(self) -> bool:
        """Whether clearing would lose anything."""
        chosen = self.procedure.procedure() or self.papers.papers.rowCount()
        return bool(chosen or self.applicant.is_touched() or self.files or self.scans.get("waiting"))

    def show_errors(self, errors: Sequence[UserError]) -> bool:
        """Put each sentence at its field, the keyboard into the first; false where one concerns no field."""
        self.fields.clear()
        shown = [self.fields.show(error) for error in reversed(errors)]
        return all(shown)

    def clear(self) -> None:
        """Ready for the next citizen."""
        for panel in self._panels.values():
            panel.clear()
        self.guided_at, self.scans, self.files, self.said = None, {}, (), {}
        self.fields.clear()
        self.asked.forget()
        self.procedure.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Take over what is typed and not confirmed yet: a name in the card line, numbers and papers of the list."""
        self.applicant.card.settle()
        self.papers.settle()

    def step_back(self) -> bool:
        """Close what is open inside the form; false when nothing is."""
        steps = (
            self.procedure.box.close_list,
            self.applicant.step_back,
            self.papers.own.close_line,
            self.terms.exemption.step_back,
        )
        return any(step() for step in steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self._late.swallows():
            self.focusNextPrevChild(True)

    def _follow_procedure(self) -> None:
        procedure, channel = self.procedure.procedure(), self.procedure.channel()
        self.applicant.set_procedure(procedure.code if procedure else "")
        self.papers.show_checklist(procedure, self.procedure.case(), channel)
        self.terms.show_fees(procedure, channel)

    def _go_on_from_card(self, _: object) -> None:
        """The citizen laid the card down first: what they want comes next."""
        if self.procedure.procedure() is None:
            self.procedure.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on_from_papers(self) -> None:
        """All papers are there: on to what only the official can say, or to the end of the form."""
        asked = self.procedure.first_question() or self.terms.next_question()
        asked.setFocus(Qt.FocusReason.TabFocusReason)  # what stands there is typed over

    def _go_on_from_procedure(self) -> None:
        asked = self.procedure.first_question()
        untouched = not self.applicant.is_touched()
        (asked or (self.applicant.card if untouched else self.applicant.next_empty())).setFocus()
