"""The panel of *Bưu chính chuyển hoàn*: the post brought the result back, and why."""

from __future__ import annotations

from onecua_desk.services import handback
from onecua_desk.ui.dossiers.closing import ClosingDraft, ClosingPanel
from onecua_desk.ui.dossiers.verb_panel import Outcome


class UndeliveredPanel(ClosingPanel):
    title = "Bưu chính chuyển hoàn"
    confirm = "Ghi chuyển hoàn"
    danger = False
    warning = "Kết quả về lại quầy và chờ trả: hãy gọi cho người nhận."
    example = "Ví dụ: không có người nhận, sai địa chỉ"

    def write(self, draft: ClosingDraft) -> Outcome:
        done = handback.undelivered(self.workplace.desk, self.workplace.official, self.id, draft.reason)
        return Outcome("Đã ghi bưu chính chuyển hoàn; kết quả chờ trả ở quầy.", done.changes)
