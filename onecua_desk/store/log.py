"""The event log: written once, read in the order that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, func, insert, literal_column, select, update
from sqlalchemy.exc import IntegrityError

from onecua_desk.domain.dossier import Folded, fold
from onecua_desk.domain.events import Event, EventId, Received
from onecua_desk.domain.parts import State
from onecua_desk.errors import UserError
from onecua_desk.store import settings
from onecua_desk.store.tables import event as table
from onecua_desk.store.tables import moment, packed, unpacked
from onecua_desk.wire.codec import Garbled, UnknownKind, digest, from_wire, to_wire
from onecua_desk.wire.messages import BYTES_UP, LARGEST_FACT, Placed, Verdict, WireEvent

LAST_SEQ = "last_seq"
"""The setting that holds what the server said of this device's numbers."""

UNSENT = ("waiting", "held")
NOT_COUNTED = ("refused", "settled")

# The conditions of partial indexes, letter by letter: SQLite uses one only where it finds it again in the query.
_UNSETTLED: ColumnElement[bool] = literal_column("status IN ('waiting', 'held', 'refused')")
_ALONE: ColumnElement[bool] = literal_column("kind IN ('guided', 'turned_away')")


class PositionTaken(Exception):
    """The server gave two events the same place in its order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``event`` is ``None`` when this version of the program cannot read it."""

    wire: WireEvent
    event: Event | None
    status: str
    position: int | None
    sentence: str

    @property
    def counts(self) -> bool:
        """Whether the dossier's state depends on it: refused events do not."""
        return self.status not in NOT_COUNTED

    @property
    def unsent(self) -> bool:
        return self.status in UNSENT


def next_seq(connection: Connection, device: int) -> int:
    """Above everything of this device, here and, as far as the server has told, there."""
    here = connection.scalar(select(func.max(table.c.seq)).where(table.c.device == device)) or 0
    return max(here, settings.get(connection, LAST_SEQ, int) or 0) + 1


def newest_of(connection: Connection, device: int) -> datetime | None:
    """The latest moment that ``device`` ever wrote, whatever it wrote since; ``None`` before its first event."""
    at = connection.scalar(select(func.max(table.c.at)).where(table.c.device == device))
    return datetime.fromisoformat(at) if at else None


def last_received(connection: Connection, device: int) -> EventId | None:
    """The dossier that ``device`` received last; ``None`` before the first."""
    received = select(table.c.dossier).where(table.c.device == device, table.c.kind == Received.kind)
    key = connection.scalar(received.order_by(table.c.seq.desc()).limit(1))
    return None if key is None else unpacked(key)


def said_alone(connection: Connection, kind: str, field: str, since: datetime) -> Sequence[str]:
    """What ``field`` says in each fact of ``kind`` from ``since`` on; ``kind`` is one of ``events.ALONE``.

    Read by SQLite itself: thousands of facts in some milliseconds.
    """
    query = select(func.json_extract(table.c.body, f"$.{field}"))
    return connection.scalars(query.where(_ALONE, table.c.kind == kind, table.c.at >= moment(since))).all()


def answered(connection: Connection, device: int) -> int:
    """The highest own event that the server has answered; 0 before the first."""
    query = select(func.max(table.c.seq)).where(table.c.device == device, table.c.status.not_in(UNSENT))
    return connection.scalar(query) or 0


def append(connection: Connection, event: Event) -> Entry:
    """Write an own event; it waits for the server from now on. ``UserError`` when it is longer than can be sent."""
    entry = new_entry(event)
    connection.execute(insert(table), row(entry))
    return entry


def row(entry: Entry) -> dict[str, object]:
    """The columns of an entry."""
    return _row(entry.wire, entry.status, entry.position)


def new_entry(event: Event) -> Entry:
    """An own event as it will stand in the log, not yet written; ``UserError`` when it is longer than can be sent."""
    wire = to_wire(event)
    if len(bytes(wire.body)) > LARGEST_FACT:
        raise UserError("Nội dung ghi quá dài; hãy rút ngắn, phần dài để trong giấy tờ kèm theo.")
    return Entry(wire, event, "waiting", None, "")


def place(connection: Connection, placed: Placed) -> bool:
    """Write an event at its place in the server's order; ``False`` when it was here already.

    ``PositionTaken`` when another event is here under its id or at its place.
    """
    wire = placed.event
    there = connection.execute(select(table).where(table.c.device == wire.device, table.c.seq == wire.seq)).first()
    if there is not None:
        if digest(_wire(there)) != digest(wire):
            raise PositionTaken(f"event {wire.device}/{wire.seq} is another one here")
        return False
    with _position(placed.position):
        connection.execute(insert(table), _row(wire, "accepted", placed.position))
    return True


def judge(connection: Connection, device: int, verdict: Verdict) -> EventId | None:
    """Write the server's answer to an own event; the dossier it concerns, or ``None`` when nothing changed."""
    mine = (table.c.device == device) & (table.c.seq == verdict.seq)
    found = connection.execute(select(table.c.dossier).where(mine, table.c.status.in_(UNSENT))).first()
    if found is None:
        return None
    position = verdict.position if verdict.status == "accepted" else None
    values = {"status": verdict.status, "position": position, "sentence": verdict.sentence}
    with _position(position):
        connection.execute(update(table).where(mine).values(values))
    return unpacked(found.dossier)


