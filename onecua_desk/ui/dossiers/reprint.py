"""The panel of *In lại giấy hẹn*: which paper of the dossier and which print of it, and where it came out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.parts import State
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import slips
from onecua_desk.ui.dossiers.notice_print import FORMS, came_out
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel
from onecua_desk.ui.tasks import Runner


@dataclass(frozen=True, slots=True)
class ReprintDraft:
    """The paper that was chosen."""

    form: FormKind = FormKind.SLIP


class ReprintPanel(VerbPanel):
    title = "In giấy hẹn"
    confirm = "In"

    def build(self) -> None:
        self.forms = QComboBox()
        for form in _forms(self.reading.dossier):
            self.forms.addItem(form.label, form.value)
        several = self.forms.count() > 1
        self.forms.setEnabled(several)  # what is disabled never gets the keyboard
        self.ask("form", "Giấy cần in", self.forms).setVisible(several)
        self._before = self.tell("")
        self.tell("In theo hồ sơ hiện nay.", "soft")
        self.forms.currentIndexChanged.connect(self._tell_before)
        self._tell_before()

    def draft(self) -> ReprintDraft:
        return ReprintDraft(FormKind(self.forms.currentData()))

    def runner(self) -> Runner:
        return self.workplace.printing

    def write(self, draft: ReprintDraft) -> Outcome:
        printout = {FormKind.SLIP: slips.slip, **FORMS}[draft.form](self.workplace.desk, self.id)
        return Outcome(came_out(draft.form, printout.reprint, self.workplace.print_paper(printout)), None)

    def _tell_before(self) -> None:
        form = self.draft().form
        before = self.reading.dossier.reprints(form)
        if before:
            self._before.setText(f"{form.label} này đã in {before} lần; bản in lại ghi rõ là bản in lại.")
        else:
            self._before.setText(f"{form.label} này chưa in lần nào.")


def _forms(dossier: Dossier) -> list[FormKind]:
    """What can be printed: the slip, and the forms that the dossier was given or should have got."""
    due = {State.AWAITING_PAPERS: FormKind.SUPPLEMENT, State.REFUSED: FormKind.REFUSAL}.get(dossier.state)
    return [FormKind.SLIP, *(form for form in FORMS if form is due or form in dossier.printed)]
