"""The panels that end a dossier without a result, *Từ chối* and *Rút hồ sơ*: a reason, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import processing
from onecua_desk.ui.dossiers.form_print import print_form
from onecua_desk.ui.dossiers.verb_panel import Outcome, Paragraph, VerbPanel


@dataclass(frozen=True, slots=True)
class ClosingDraft:
    reason: str


class ClosingPanel(VerbPanel):
    """A reason is asked for; a subclass says what follows and writes it."""

    danger = True
    warning = ""
    example = ""

    def build(self) -> None:
        self.tell(self.warning, "warning")
        self.reason = Paragraph(self.example, lines=4)
        self.ask("reason", "Lý do", self.reason)

    def draft(self) -> ClosingDraft:
        return ClosingDraft(self.reason.toPlainText())


class RefusePanel(ClosingPanel):
    title = "Từ chối giải quyết"
    confirm = "Từ chối và in phiếu"
    warning = "Hồ sơ sẽ đóng và không mở lại được."
    example = "Ghi rõ căn cứ để người nộp hiểu vì sao"

    def write(self, draft: ClosingDraft) -> Outcome:
        done = processing.refuse(self.workplace.desk, self.workplace.official, self.id, draft.reason)
        paper = partial(print_form, self.workplace, self.id, FormKind.REFUSAL)
        return Outcome("Đã từ chối giải quyết hồ sơ.", done.changes, paper)


class WithdrawPanel(ClosingPanel):
    title = "Rút hồ sơ"
    confirm = "Cho rút hồ sơ"
    warning = "Người nộp rút hồ sơ: trả lại giấy tờ, hồ sơ đóng và không mở lại được."
    example = "Ví dụ: người nộp không còn nhu cầu"

    def write(self, draft: ClosingDraft) -> Outcome:
        done = processing.withdraw(self.workplace.desk, self.workplace.official, self.id, draft.reason)
        return Outcome("Đã ghi nhận người nộp rút hồ sơ.", done.changes)
