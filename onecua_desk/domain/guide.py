"""What a citizen asks about a procedure: what to bring, what it costs, when it is ready, who decides, by which law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.deadline import appointment
from onecua_desk.domain.fee_words import rule_words
from onecua_desk.domain.fees import ASK, FeeRule, SetByProvince
from onecua_desk.domain.parts import Unit
from onecua_desk.domain.procedure import Case, Channel, Limit, PaperKind, Procedure, RequiredPaper
from onecua_desk.domain.text import uncapitalised

_KINDS = {PaperKind.FORM: "tờ khai", PaperKind.ORIGINAL: "bản chính", PaperKind.COPY: "bản sao"}
_IF_SO = "thêm, nếu thuộc trường hợp ghi ở từng giấy"


@dataclass(frozen=True, slots=True)
class GuideTime:
    """How long it takes, and when it would be ready if it were handed in now.

    ``cases`` names those that take so long, empty where all do. ``due`` is ``None`` where the catalogue names no limit;
    ``why`` is what moved it, empty when nothing did.
    """

    cases: tuple[str, ...]
    limit: str
    due: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class GuidePaper:
    """A paper to bring: ``needed`` says how many of what ("1 bản chính", "xuất trình")."""

    name: str
    needed: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class GuidePapers:
    """Papers that belong together; ``title`` is empty for what everybody brings."""

    title: str
    papers: tuple[GuidePaper, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """The answers about one procedure by one channel at the moment ``at``, in words fit for screen and paper.

    ``parent``, ``centre`` and ``place`` head the paper as on the slip. ``case`` is empty while none was chosen: then
    ``papers`` has those of every case. ``fees`` are alternatives. What the catalogue does not know is empty. ``doubts``
    are told to the official only, on the screen: no paper for citizens has them.
    """

    parent: str
    centre: str
    place: str
    at: datetime
    code: str
    name: str
    field: str
    channel: str
    case: str
    times: tuple[GuideTime, ...]
    papers: tuple[GuidePapers, ...]
    fees: tuple[str, ...]
    decided_by: str
    legal_basis: tuple[str, ...]
    note: str
    doubts: tuple[str, ...] = ()


def guide(
    procedure: Procedure, case_id: str, channel: Channel, at: datetime, calendar: WorkCalendar, unit: Unit
) -> Guide:
    """The answers for one case, or for all of them where ``case_id`` is not one of the channel's cases."""
    offered = procedure.cases_for(channel)
    cases = tuple(case for case in offered if case.id == case_id) or offered
    chosen = cases[0].name if len(cases) == 1 else ""
    return Guide(
        parent=unit.parent,
        centre=unit.centre,
        place=unit.place,
        at=at,
        code=procedure.code,
        name=procedure.name,
        field=procedure.field,
        channel=channel.label,
        case=chosen,
        times=tuple(_times(cases, at, calendar)),
        papers=tuple(_papers(procedure, cases, channel)),
        fees=tuple(fee_words(rule) for rule in procedure.fees_for(channel)),
        decided_by=deciding_body(procedure, unit),
        legal_basis=procedure.legal_basis,
        note=procedure.note,
        doubts=tuple(_doubts(procedure, channel)),
    )


def deciding_body(procedure: Procedure, unit: Unit) -> str:
    """Who decides; empty where the catalogue does not know."""
    return {"commune": unit.parent, "province": "Cơ quan cấp tỉnh"}.get(procedure.decided_by or "", "")


def fee_words(rule: FeeRule) -> str:
    """A fee as it is told before anybody counts: "Theo danh sách: 10.000 đ/người"."""
    words = (rule.note or ASK) if isinstance(rule, SetByProvince) else rule_words(rule)
    named = f"{rule.name}: {words}" if rule.name else words
    return f"{named} ({rule.note})" if rule.note and rule.note != words else named


def _doubts(procedure: Procedure, channel: Channel) -> Iterator[str]:
    """What the source leaves open about the procedure and about its fees, each said once."""
    said = (procedure.doubt, *(rule.doubt for rule in procedure.fees_for(channel)))
    yield from filter(None, dict.fromkeys(said))


def _times(cases: Sequence[Case], at: datetime, calendar: WorkCalendar) -> Iterator[GuideTime]:
    """One for each different limit; the channel's cases that share it are named together."""
    limits = list(dict.fromkeys(case.limit for case in cases))
    for limit in limits:
        names = tuple(case.name for case in cases if case.limit == limit) if len(limits) > 1 else ()
        yield _time(names, limit, at, calendar)


def _time(names: tuple[str, ...], limit: Limit | None, at: datetime, calendar: WorkCalendar) -> GuideTime:
    if limit is None:
        return GuideTime(names, "", None, "")
    found = appointment(limit, at, calendar)
    unknown = "" if calendar.covers(found.due.date()) else f"; chưa có lịch nghỉ lễ năm {found.due.year}"
    return GuideTime(names, limit.words(), found.due, (_besides(limit.words(), found.why) + unknown).lstrip("; "))


def _besides(limit: str, why: str) -> str:
    """What the reason of an appointment says beyond the limit itself: "nghỉ 24/11 (Ngày Văn hóa Việt Nam)"."""
    return why[len(limit) :].lstrip(",; ") if why.lower().startswith(limit) else uncapitalised(why)


def _papers(procedure: Procedure, cases: Sequence[Case], channel: Channel) -> Iterator[GuidePapers]:
    """What everybody brings, then what single cases bring; what is needed only "nếu có" stands behind."""
    fitting = [paper for paper in procedure.papers if paper.only in (None, channel)]
    yield from _by_need("", [paper for paper in fitting if paper.case is None])
    owners = dict.fromkeys((case.group or case.id, case.name) for case in cases)
    for (owner, name), ids in ((key, _ids(key[0], cases)) for key in owners):
        title = f"Trường hợp: {name}" if len(owners) > 1 else ""
        yield from _by_need(title, [paper for paper in fitting if paper.case in {owner, *ids}])


def _ids(owner: str, cases: Sequence[Case]) -> set[str]:
    return {case.id for case in cases if (case.group or case.id) == owner}


def _by_need(title: str, papers: Iterable[RequiredPaper]) -> Iterator[GuidePapers]:
    listed = list(papers)
    always = tuple(_paper(paper) for paper in listed if not paper.optional)
    sometimes = tuple(_paper(paper) for paper in listed if paper.optional)
    if always:
        yield GuidePapers(title, always)
    if sometimes:
        yield GuidePapers(f"{title}; {_IF_SO}" if title else _IF_SO.capitalize(), sometimes)


def _paper(paper: RequiredPaper) -> GuidePaper:
    needed = "xuất trình" if paper.shown else f"{paper.quantity} {_KINDS[paper.kind]}"
    return GuidePaper(paper.name, needed, paper.note)
