"""The panel of *Dừng giải quyết*: on what basis and why the dossier ends without a result, on form 05."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QLineEdit

from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import terms
from onecua_desk.ui.dossiers.form_print import print_form
from onecua_desk.ui.dossiers.verb_panel import Outcome, Paragraph, VerbPanel


@dataclass(frozen=True, slots=True)
class StopDraft:
    basis: str
    reason: str


class StopPanel(VerbPanel):
    title = "Dừng giải quyết"
    confirm = "Dừng và in thông báo"
    danger = True

    def build(self) -> None:
        self.tell("Hồ sơ sẽ đóng, không có kết quả và không mở lại được.", "warning")
        self.basis = QLineEdit(placeholderText="Ví dụ: văn bản số 15/TP ngày 20/11/2026")
        self.reason = Paragraph("Người nộp đọc được lý do này trên thông báo", lines=4)
        self.ask("basis", "Căn cứ (văn bản, điều khoản hoặc sự việc)", self.basis)
        self.ask("reason", "Lý do", self.reason)

    def draft(self) -> StopDraft:
        return StopDraft(self.basis.text(), self.reason.toPlainText())

    def write(self, draft: StopDraft) -> Outcome:
        place = self.workplace
        done = terms.stop(place.desk, place.official, self.id, draft.basis, draft.reason)
        paper = partial(print_form, place, self.id, FormKind.STOP)
        return Outcome("Đã dừng giải quyết hồ sơ.", done.changes, paper)
