"""What is posted in public about a procedure (niêm yết công khai): papers, limit, fee, where, by which law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.guide import Guide, GuidePapers, fee_words, guide
from onecua_desk.domain.parts import Unit
from onecua_desk.domain.procedure import Channel, Procedure
from onecua_desk.domain.text import capitalised, sort_key

UNKNOWN = "Danh mục chưa ghi; xin hỏi cán bộ tại quầy."
_WAYS = {Channel.COUNTER: "", Channel.POST: "Nộp qua bưu chính: ", Channel.ONLINE: "Nộp trực tuyến: "}
_NAMED = 8
"""So many fields have room in a title; the table of contents has all of them."""
_BY_OFFICIAL = "theo giấy hẹn (danh mục chưa ghi thời hạn)"


@dataclass(frozen=True, slots=True)
class Posted:
    """One procedure as it stands on a day; ``limits`` and ``fees`` are words, what is unknown is empty.

    ``submitted_at``: where dossiers are handed in and results collected.
    """

    code: str
    name: str
    field: str
    papers: tuple[GuidePapers, ...]
    limits: tuple[str, ...]
    fees: tuple[str, ...]
    submitted_at: str
    decided_by: str
    legal_basis: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class PostedField:
    """The procedures of one field (lĩnh vực), in the order of their names."""

    name: str
    procedures: tuple[Procedure, ...]


@dataclass(frozen=True, slots=True)
class Posting:
    """What is posted, by whom, and the day on which it is valid; ``whole``: the catalogue has no other field."""

    unit: Unit
    day: date
    fields: tuple[PostedField, ...]
    whole: bool = True

    @property
    def count(self) -> int:
        """How many procedures are posted."""
        return sum(len(one.procedures) for one in self.fields)

    @property
    def chosen(self) -> str:
        """``"Chứng thực; Hộ tịch"``: the fields that were chosen; empty where all are posted."""
        if self.whole:
            return ""
        names, more = [one.name for one in self.fields[:_NAMED]], len(self.fields) - _NAMED
        return "; ".join(names) + (f" và {more} lĩnh vực khác" if more > 0 else "")


def by_field(procedures: Iterable[Procedure]) -> tuple[PostedField, ...]:
    """The fields in order, and the procedures in each."""
    fields: dict[str, list[Procedure]] = {}
    for one in procedures:
        fields.setdefault(one.field or "Lĩnh vực khác", []).append(one)
    ordered = sorted(fields, key=sort_key)
    return tuple(
        PostedField(capitalised(name), tuple(sorted(fields[name], key=lambda one: sort_key(one.name))))
        for name in ordered
    )


def posted(procedure: Procedure, day: date, calendar: WorkCalendar, unit: Unit) -> Posted:
    """The answers for whoever comes to the desk; what differs by another way that the procedure offers, behind them."""
    morning = datetime.combine(day, time(8))
    ways = [channel for channel in Channel if procedure.taken_by(channel)]
    answers = {way: guide(procedure, "", way, morning, calendar, unit) for way in ways}
    here = answers[ways[0]]
    return Posted(
        code=procedure.code,
        name=procedure.name,
        field=procedure.field,
        papers=here.papers,
        limits=_by_way({way: tuple(_limits(one)) for way, one in answers.items()}),
        fees=_by_way({way: tuple(_fees(procedure, way)) for way in ways}),
        submitted_at=unit.centre,
        decided_by=here.decided_by,
        legal_basis=here.legal_basis,
        note=here.note,
    )


def _limits(answers: Guide) -> Iterator[str]:
    """``"3 ngày làm việc"``; with the names of the cases before it where they differ and do not say it themselves."""
    for one in answers.times:
        cases, limit = "; ".join(one.cases), one.limit or _BY_OFFICIAL
        yield cases if cases.endswith(limit) else ": ".join(filter(None, (cases, limit)))


def _fees(procedure: Procedure, way: Channel) -> Iterator[str]:
    """Those that the catalogue names for this way; where it names none, nothing is guessed from the other ways."""
    return (fee_words(rule) for rule in procedure.fees if rule.only in (None, way))


def _by_way(said: Mapping[Channel, Sequence[str]]) -> tuple[str, ...]:
    """What the first way says, and of each other what the first does not say."""
    first, *others = said
    besides = [(way, text) for way in others for text in said[way] if text not in said[first]]
    ours = [(first, text) for text in said[first]]
    return tuple(capitalised(_WAYS[way] + text) for way, text in (*ours, *besides))
