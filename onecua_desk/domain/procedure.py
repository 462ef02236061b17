"""What a procedure is: its cases, time limits, papers, fees and the days on which it is valid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from onecua_desk.domain.channel import Channel as Channel
from onecua_desk.domain.fee_choice import fees_by
from onecua_desk.domain.fees import FeeRule
from onecua_desk.domain.ways import for_way
from onecua_desk.errors import UserError


class LimitUnit(StrEnum):
    """What a time limit counts; HOURS are working hours, DAYS are calendar days."""

    SAME_DAY = "same_day"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"


_UNIT_WORDS = {
    LimitUnit.HOURS: "giờ làm việc",
    LimitUnit.WORKING_DAYS: "ngày làm việc",
    LimitUnit.DAYS: "ngày",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A statutory time limit; ``value`` is at least 1, and not looked at for SAME_DAY.

    ``cutoff`` matters for SAME_DAY only: what comes later is returned on the next working day.
    """

    value: int
    unit: LimitUnit
    cutoff: time | None = None

    def __post_init__(self) -> None:
        if self.unit is not LimitUnit.SAME_DAY and self.value < 1:
            raise ValueError(f"a limit of {self.value} {self.unit}")

    def words(self) -> str:
        """The limit as the slip says it: "3 ngày làm việc", "trong ngày"."""
        if self.unit is LimitUnit.SAME_DAY:
            return "trong ngày"
        return f"{self.value} {_UNIT_WORDS[self.unit]}"


class PaperKind(StrEnum):
    """What has to be handed in or shown."""

    FORM = "form"
    ORIGINAL = "original"
    COPY = "copy"

    @property
    def label(self) -> str:
        return _PAPER_LABELS[self]


_PAPER_LABELS = {PaperKind.FORM: "Tờ khai", PaperKind.ORIGINAL: "Bản chính", PaperKind.COPY: "Bản sao"}


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """One line of the checklist (thành phần hồ sơ).

    ``shown``: looked at and given back (xuất trình), not kept. ``optional``: asked for only "nếu có" or under the
    condition that its name or note states. ``case`` is the id of the only case, or the name of the only group of cases,
    that needs it; ``None`` for all.
    """

    name: str
    kind: PaperKind
    quantity: int = 1
    note: str = ""
    shown: bool = False
    optional: bool = False
    only: Channel | None = None
    case: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One way in which a procedure runs; ``limit`` is ``None`` where the official has to name the appointment.

    ``channel`` is set where the time limit depends on how the dossier came; ``group`` is then shared by the cases that
    differ by nothing else, and so need the same papers.
    """

    id: str = ""
    name: str = ""
    limit: Limit | None = None
    channel: Channel | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of a procedure (thủ tục hành chính); ``code`` and ``valid_from`` together name it.

    ``fees`` are alternatives, the usual one without a name; none means that the catalogue does not know. ``level`` is
    who may execute, ``decided_by`` who decides (``None``: not known); ``interlinked`` whether another body takes part
    (``None``: not known). ``confidence`` says how well the entry is founded: "page", "partial" or "memory".
    ``replaced_by`` are the codes that take the place of an abolished procedure. ``note`` is for citizens; ``doubt`` is
    what the source leaves open, for officials only: it is neither posted nor handed out.
    """

    code: str
    name: str
    field: str
    level: str
    decided_by: str | None
    interlinked: bool | None
    cases: tuple[Case, ...]
    papers: tuple[RequiredPaper, ...]
    fees: tuple[FeeRule, ...]
    legal_basis: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None
    note: str = ""
    doubt: str = ""
    source: str = ""
    confidence: str = ""
    replaced_by: tuple[str, ...] = ()

    def valid_on(self, day: date) -> bool:
        """Whether dossiers may be received under this version on ``day``; both ends are included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def case(self, case_id: str) -> Case:
        """The case with this id; UserError where this version does not have it."""
        for case in self.cases:
            if case.id == case_id:
                return case
        raise UserError(f"Thủ tục {self.code} không có trường hợp «{case_id}», hãy chọn lại.", field="case")

    def taken_by(self, channel: Channel) -> bool:
        """Whether a case comes by ``channel``; where not, it is not offered that way."""
        return any(case.channel in (None, channel) for case in self.cases)

    def cases_for(self, channel: Channel) -> tuple[Case, ...]:
        """The cases to choose from: by post as at the counter unless one names post; all where none fits."""
        return for_way(self.cases, channel, lambda case: case.channel, lambda case: case.group) or self.cases

    def papers_for(self, case: Case, channel: Channel) -> tuple[RequiredPaper, ...]:
        """The checklist of one case by one channel, in the order of the catalogue."""
        cases = (None, case.id, case.group or case.id)
        return tuple(p for p in self.papers if p.only in (None, channel) and p.case in cases)

    def fees_for(self, channel: Channel) -> tuple[FeeRule, ...]:
        """The fee rules to choose from (see ``fee_choice.fees_by``); none where the catalogue does not know."""
        return fees_by(self.fees, channel)
