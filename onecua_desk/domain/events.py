"""Everything that can happen to a dossier: one frozen class a kind, and the table of allowed moves.

A new kind is added here: its class (what it carries, its words, what it changes) and its row in ``MOVES``; wire, store,
district and timeline take it from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

from onecua_desk.domain.fees import Fee, dong
from onecua_desk.domain.parts import After, Applicant, Change, Collector, Given, Official, State, Unit
from onecua_desk.domain.procedure import Channel, Limit
from onecua_desk.domain.ruleset import FormKind

if TYPE_CHECKING:
    from onecua_desk.domain.dossier import Dossier


class EventId(NamedTuple):
    """Who wrote an event and as which of its own: ``seq`` is gap-free from 1 on each device."""

    device: int
    seq: int


class Fact(Protocol):
    """What an event carries, besides who, when and about which dossier."""

    kind: ClassVar[str]
    title: ClassVar[str]

    def detail(self) -> str:
        """One Vietnamese line for the timeline; may be empty."""

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        """The fields of ``dossier`` that take a new value."""


@dataclass(frozen=True, slots=True)
class Event:
    """One fact about one dossier; ``dossier`` is the id of its *received* event. Never changed once written."""

    id: EventId
    dossier: EventId
    at: datetime
    official: Official
    fact: Fact


@dataclass(frozen=True, slots=True)
class Received:
    """The dossier was taken in. Everything the slip prints is frozen in it, so a reprint is the same for ever.

    Who receives (``unit``), who decides (``decided_by``) and where it is returned (``return_at``) are three fields:
    since 01/07/2025 a commune takes in dossiers of any commune of its province (NĐ 118/2025/NĐ-CP Art. 14).
    """

    kind: ClassVar[str] = "received"
    title: ClassVar[str] = "Tiếp nhận"
    code: str
    ruleset: str
    unit: Unit
    desk: int
    decided_by: str
    return_at: str
    procedure: str
    procedure_name: str
    field: str
    case: str
    limit: Limit | None
    channel: Channel
    applicant: Applicant
    papers: tuple[Given, ...]
    sets: int
    due: datetime | None
    fee: Fee
    paid: int = 0
    representative: str = ""
    note: str = ""

    def detail(self) -> str:
        term = f" · {self.limit.words()}" if self.limit else ""
        return f"Quầy {self.desk} · {len(self.papers)} giấy tờ{term}"

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {}


@dataclass(frozen=True, slots=True)
class Corrected:
    """Data of the applicant was put right; each change keeps the old value."""

    kind: ClassVar[str] = "corrected"
    title: ClassVar[str] = "Sửa thông tin"
    edits: tuple[Change, ...]
    reason: str

    def detail(self) -> str:
        edits = "; ".join(f"{edit.label}: {edit.old or '(trống)'} → {edit.new or '(trống)'}" for edit in self.edits)
        return f"{edits} · {self.reason}" if self.reason else edits

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"applicant": dossier.applicant.corrected(self.edits)}


@dataclass(frozen=True, slots=True)
class SupplementRequested:
    """The citizen was asked, once and in full, for what is missing (form 02); the term stands still meanwhile."""

    kind: ClassVar[str] = "supplement_requested"
    title: ClassVar[str] = "Yêu cầu bổ sung"
    missing: tuple[str, ...]
    reason: str

    def detail(self) -> str:
        return "; ".join(self.missing) + (f" · {self.reason}" if self.reason else "")

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"missing": self.missing, "asked_at": at}


@dataclass(frozen=True, slots=True)
class Supplemented:
    """The missing papers came; ``due`` is the appointment after the time spent waiting was taken out."""

    kind: ClassVar[str] = "supplemented"
    title: ClassVar[str] = "Bổ sung đủ"
    papers: tuple[Given, ...]
    due: datetime | None

    def detail(self) -> str:
        due = f"hẹn trả {self.due:%H:%M %d/%m/%Y}" if self.due else ""
        return " · ".join(part for part in ("; ".join(paper.name for paper in self.papers), due) if part)

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"missing": (), "asked_at": None, "due": self.due, "papers": dossier.papers + self.papers}


@dataclass(frozen=True, slots=True)
class _Ended:
    """What ends a dossier without a result: ``reason`` says why."""

    reason: str

    def detail(self) -> str:
        return self.reason

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"closed_at": at}


@dataclass(frozen=True, slots=True)
class Refused(_Ended):
    """The dossier is not taken on (form 03)."""

    kind: ClassVar[str] = "refused"
    title: ClassVar[str] = "Từ chối giải quyết"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The desk gave the dossier to those who process it."""

    kind: ClassVar[str] = "handed_over"
    title: ClassVar[str] = "Chuyển xử lý"
    to: str
    note: str = ""

    def detail(self) -> str:
        return f"→ {self.to}" + (f" · {self.note}" if self.note else "")

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"holder": self.to}


