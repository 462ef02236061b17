"""What happens to the term of a dossier: an apology with a new date, a stop without a result, why it was late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from onecua_desk.domain.late import LateCause
from onecua_desk.errors import UserError

if TYPE_CHECKING:
    from onecua_desk.domain.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Apologised:
    """The citizen was written to before the appointment was missed: why, and the one new date (form 04).

    NĐ 61/2018/NĐ-CP Art. 19: in writing, at the latest one day before the appointment, re-appointed at most once. The
    rule set says how many days and how often; what is written may be later, and the paper goes out all the same.

    ``due_before``: the appointment that is replaced, so that of two desks that apologise at once only one counts.
    """

    kind: ClassVar[str] = "apologised"
    title: ClassVar[str] = "Xin lỗi, hẹn lại"
    cause: LateCause
    reason: str
    due_before: datetime
    due: datetime

    def detail(self) -> str:
        return f"hẹn lại {self.due:%H:%M %d/%m/%Y} (trước là {self.due_before:%d/%m/%Y}) · {self.reason}"

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        if dossier.due != self.due_before:
            raise UserError(f"Hồ sơ {dossier.code} đã được hẹn lại vào ngày khác.")
        if self.due <= self.due_before:
            raise UserError("Ngày hẹn lại phải sau ngày hẹn cũ.", field="due")
        return {"due": self.due, "apologies": (*dossier.apologies, self)}


@dataclass(frozen=True, slots=True)
class Stopped:
    """The dossier ends without a result, on the ``basis`` of an act or of a fact (form 05 of 2025)."""

    kind: ClassVar[str] = "stopped"
    title: ClassVar[str] = "Dừng giải quyết"
    basis: str
    reason: str

    def detail(self) -> str:
        return " · ".join(part for part in (self.reason, self.basis) if part)

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"closed_at": at}


@dataclass(frozen=True, slots=True)
class Explained:
    """Whoever answers for a late dossier wrote down why it was late (báo cáo giải trình).

    ``remedy``: what is done about it. ``late_from``: the appointment that it was late from when this was written,
    ``days_late``: by how many whole working days until its term came to rest or until then, 0 where only by hours.
    They are written down because the calendar and the settings they follow from may change.
    """

    kind: ClassVar[str] = "explained"
    title: ClassVar[str] = "Giải trình quá hạn"
    cause: LateCause
    text: str
    remedy: str = ""
    late_from: datetime | None = None
    days_late: int = 0

    def detail(self) -> str:
        remedy = f"khắc phục: {self.remedy}" if self.remedy else ""
        return " · ".join(part for part in (self.cause.label, self.text, remedy) if part)

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"explained": (*dossier.explained, self)}
