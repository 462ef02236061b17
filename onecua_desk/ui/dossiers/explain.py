"""The panel of *Giải trình quá hạn*: whoever answers for a late dossier writes why it was late, on a report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from onecua_desk.domain.late import LateCause
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import terms
from onecua_desk.ui.dossiers.cause_box import CauseBox, named
from onecua_desk.ui.dossiers.form_print import print_form
from onecua_desk.ui.dossiers.verb_panel import Outcome, Paragraph, VerbPanel
from onecua_desk.ui.words import appointment_words


@dataclass(frozen=True, slots=True)
class ExplainDraft:
    cause: LateCause | None
    text: str
    remedy: str


class ExplainPanel(VerbPanel):
    """What was written before stays; reports count the last cause."""

    title = "Giải trình quá hạn"
    confirm = "Ghi và in báo cáo"

    def build(self) -> None:
        dossier = self.reading.dossier
        if due := dossier.due_by_law:
            again = ", chưa tính ngày hẹn lại" if dossier.apologies else ""
            self.tell(f"Hạn trả: {appointment_words(due, self.reading.today)}{again}.")
        for before in dossier.explained:
            self.tell(f"Đã giải trình: {before.detail()}", "soft")
        self.cause = CauseBox()
        if causes := [said.cause for said in dossier.apologies] + [said.cause for said in dossier.explained]:
            self.cause.choose(causes[-1])  # the official said it once
        self.text = Paragraph("Việc gì chậm, ở khâu nào, vì sao", lines=4)
        self.remedy = Paragraph("Đã làm gì, ai làm, xong khi nào", lines=2)
        self.ask("cause", "Nguyên nhân (cho báo cáo)", self.cause)
        self.ask("text", "Nội dung giải trình", self.text)
        self.ask("remedy", "Biện pháp khắc phục (nếu có)", self.remedy)

    def draft(self) -> ExplainDraft:
        return ExplainDraft(self.cause.chosen(), self.text.toPlainText(), self.remedy.toPlainText())

    def write(self, draft: ExplainDraft) -> Outcome:
        place = self.workplace
        done = terms.explain(place.desk, place.official, self.id, named(draft.cause), draft.text, draft.remedy)
        paper = partial(print_form, place, self.id, FormKind.EXPLANATION)
        return Outcome("Đã ghi giải trình quá hạn.", done.changes, paper)