@dataclass(frozen=True, slots=True)
class ResultRecorded:
    """The result exists and can be collected. ``copies``: how many are handed out."""

    kind: ClassVar[str] = "result_recorded"
    title: ClassVar[str] = "Có kết quả"
    number: str
    day: date
    copies: int
    note: str = ""

    def detail(self) -> str:
        return f"Số {self.number}, ngày {self.day:%d/%m/%Y}, {self.copies} bản" + (
            f" · {self.note}" if self.note else ""
        )

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"result": self, "result_at": at}


@dataclass(frozen=True, slots=True)
class Returned:
    """The result was handed to ``collector``; ``collected_fee`` is what was still due and paid now, in đồng."""

    kind: ClassVar[str] = "returned"
    title: ClassVar[str] = "Đã trả kết quả"
    collector: Collector
    collected_fee: int = 0

    def detail(self) -> str:
        fee = f" · thu {dong(self.collected_fee)}" if self.collected_fee else ""
        return self.collector.words() + fee

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"closed_at": at}


@dataclass(frozen=True, slots=True)
class Withdrawn(_Ended):
    """The citizen took the dossier back."""

    kind: ClassVar[str] = "withdrawn"
    title: ClassVar[str] = "Rút hồ sơ"


@dataclass(frozen=True, slots=True)
class PaperPrinted:
    """A form was printed or saved as PDF; the second time of the same form is a reprint and says so on the paper."""

    kind: ClassVar[str] = "paper_printed"
    title: ClassVar[str] = "In giấy tờ"
    form: FormKind
    reprint: int
    printer: str

    def detail(self) -> str:
        again = f" · in lại lần {self.reprint}" if self.reprint else ""
        return f"{self.form.label}{again} · {self.printer}"

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"printed": (*dossier.printed, self.form)}


@dataclass(frozen=True, slots=True)
class Move:
    """From which states a kind of event is allowed, and the state after it."""

    allowed: frozenset[State]
    to: State | After


_NEW: frozenset[State] = frozenset()
_OPEN = frozenset({State.RECEIVED, State.PROCESSING})
_WAITING = frozenset({State.AWAITING_PAPERS})
_PAUSED = frozenset({State.PAUSED})
_READY = frozenset({State.RESULT_READY})

MOVES: Mapping[type[Fact], Move] = {
    # kind                    allowed in                            state after
    Received: Move(_NEW, State.RECEIVED),
    Corrected: Move(_OPEN | _WAITING | _PAUSED | _READY, After.STAYS),
    SupplementRequested: Move(_OPEN, State.AWAITING_PAPERS),
    Supplemented: Move(_WAITING, After.BACK),
    Refused: Move(_OPEN | _WAITING, State.REFUSED),
    HandedOver: Move(_OPEN, State.PROCESSING),
    ResultRecorded: Move(_OPEN, State.RESULT_READY),
    Returned: Move(_READY, State.RETURNED),
    Withdrawn: Move(_OPEN | _WAITING | _PAUSED, State.WITHDRAWN),
    PaperPrinted: Move(frozenset(State), After.STAYS),
}

KINDS: Mapping[str, type[Fact]] = {fact.kind: fact for fact in MOVES}
