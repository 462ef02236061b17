"""What the log says about a batch of events, read in three queries, and what the batch adds to it, written in three."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, tuple_, update

from onecua_desk.district import tables
from onecua_desk.domain.dossier import Dossier, fold
from onecua_desk.domain.events import Event, EventId, Received, Returned
from onecua_desk.wire.codec import digest, from_wire
from onecua_desk.wire.messages import Placed, Verdict, WireEvent


class Kept(NamedTuple):
    """The first content that came under an event's id, and its verdict."""

    digest: bytes
    verdict: Verdict


def event_id(wire: WireEvent) -> EventId:
    return EventId(wire.device, wire.seq)


def head(connection: Connection) -> int:
    """The position of the newest accepted event; 0 before the first."""
    newest: int = connection.execute(select(func.coalesce(func.max(tables.event.c.position), 0))).scalar_one()
    return newest


class Book:
    """One writing transaction's view of the log: ``kept`` events and ``dossiers`` that the batch is about.

    ``returned``: the newest hand-back of each of these dossiers.
    """

    def __init__(self, connection: Connection, batch: Sequence[WireEvent]) -> None:
        abouts = {EventId(*wire.dossier) for wire in batch}
        self.kept = _kept(connection, abouts | {event_id(wire) for wire in batch})
        events = accepted_events(connection, abouts)
        self.dossiers = _dossiers(events)
        self.returned = {event.dossier: event for event in events if isinstance(event.fact, Returned)}
        self.head = head(connection)
        self._connection = connection
        self._known = frozenset(self.dossiers)
        self._codes: set[str] = set()
        self._lines: dict[tuple[str, bytes], str] = {}
        self._touched: set[EventId] = set()
        self._events: list[dict[str, Any]] = []

    def code_taken(self, code: str) -> bool:
        query = select(tables.dossier.c.seq).where(tables.dossier.c.code == code)
        return code in self._codes or self._connection.execute(query).first() is not None

    def code_of_line(self, received: Received) -> str:
        """The code of the unit's dossier that came of the same line of an older register; empty where none did."""
        unit, line = received.unit.code, _line(received)
        if line is None:
            return ""
        query = select(tables.dossier.c.code).where(tables.dossier.c.unit == unit, tables.dossier.c.imported == line)
        return self._lines.get((unit, line)) or self._connection.execute(query).scalar() or ""

    def accept(self, wire: WireEvent, made: Dossier | str) -> Verdict:
        """Give ``wire`` the next position; ``made``: the dossier after it, or its unit's code where it stands alone."""
        self.head += 1
        if wire.kind == Returned.kind and not isinstance(made, str):
            self.returned[made.id] = from_wire(wire)
        unit = made if isinstance(made, str) else self._take(made)
        return self._keep(wire, unit, Verdict(wire.seq, "accepted", position=self.head))

    def _take(self, dossier: Dossier) -> str:
        self.dossiers[dossier.id] = dossier
        self._codes.add(dossier.code)
        self._touched.add(dossier.id)
        unit = dossier.received.unit.code
        if (line := _line(dossier.received)) is not None:
            self._lines[unit, line] = dossier.code
        return unit

    def refuse(self, wire: WireEvent, unit: str, sentence: str) -> Verdict:
        return self._keep(wire, unit, Verdict(wire.seq, "refused", sentence=sentence))

    def _keep(self, wire: WireEvent, unit: str, verdict: Verdict) -> Verdict:
        kept = Kept(digest(wire), verdict)
        self.kept[event_id(wire)] = kept
        self._events.append(
            {
                "device": wire.device,
                "seq": wire.seq,
                "unit": unit,
                "dossier_device": wire.dossier[0],
                "dossier_seq": wire.dossier[1],
                "content": msgspec.json.encode(wire),
                "digest": kept.digest,
                "position": verdict.position or None,
                "sentence": verdict.sentence,
            }
        )
        return verdict

    def alarm(self, wire: WireEvent, now: datetime) -> None:
        """Remember that ``wire`` came under the id of another event; the same content again changes nothing."""
        key = {"device": wire.device, "seq": wire.seq, "digest": digest(wire)}
        same = (tables.alarm.c[name] == value for name, value in key.items())
        if self._connection.execute(select(tables.alarm.c.seq).where(*same)).first() is None:
            row = {**key, "at": now, "content": msgspec.json.encode(wire)}
            self._connection.execute(insert(tables.alarm).values(row))

    def write(self, now: datetime) -> None:
        """Write what was accepted and refused; it is kept when the transaction commits."""
        new = [self.dossiers[key] for key in sorted(self._touched - self._known)]
        changed = [self.dossiers[key] for key in sorted(self._touched & self._known)]
        _execute(self._connection, insert(tables.dossier), [_row(dossier) for dossier in new])
        _execute(self._connection, _STATE, [{"d": d.id.device, "s": d.id.seq, "to": d.state} for d in changed])
        _execute(self._connection, insert(tables.event), [{**row, "received_at": now} for row in self._events])


