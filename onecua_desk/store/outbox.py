"""What the server has not answered, or has refused: the part of the log that the line or people have to do with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, func, select, update

from onecua_desk.domain.events import ALONE, EventId
from onecua_desk.store.log import DROPPED, UNSENT, UNSETTLED, Entry, entry_of, wire_of
from onecua_desk.store.tables import event as table
from onecua_desk.store.tables import packed, unpacked
from onecua_desk.wire.messages import WireEvent

FRAME_BYTES = 128 * 1024
"""Bytes of the contents in one frame, so that it stays far below a record of the line."""

_OF_NONE = [fact.kind for fact in ALONE]

_HELD = (UNSETTLED, table.c.status == "held")


@dataclass(frozen=True, slots=True)
class Outbox:
    """What the server has not answered: how many events of how many dossiers, since when; and what it refused.

    ``events`` counts those that concern no dossier too.
    """

    events: int
    dossiers: int
    oldest: datetime | None
    held: int
    refused: int


def outbox(connection: Connection) -> Outbox:
    concerned = case((table.c.kind.not_in(_OF_NONE), table.c.dossier))
    query = select(func.count(), func.count(concerned.distinct()), func.min(table.c.at))
    events, dossiers, oldest = connection.execute(query.where(UNSETTLED, table.c.status.in_(UNSENT))).one()
    held, refused = (
        connection.scalar(select(func.count()).where(UNSETTLED, table.c.status == name)) for name in ("held", "refused")
    )
    return Outbox(events, dossiers, datetime.fromisoformat(oldest) if oldest else None, held or 0, refused or 0)


def waiting(connection: Connection, device: int, after: int, until: int, most: int) -> list[WireEvent]:
    """Own events in (``after``, ``until``] without an answer, oldest first: at most ``most``, and ``FRAME_BYTES``."""
    query = select(table).where(*_waiting(device, after, until)).order_by(table.c.seq).limit(most)
    events: list[WireEvent] = []
    size = 0
    for row in connection.execute(query):
        size += len(row.body.encode())
        if events and size > FRAME_BYTES:
            break
        events.append(wire_of(row))
    return events


def left(connection: Connection, device: int, after: int, until: int) -> tuple[int, int]:
    """How many own events in (``after``, ``until``] have no answer, and the characters of their contents."""
    query = select(func.count(), func.coalesce(func.sum(func.length(table.c.body)), 0))
    events, size = connection.execute(query.where(*_waiting(device, after, until))).one()
    return events, size


def dossiers_of_waiting(connection: Connection, device: int, until: int) -> list[EventId]:
    """The dossier of each own event up to ``until`` without an answer."""
    return [unpacked(key) for key in connection.scalars(select(table.c.dossier).where(*_waiting(device, 0, until)))]


def first_waiting(connection: Connection, device: int, after: int) -> int | None:
    """The lowest own event above ``after`` without an answer."""
    first: int | None = connection.scalar(select(func.min(table.c.seq)).where(*_waiting(device, after, 1 << 40)))
    return first


def _waiting(device: int, after: int, until: int) -> tuple[ColumnElement[bool], ...]:
    mine = (table.c.device == device, table.c.seq > after, table.c.seq <= until)
    return (UNSETTLED, table.c.status == "waiting", *mine)


def dropped(connection: Connection) -> tuple[int, ...]:
    """The numbers of own events that go up although they were dealt with."""
    return tuple(connection.scalars(select(table.c.seq).where(UNSETTLED, DROPPED).order_by(table.c.seq)))


def refused(connection: Connection) -> list[Entry]:
    """What the server refused and nobody has settled, oldest first."""
    query = select(table).where(UNSETTLED, table.c.status == "refused").order_by(table.c.device, table.c.seq)
    return [entry_of(row) for row in connection.execute(query)]


def release_held(connection: Connection) -> int:
    """What the server could not judge is worth another try: it is another version now, or the program starts anew."""
    return connection.execute(update(table).where(*_HELD).values(status="waiting")).rowcount


def release_held_of(connection: Connection, dossiers: Sequence[EventId]) -> int:
    """Or something of these dossiers came down, perhaps what the server missed."""
    about = table.c.dossier.in_([packed(id) for id in dossiers])
    return connection.execute(update(table).where(*_HELD, about).values(status="waiting")).rowcount
