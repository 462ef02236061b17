"""The four steps of the talk at the counter, read together as one draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from onecua_desk.domain.citizen import looks_like_card
from onecua_desk.domain.parts import Representative
from onecua_desk.domain.payment import PayMoment
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services.intake import Draft
from onecua_desk.ui.intake.applicant_panel import ApplicantPanel
from onecua_desk.ui.intake.papers_panel import PapersPanel
from onecua_desk.ui.intake.procedure_panel import ProcedurePanel
from onecua_desk.ui.intake.terms_panel import TermsPanel
from onecua_desk.ui.widgets.field import Fields


class IntakeForm(QWidget):
    """``changed``: anything that may change the draft. Enter goes on to the next input."""

    changed = Signal()

    def __init__(self, named_due: Callable[[date], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named_due = named_due
        self._text_at_focus = ""
        self.fields = Fields()
        self.procedure = ProcedurePanel(self.fields)
        self.applicant = ApplicantPanel(self.fields)
        self.papers = PapersPanel()
        self.terms = TermsPanel(self.fields)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for panel in (self.procedure, self.applicant, self.papers, self.terms):
            column.addWidget(panel, 1 if panel is self.papers else 0)
            panel.changed.connect(self.changed)
        self.procedure.chosen.connect(self._follow_procedure)
        self.procedure.answered.connect(self._go_on_from_procedure)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._remember_text)

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
            due=self._named_due(day) if day and self.procedure.day_is_asked() else None,
            fee_rule=terms.fee_rule,
            copies=terms.copies,
            pages=terms.pages,
            amount=terms.amount,
            pay=PayMoment.NOW if terms.paid else PayMoment.HAND_BACK,
            representative=Representative(name) if (name := clean(self.applicant.representative.text())) else None,
            note=clean(self.applicant.note.text()),
        )

    def errors(self) -> list[UserError]:
        """All that the form itself knows to be missing or unreadable, from top to bottom."""
        return [error for panel in (self.procedure, self.applicant, self.terms) for error in panel.errors()]

    def is_touched(self) -> bool:
        """Whether clearing would lose anything."""
        return bool(self.procedure.procedure() or self.applicant.is_touched() or self.papers.papers.rowCount())

    def show_errors(self, errors: Sequence[UserError]) -> bool:
        """Put each sentence at its field, the keyboard into the first; false where one concerns no field."""
        self.fields.clear()
        shown = [self.fields.show(error) for error in reversed(errors)]
        return all(shown)

    def clear(self) -> None:
        """Ready for the next citizen."""
        for panel in (self.procedure, self.applicant, self.papers, self.terms):
            panel.clear()
        self.fields.clear()
        self.procedure.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """Close what is open inside the form; false when nothing is."""
        return self.procedure.box.close_list() or self.papers.own.close_line()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not self._take_stray_scan():
            self.focusNextPrevChild(True)

    def _follow_procedure(self) -> None:
        procedure, channel = self.procedure.procedure(), self.procedure.channel()
        self.papers.show_checklist(procedure, self.procedure.case(), channel)
        self.terms.show_fees(procedure, channel)

    def _go_on_from_procedure(self) -> None:
        asked = self.procedure.first_question()
        untouched = not self.applicant.is_touched()
        (asked or (self.applicant.card if untouched else self.applicant.next_empty())).setFocus()

    def _remember_text(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._text_at_focus = new.text() if isinstance(new, QLineEdit) else ""

    def _take_stray_scan(self) -> bool:
        """A card that was scanned into another input goes to where it belongs, and the input is as before."""
        edit = self.window().focusWidget()
        if not isinstance(edit, QLineEdit) or not looks_like_card(edit.text()):
            return False
        scan = edit.text().removeprefix(self._text_at_focus)
        edit.setText(self._text_at_focus)
        self.applicant.card.scan(scan)
        return True