_STATE = (
    update(tables.dossier)
    .where(tables.dossier.c.device == bindparam("d"), tables.dossier.c.seq == bindparam("s"))
    .values(state=bindparam("to"))
)


def _execute(connection: Connection, statement: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)


def _row(dossier: Dossier) -> dict[str, Any]:
    unit, day, serial = dossier.code.rsplit("-", 2)
    date = datetime.strptime(day, "%y%m%d").date()
    row = {"unit": unit, "code": dossier.code, "day": date, "serial": int(serial), "state": dossier.state}
    return {**dossier.id._asdict(), **row, "imported": _line(dossier.received)}


def _line(received: Received) -> bytes | None:
    """The line of an older register that it came from, as the index holds it."""
    return sha256(received.imported.encode()).digest() if received.imported else None


def _kept(connection: Connection, ids: Iterable[EventId]) -> dict[EventId, Kept]:
    table = tables.event.c
    query = select(table.device, table.seq, table.digest, table.position, table.sentence)
    rows = connection.execute(query.where(tuple_(table.device, table.seq).in_(list(ids))))
    return {EventId(row.device, row.seq): Kept(row.digest, _verdict(row)) for row in rows}


def _verdict(row: Any) -> Verdict:
    if row.position is None:
        return Verdict(row.seq, "refused", sentence=row.sentence)
    return Verdict(row.seq, "accepted", position=row.position)


def _dossiers(accepted: Iterable[Event]) -> dict[EventId, Dossier]:
    events: dict[EventId, list[Event]] = {}
    for event in accepted:
        events.setdefault(event.dossier, []).append(event)
    folded = {key: fold(its) for key, its in events.items()}
    return {key: found.dossier for key, found in folded.items() if found.dossier}


def accepted_events(connection: Connection, ids: Iterable[EventId]) -> list[Event]:
    """The accepted events of some dossiers in the server's order."""
    table = tables.event.c
    about = tuple_(table.dossier_device, table.dossier_seq).in_(list(ids))
    query = select(table.content).where(about, table.position.is_not(None)).order_by(table.position)
    return [from_wire(msgspec.json.decode(content, type=WireEvent)) for content in connection.execute(query).scalars()]


class Known(NamedTuple):
    """Own events that a desk need not be sent: all up to ``answered``, and those that this very answer is about."""

    device: int
    answered: int
    told: Sequence[int]


def page(connection: Connection, unit: str, known: Known, cursor: int, up_to: int, size: int) -> list[Placed]:
    """The first ``size`` accepted events of ``unit`` in (``cursor``, ``up_to``], save own ones that are ``known``."""
    table = tables.event.c
    lost = and_(table.seq > known.answered, table.seq.not_in(known.told))
    news = or_(table.device != known.device, lost)
    wanted = (table.unit == unit, news, table.position > cursor, table.position <= up_to)
    query = select(table.position, table.content).where(*wanted).order_by(table.position).limit(size)
    rows = connection.execute(query)
    return [Placed(row.position, msgspec.json.decode(row.content, type=WireEvent)) for row in rows]
