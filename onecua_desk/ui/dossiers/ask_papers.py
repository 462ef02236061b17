"""The panel of *Yêu cầu bổ sung*: which papers are missing, asked for once and in full, on form 02."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QLineEdit

from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import processing
from onecua_desk.ui.dossiers.form_print import print_form
from onecua_desk.ui.dossiers.verb_panel import Outcome, Paragraph, VerbPanel


@dataclass(frozen=True, slots=True)
class AskDraft:
    missing: tuple[str, ...]
    reason: str


class AskPapersPanel(VerbPanel):
    title = "Yêu cầu bổ sung"
    confirm = "Yêu cầu và in phiếu"

    def build(self) -> None:
        self.tell("Ghi đủ một lần mọi giấy tờ còn thiếu. Thời hạn tạm dừng cho đến khi người nộp bổ sung.", "soft")
        self.missing = Paragraph("Mỗi dòng một giấy tờ", lines=5)
        self.reason = QLineEdit()
        self.ask("missing", "Giấy tờ cần bổ sung", self.missing)
        self.ask("reason", "Lý do (nếu cần nói rõ)", self.reason)

    def draft(self) -> AskDraft:
        return AskDraft(tuple(self.missing.toPlainText().splitlines()), self.reason.text())

    def write(self, draft: AskDraft) -> Outcome:
        place = self.workplace
        done = processing.request_supplement(place.desk, place.official, self.id, draft.missing, draft.reason)
        count = len(done.value.missing)
        paper = partial(print_form, place, self.id, FormKind.SUPPLEMENT)
        return Outcome(f"Đã yêu cầu bổ sung {count} giấy tờ; thời hạn tạm dừng.", done.changes, paper)
