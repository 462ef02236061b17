"""A day of this desk as it stands, and beside it the half of the level above as far as it is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from sqlalchemy import Connection

from onecua_desk.domain.day_close import Manifest, Written, manifest
from onecua_desk.domain.day_compare import Difference, Own, compare, waiting
from onecua_desk.domain.day_facts import DayClosed
from onecua_desk.domain.events import EventId, Guided, TurnedAway
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity
from onecua_desk.store import chain, days, log, settings
from onecua_desk.store.days import Closing, Line
from onecua_desk.wire.days import NO_CHAIN, ServerDay
from onecua_desk.wire.messages import UNENROLLED

_TO_ASK = "days_to_ask"
_AFTER_FILES = "days_to_ask_after_files"


class DayState(Enum):
    """``LATE``: something was written after the closing; ``RENUMBERED``: its events have other numbers now."""

    OPEN = auto()
    CLOSED = auto()
    LATE = auto()
    RENUMBERED = auto()


@dataclass(frozen=True, slots=True)
class Look:
    """A day of this desk. ``differences`` is complete only where ``server`` is there, else what is known without it.

    ``through`` and ``head``: the newest own event and the chain up to it, at the closing where the day is closed; an
    empty ``head`` while own events are missing here (a desk that was put back). ``late``: events after the closing;
    ``unsent``: events of the day without an answer. A desk that works alone waits for nobody: nothing of it is unsent
    or different. ``proven``: whether the level above has the same chain; ``None``
    while nobody knows.
    """

    day: date
    known: Identity
    state: DayState
    own: Manifest
    closings: tuple[Closing, ...]
    late: int
    unsent: int
    through: int
    head: str
    procedures: Mapping[str, str]
    server: ServerDay | None
    asked_at: datetime | None
    asking: bool
    proven: bool | None
    differences: tuple[Difference, ...]

    @property
    def enrolled(self) -> bool:
        return self.known.device != UNENROLLED

    @property
    def equal(self) -> bool:
        """Whether the level above has the same, event by event, and nobody has to do anything."""
        same = self.server is not None and self.server.totals == self.own.totals
        return same and not self.differences and self.proven is not False


@dataclass(frozen=True, slots=True)
class Kept:
    """The half of the level above, and when this desk got it."""

    half: ServerDay
    asked_at: datetime


def look(desk: Desk, day: date) -> Look:
    """The day as it stands at this desk, and beside it what the level above said of it last."""
    with desk.store.read() as connection:
        return look_in(connection, day)


def look_in(connection: Connection, day: date) -> Look:
    known = identity.of(connection)
    lines = days.lines(connection, known.device, day)
    closings = tuple(days.closings(connection, known.device, day))
    own, kept = manifest_of(day, lines), settings.get(connection, _key(day), Kept)
    joined = known.device != UNENROLLED
    state, late = _state(connection, known.device, lines, closings)
    newest = closings[-1].fact if closings and state is DayState.CLOSED else None
    through = newest.through if newest else days.last_seq(connection, known.device)
    return Look(
        day=day,
        known=known,
        state=state,
        own=own,
        closings=closings,
        late=late,
        unsent=sum(line.status in log.UNSENT for line in lines) if joined else 0,
        through=through,
        head=newest.head if newest else head_of(connection, known.device, through),
        procedures={line.written.procedure: line.procedure_name for line in lines if line.written.procedure},
        server=kept.half if kept else None,
        asked_at=kept.asked_at if kept else None,
        asking=day in to_ask(connection),
        proven=_proven(connection, known.device, kept.half) if kept else None,
        differences=_differences(own, lines, kept.half if kept else None) if joined else (),
    )


def manifest_of(day: date, lines: list[Line]) -> Manifest:
    return manifest(day, (line.written for line in lines))


def _state(
    connection: Connection, device: int, lines: list[Line], closings: tuple[Closing, ...]
) -> tuple[DayState, int]:
    """Where the day stands, and how many events were written after its newest closing."""
    if not closings:
        return DayState.OPEN, 0
    newest = closings[-1]
    late = sum(line.written.id.seq > newest.id.seq and line.written.kind != DayClosed.kind for line in lines)
    if late:
        return DayState.LATE, late
    head = head_of(connection, device, newest.fact.through)
    return (DayState.RENUMBERED if head and head != newest.fact.head else DayState.CLOSED), 0


def head_of(connection: Connection, device: int, seq: int) -> str:
    """The chain after ``seq`` in hex; empty while own events up to it are missing here."""
    try:
        return chain.head_at(connection, device, seq).hex()
    except KeyError:
        return ""


def _proven(connection: Connection, device: int, half: ServerDay) -> bool | None:
    ours = head_of(connection, device, half.through)
    if not ours or (half.through and half.chain == NO_CHAIN):  # a hole here, or there (from before there were chains)
        return None
    return ours == half.chain


def _differences(own: Manifest, lines: list[Line], half: ServerDay | None) -> tuple[Difference, ...]:
    known = _known(lines)
    if half is None:
        return waiting(own, known)
    return compare(own, half.totals, half.parts, known, half.through)


def _known(lines: list[Line]) -> dict[EventId, Own]:
    by_dossier: dict[EventId, list[Line]] = {}
    for line in lines:
        by_dossier.setdefault(line.written.dossier, []).append(line)
    return {id: _own(its) for id, its in by_dossier.items()}


def _own(its: list[Line]) -> Own:
    def count(status: str) -> int:
        return sum(line.status == status for line in its)

    last = max(line.written.id.seq for line in its)
    return Own(_label(its[0].written, its[0].code), count("waiting"), count("held"), count("refused"), last)


def _label(written: Written, code: str) -> str:
    """How people call what was written: by its code, or as the paper of a fact that stands alone."""
    fact = written.fact
    if code or fact is None:
        return code or f"Việc số {written.id.seq}"
    return f"{fact.title} {fact.number}" if isinstance(fact, Guided | TurnedAway) else fact.title


def keep(connection: Connection, half: ServerDay, at: datetime) -> None:
    """Remember what the level above said of a day; ``at``: this desk's clock."""
    settings.put(connection, _key(half.day), Kept(half, at))


def to_ask(connection: Connection) -> set[date]:
    """The days of which the half of the level above is wanted."""
    return set(settings.get(connection, _TO_ASK, list[date]) or [])


def put_to_ask(connection: Connection, wanted: set[date]) -> None:
    settings.put(connection, _TO_ASK, sorted(wanted))


def after_files(connection: Connection) -> set[date]:
    """The days whose half is wanted once more when the scans have gone up."""
    return set(settings.get(connection, _AFTER_FILES, list[date]) or [])


def put_after_files(connection: Connection, wanted: set[date]) -> None:
    settings.put(connection, _AFTER_FILES, sorted(wanted))


def _key(day: date) -> str:
    return f"server_day {day.isoformat()}"
