"""How far desk and server are with each other, for people: what waits, what was refused, what the server has lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from onecua_desk.domain import story_line
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, Fact, Received
from onecua_desk.services import identity
from onecua_desk.services.desk import Changes, Desk, Done
from onecua_desk.services.replica_done import ANSWERED_AT
from onecua_desk.store import chain, displaced, file_lane, handed, log, outbox, settings
from onecua_desk.store.outbox import Outbox
from onecua_desk.store.tables import unpacked
from onecua_desk.wire.codec import Garbled, UnknownKind, decode_fact

__all__ = ["Displaced", "Outbox", "Refusal", "Standing", "displaced_events", "refusals", "settle_displaced", "standing"]


def try_again(desk: Desk) -> None:
    """At the start of the program: send once more what the server could not judge."""
    with desk.store.write() as connection:
        outbox.release_held(connection)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the server has and what it has not; ``answered_at``: when it last answered.

    ``displaced``: events of others that the server has lost. ``chain_differs``: its copy of this desk's log is another
    one. ``size_left``: characters of the contents that wait. ``files``: scans that it has not acknowledged; ``parked``:
    those of them that a person must see to. ``enrolled``: the desk has a server.
    """

    outbox: Outbox
    answered_at: datetime | None
    displaced: int = 0
    chain_differs: bool = False
    size_left: int = 0
    files: int = 0
    parked: int = 0
    enrolled: bool = True

    @property
    def matters(self) -> int:
        """How many stand in *Cần xử lý*."""
        return self.outbox.refused + self.displaced + self.parked


def standing(desk: Desk) -> Standing:
    with desk.store.read() as connection:
        me = settings.get(connection, "identity", identity.Identity)
        size = outbox.left(connection, me.device, 0, 1 << 40)[1] if me else 0
        answered_at = settings.get(connection, ANSWERED_AT, datetime)
        lost, differs = displaced.count(connection), chain.differs(connection) is not None
        files, parked = file_lane.count_left(connection), file_lane.count_parked(connection)
        enrolled = settings.get(connection, "line", identity.Line) is not None
        return Standing(outbox.outbox(connection), answered_at, lost, differs, size, files, parked, enrolled)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something the server refused: which event of which dossier, what it was, and the server's sentence.

    ``receipt``: it is the receipt itself, so the paper that is out bears a code that does not count. ``handed_to``: the
    colleague (sign-in name) who has it now, with ``note``; empty where nobody was named.
    """

    id: EventId
    dossier: EventId
    code: str
    title: str
    detail: str
    at: datetime
    sentence: str
    receipt: bool = False
    handed_to: str = ""
    note: str = ""


def refusals(desk: Desk) -> list[Refusal]:
    """What is in *Cần xử lý*, oldest first."""
    with desk.store.read() as connection:
        return [_refusal(connection, entry) for entry in outbox.refused(connection)]


def _refusal(connection: Connection, entry: log.Entry) -> Refusal:
    dossier, id = EventId(*entry.wire.dossier), EventId(entry.wire.device, entry.wire.seq)
    title, detail = entry.wire.kind, ""
    known = _known(connection, dossier)
    if entry.event:
        title, detail = entry.event.fact.title, story_line.detail(entry.event.fact, known)
    to, note = handed.to(connection, id) or ("", "")
    code = known.code if known else _written_code(connection, dossier)
    return Refusal(id, dossier, code, title, detail, entry.wire.at, entry.sentence, id == dossier, to, note)


def _written_code(connection: Connection, dossier: EventId) -> str:
    """The code in the receipt of a dossier that is not shown: it is another one (``log.TWIN``)."""
    return _code_in(entry.event.fact for entry in log.of_dossier(connection, dossier) if entry.event)


def _known(connection: Connection, dossier: EventId) -> Dossier | None:
    return log.sum_up(log.of_dossier(connection, dossier)).dossier


@dataclass(frozen=True, slots=True)
class Displaced:
    """An event of another desk, or of the level above, that the server lost when it was put back from a backup.

    ``row``: its name here; ``code``: of its dossier, as far as it is known. ``since``: when the loss was noticed.
    ``here``: the dossier itself is left, and can be looked at.
    """

    row: int
    id: EventId
    dossier: EventId
    code: str
    title: str
    detail: str
    who: str
    at: datetime
    since: datetime
    here: bool = True


def displaced_events(desk: Desk) -> list[Displaced]:
    """What has not come again, oldest first; most of it does as soon as the other desks have had a line."""
    with desk.store.read() as connection:
        return [_displaced(connection, row) for row in displaced.missed(connection)]


def _displaced(connection: Connection, row: displaced.Lost) -> Displaced:
    fact, dossier = _fact(row), unpacked(row.dossier)
    here = _known(connection, dossier)
    title, detail = (fact.title, story_line.detail(fact, here)) if fact else (row.kind, "")
    at, since = datetime.fromisoformat(row.at), datetime.fromisoformat(row.since)
    code = here.code if here else _lost_code(connection, dossier)
    id = EventId(row.device, row.seq)
    return Displaced(row.id, id, dossier, code, title, detail, row.name, at, since, here is not None)


def _lost_code(connection: Connection, dossier: EventId) -> str:
    """The code in the receipt, where that is lost too."""
    return _code_in(map(_fact, displaced.of_dossier(connection, dossier)))


def _code_in(facts: Iterable[Fact | None]) -> str:
    return next((fact.code for fact in facts if isinstance(fact, Received)), "")


def _fact(row: displaced.Lost) -> Fact | None:
    """``None`` where this version of the program cannot read it."""
    try:
        return decode_fact(row.kind, row.body)
    except (UnknownKind, Garbled):
        return None


def settle_displaced(desk: Desk, row: int) -> Done[None]:
    """A person has dealt with an event that the server lost: it is kept, and listed no more."""
    with desk.store.write() as connection:
        displaced.settle(connection, row)
    return Done(None, Changes())
