"""The panel of what the server refused: its sentence, and the official's word that it has been dealt with."""

from __future__ import annotations

from dataclasses import dataclass

from onecua_desk.domain.events import EventId
from onecua_desk.services import processing
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel
from onecua_desk.ui.widgets.rich import bold, join, soft
from onecua_desk.ui.words import short_moment


@dataclass(frozen=True, slots=True)
class SettleDraft:
    refused: EventId


class SettlePanel(VerbPanel):
    """One refusal at a time, the oldest first, so that each is read."""

    title = "Việc cấp trên không nhận"
    confirm = "Đã xử lý"

    def build(self) -> None:
        first, *more = self.reading.refusals
        self._first = first
        self.tell(join(bold(first.title), " ", soft(short_moment(first.at, self.reading.today))))
        if first.detail:
            self.tell(first.detail)
        self.tell(join(soft("Cấp trên trả lời: "), first.sentence))
        self.tell(
            "Hãy làm lại việc này cho đúng, hoặc báo người nộp nếu cần, rồi xác nhận. "
            "Việc bị từ chối vẫn còn trong lịch sử và không được tính."
        )
        if more:
            self.tell(f"Còn {len(more)} việc khác của hồ sơ này chờ xử lý.", "soft")

    def draft(self) -> SettleDraft:
        return SettleDraft(self._first.id)

    def write(self, draft: SettleDraft) -> Outcome:
        done = processing.settle(self.workplace.desk, draft.refused)
        return Outcome(f"Đã xử lý việc «{self._first.title}» mà cấp trên không nhận.", done.changes)
