"""The desk's day held against that of the level above: equal, or which dossiers differ and what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onecua_desk.domain.day_close import Manifest, Part, Totals
from onecua_desk.domain.events import EventId


class Advice(StrEnum):
    """Why a dossier differs; its sentence says what to do."""

    WAIT = "Còn chờ gửi: máy tự gửi khi có đường truyền."
    REFUSED = "Cấp trên không nhận: mở «Cần xử lý» (F9) và giải quyết."
    HELD = "Cấp trên chưa đọc được: chờ cấp trên cập nhật máy chủ."
    ASK = "Ghi sau lần đối soát: bấm «Đối soát lại»."
    FETCH = "Cấp trên có việc mà máy này chưa có: bấm «Gửi ngay» (F9) rồi đối soát lại."
    LOST = "Cấp trên thiếu việc đã gửi: bấm «Gửi ngay» (F9); vẫn thiếu thì báo kỹ thuật."
    OTHER = "Hai bên ghi khác nhau: báo kỹ thuật, giữ lại biên bản này."
    FILES = "Giấy quét chưa lên hết: máy tự gửi khi có đường truyền."

    @property
    def short(self) -> str:
        """The same in some words, for a narrow column."""
        return _SHORT[self]


_SHORT = {
    Advice.WAIT: "Chờ đường truyền",
    Advice.REFUSED: "Giải quyết ở Cần xử lý",
    Advice.HELD: "Chờ cấp trên cập nhật",
    Advice.ASK: "Đối soát lại",
    Advice.FETCH: "Gửi ngay, đối soát lại",
    Advice.LOST: "Gửi ngay, báo kỹ thuật",
    Advice.OTHER: "Báo kỹ thuật",
    Advice.FILES: "Chờ gửi giấy quét",
}


@dataclass(frozen=True, slots=True)
class Own:
    """What only the desk knows of a dossier's events of the day.

    ``label``: how people call it; ``waiting``, ``held``, ``unsettled``: events without an answer, unread by the level
    above, refused and not dealt with; ``last``: the highest of its own events.
    """

    label: str
    waiting: int = 0
    held: int = 0
    unsettled: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Difference:
    """A dossier on which the sides differ, or that a person must settle; ``here`` and ``there`` are short words."""

    dossier: EventId
    label: str
    here: str
    there: str
    advice: Advice


def waiting(own: Manifest, known: Mapping[EventId, Own]) -> tuple[Difference, ...]:
    """What can be said while the level above has not told its half: what it cannot have, or has refused."""
    found = ((part, known[part.dossier]) for part in own.parts)
    return tuple(
        Difference(part.dossier, its.label, _words(part), "", Advice.WAIT if its.waiting else Advice.REFUSED)
        for part, its in found
        if its.waiting or its.unsettled
    )


def compare(
    own: Manifest, totals: Totals, parts: Sequence[Part] | None, known: Mapping[EventId, Own], through: int
) -> tuple[Difference, ...]:
    """The dossiers that differ; none, and equal totals: the sides are equal.

    ``totals`` and ``parts`` are those of the level above, which gives its parts only where the totals were not ours;
    ``known`` has each dossier of ``own``; ``through``: the last own event of which they had heard.
    """
    here = {part.dossier: part for part in own.parts}
    there = {part.dossier: part for part in parts} if parts is not None else _as_then(here, known, through)
    found = []
    for id in sorted(here.keys() | there.keys()):
        its = known.get(id, Own(f"Việc số {id.seq} của máy {id.device}"))
        advice = _advice(here.get(id), there.get(id), its, through)
        if advice is not None:
            found.append(Difference(id, its.label, _words(here.get(id)), _words(there.get(id)), advice))
    return tuple(found)


def _as_then(here: Mapping[EventId, Part], known: Mapping[EventId, Own], through: int) -> dict[EventId, Part]:
    """The parts of the level above when its totals were ours: our own, but for what was written since."""
    return {id: part if known[id].last <= through else part._replace(digest="") for id, part in here.items()}


def _advice(here: Part | None, there: Part | None, its: Own, through: int) -> Advice | None:
    if its.waiting:
        return Advice.WAIT
    if here and there and here.digest == there.digest:
        return Advice.REFUSED if its.unsettled else Advice.FILES if here.files != there.files else None
    if its.held or (there and there.held):
        return Advice.HELD
    if its.last > through:
        return Advice.ASK
    ours, others = here.events if here else 0, there.events if there else 0
    if ours == others:
        return Advice.OTHER
    return Advice.FETCH if ours < others else Advice.LOST


def _words(part: Part | None) -> str:
    if part is None:
        return "không có"
    more = ((part.refused, "không nhận"), (part.held, "chưa đọc"), (part.files, "tệp quét"))
    return ", ".join([f"{part.events} việc", *(f"{count} {what}" for count, what in more if count)])
