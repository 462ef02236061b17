"""The panel of *In lại giấy hẹn*: says which print it will be, prints, and says where it came out."""

from __future__ import annotations

from dataclasses import dataclass

from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import slips
from onecua_desk.ui.dossiers.verb_panel import Outcome, VerbPanel


@dataclass(frozen=True, slots=True)
class ReprintDraft:
    """Nothing is asked."""


class ReprintPanel(VerbPanel):
    title = "In giấy hẹn"
    confirm = "In"

    def build(self) -> None:
        before = self.reading.dossier.reprints(FormKind.SLIP)
        if before:
            self.tell(f"Giấy hẹn này đã in {before} lần. Bản in bây giờ ghi rõ là bản in lại lần {before}.")
        else:
            self.tell("Giấy hẹn này chưa in lần nào.")
        self.tell("Ngày hẹn và thông tin người nộp in theo hồ sơ hiện nay.", "soft")

    def draft(self) -> ReprintDraft:
        return ReprintDraft()

    def write(self, draft: ReprintDraft) -> Outcome:
        slip = slips.slip(self.workplace.desk, self.id)
        out = self.workplace.put_out(slip)
        done = "Đã lưu" if out.file else "Đã in"
        what = f"{done} lại giấy hẹn (lần {slip.reprint})" if slip.reprint else f"{done} giấy hẹn"
        return Outcome(f"{what}: {out.words()}.", None)