@contextmanager
def _position(position: int | None) -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise PositionTaken(f"position {position} is another event's") from error


def settle(connection: Connection, id: EventId) -> EventId:
    """A person has dealt with a refused event: it stays in the story and leaves the list of what is to settle.

    Returns the dossier it concerns; ``UserError`` when nothing of the kind is to settle.
    """
    mine = (table.c.device == id.device) & (table.c.seq == id.seq) & (table.c.status == "refused")
    key = connection.scalar(select(table.c.dossier).where(mine))
    if key is None:
        raise UserError("Việc này đã được xử lý rồi.")
    connection.execute(update(table).where(mine).values(status="settled"))
    return unpacked(key)


def release_held(connection: Connection) -> None:
    """What the server could not judge is worth another try: it is another version now, or the program starts anew."""
    connection.execute(update(table).where(_UNSETTLED, table.c.status == "held").values(status="waiting"))


def waiting(connection: Connection, device: int, limit: int) -> list[WireEvent]:
    """Own events without an answer, oldest first: at most ``limit``, and no more bytes than a request may have."""
    query = select(table).where(_UNSETTLED, table.c.status == "waiting", table.c.device == device).order_by(table.c.seq)
    events: list[WireEvent] = []
    size = 0
    for row in connection.execute(query.limit(limit)):
        size += len(row.body)
        if events and size > BYTES_UP:
            break
        events.append(_wire(row))
    return events


@dataclass(frozen=True, slots=True)
class Outbox:
    """What the server has not answered: how many events of how many dossiers, since when; and what it refused."""

    events: int
    dossiers: int
    oldest: datetime | None
    held: int
    refused: int


def outbox(connection: Connection) -> Outbox:
    query = select(func.count(), func.count(table.c.dossier.distinct()), func.min(table.c.at))
    events, dossiers, oldest = connection.execute(query.where(_UNSETTLED, table.c.status.in_(UNSENT))).one()
    held, refused = (
        connection.scalar(select(func.count()).where(_UNSETTLED, table.c.status == name))
        for name in ("held", "refused")
    )
    return Outbox(events, dossiers, datetime.fromisoformat(oldest) if oldest else None, held or 0, refused or 0)


def refused(connection: Connection) -> list[Entry]:
    """What the server refused and nobody has settled, oldest first."""
    query = select(table).where(_UNSETTLED, table.c.status == "refused").order_by(table.c.device, table.c.seq)
    return [_entry(row) for row in connection.execute(query)]


def of_dossier(connection: Connection, id: EventId) -> list[Entry]:
    """The dossier's events: accepted ones in the server's order, then own ones without an answer."""
    query = select(table).where(table.c.dossier == packed(id))
    order = (table.c.position.is_(None), table.c.position, table.c.device, table.c.seq)
    return [_entry(row) for row in connection.execute(query.order_by(*order))]


def dossiers_in_order(connection: Connection) -> Sequence[EventId]:
    """Every dossier of the log, in the order in which they were received."""
    query = select(table.c.dossier).group_by(table.c.dossier).order_by(func.min(table.c.at), table.c.dossier)
    return [unpacked(key) for key in connection.scalars(query)]


def sum_up(entries: Iterable[Entry]) -> Folded:
    """The dossier as ``entries`` say it; an unreadable one is left out (a newer program wrote it).

    Where the receipt itself was refused, its paper is out all the same: the dossier is then shown as the desk wrote it,
    but as refused, so that nobody waits for it.
    """
    readable = [entry for entry in entries if entry.event is not None]
    folded = _fold(entry for entry in readable if entry.counts)
    if folded.dossier is None and (as_written := _fold(readable).dossier) is not None:
        return Folded(replace(as_written, state=State.REFUSED))
    return folded


def _fold(entries: Iterable[Entry]) -> Folded:
    return fold(entry.event for entry in entries if entry.event is not None)


def _row(wire: WireEvent, status: str, position: int | None) -> dict[str, object]:
    fields = {name: getattr(wire, name) for name in ("device", "seq", "login", "name", "kind")}
    key, body = packed(EventId(*wire.dossier)), bytes(wire.body).decode()
    return fields | {
        "dossier": key,
        "at": moment(wire.at),
        "body": body,
        "status": status,
        "position": position,
        "sentence": "",
    }


def _wire(row: Row[tuple[object, ...]]) -> WireEvent:
    return WireEvent(
        device=row.device,
        seq=row.seq,
        dossier=unpacked(row.dossier),
        at=datetime.fromisoformat(row.at),
        login=row.login,
        name=row.name,
        kind=row.kind,
        body=msgspec.Raw(row.body.encode()),
    )


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    wire = _wire(row)
    try:
        event = from_wire(wire)
    except (UnknownKind, Garbled):
        event = None
    return Entry(wire, event, row.status, row.position, row.sentence)
