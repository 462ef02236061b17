"""What the log says about a batch of events, read in four queries, and what the batch adds to it, written in three."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, bindparam, insert, or_, select, update

from onecua_desk.district import chains, tables
from onecua_desk.district.among import among
from onecua_desk.district.files import mentions
from onecua_desk.district.held import Held
from onecua_desk.district.twins import Twins
from onecua_desk.domain.dossier import Dossier, fold
from onecua_desk.domain.events import Event, EventId, Received, Returned
from onecua_desk.domain.numbering import placed
from onecua_desk.wire.chain import link_digest, next_tag
from onecua_desk.wire.codec import digest, from_wire
from onecua_desk.wire.dialogue import Mark
from onecua_desk.wire.messages import Verdict, WireEvent


class Kept(NamedTuple):
    """The first content that came under an event's id, and its verdict."""

    digest: bytes
    verdict: Verdict


def event_id(wire: WireEvent) -> EventId:
    return EventId(wire.device, wire.seq)


class Book:
    """One writing transaction's view of the log: ``kept`` events and ``dossiers`` that the batch is about.

    ``returned``: the newest hand-back of each of these dossiers. ``twins``: what was said in them. ``held``: what of
    them could not be judged.
    """

    def __init__(self, connection: Connection, batch: Iterable[WireEvent]) -> None:
        batch = list(batch)
        abouts = {EventId(*wire.dossier) for wire in batch}
        self.kept = _kept(connection, abouts | {event_id(wire) for wire in batch})
        accepted = _accepted(connection, abouts)
        events = [from_wire(wire) for wire in accepted]
        self.twins = Twins(connection, accepted)
        self.held = Held(connection, abouts)
        self.dossiers = _dossiers(events)
        self.returned = {event.dossier: event for event in events if isinstance(event.fact, Returned)}
        self.head = chains.newest(connection)
        self._chains: dict[int, tuple[int, bytes | None]] = {}
        self._connection = connection
        self._known = frozenset(self.dossiers)
        self._codes: set[str] = set()
        self._lines: dict[tuple[str, bytes], str] = {}
        self._touched: set[EventId] = set()
        self._events: list[dict[str, Any]] = []
        self._judged_late: list[dict[str, Any]] = []
        self._accepted: dict[str, list[WireEvent]] = {}

    def code_taken(self, code: str) -> bool:
        """Whether a dossier has it: as its code, or as the provisional one under which it was received."""
        query = select(tables.dossier.c.seq).where(named(code))
        return code in self._codes or self._connection.execute(query).first() is not None

    def code_of_line(self, received: Received) -> str:
        """The code of the unit's dossier that came of the same line of an older register; empty where none did."""
        unit, line = received.unit.code, _line(received)
        if line is None:
            return ""
        query = select(tables.dossier.c.code).where(tables.dossier.c.unit == unit, tables.dossier.c.imported == line)
        return self._lines.get((unit, line)) or self._connection.execute(query).scalar() or ""

    def answered_of(self, number: int, unit: str | None) -> int | None:
        """The highest ``seq`` of a device that was ever answered; ``None`` where it is one of another unit.

        0 for a number that nobody has: this server was put back, and the device will be enrolled once more.
        """
        device = tables.device.c
        found = self._connection.execute(select(device.last_seq, device.unit).where(device.number == number)).first()
        if found is None:
            return 0
        return found.last_seq if found.unit == unit else None

    def accept(self, wire: WireEvent, made: Dossier | str) -> Verdict:
        """Give ``wire`` the next position; ``made``: the dossier after it, or its unit's code where it stands alone."""
        if wire.kind == Returned.kind and not isinstance(made, str):
            self.returned[made.id] = from_wire(wire)
        unit = made if isinstance(made, str) else self._take(made)
        self._accepted.setdefault(unit, []).append(wire)
        self.twins.add(wire)
        self.head = Mark(self.head.position + 1, next_tag(self.head.tag, digest(wire)))
        return self._keep(wire, unit, Verdict(wire.seq, "accepted", position=self.head.position))

    def _take(self, dossier: Dossier) -> str:
        self.dossiers[dossier.id] = dossier
        self._codes.update((dossier.code, dossier.provisional))
        self._touched.add(dossier.id)
        unit = dossier.received.unit.code
        if (line := _line(dossier.received)) is not None:
            self._lines[unit, line] = dossier.code
        return unit

    def refuse(self, wire: WireEvent, unit: str, sentence: str) -> Verdict:
        return self._keep(wire, unit, Verdict(wire.seq, "refused", sentence=sentence))

    def hold(self, wire: WireEvent, unit: str) -> Verdict:
        """Keep ``wire`` without a verdict; it may get one when it comes again."""
        return self._keep(wire, unit, Verdict(wire.seq, "held"))

    def _keep(self, wire: WireEvent, unit: str, verdict: Verdict) -> Verdict:
        before, kept = self.kept.get(event_id(wire)), Kept(digest(wire), verdict)
        self.kept[event_id(wire)] = kept
        self.held.note(wire, verdict.status == "held")
        tag = self.head.tag if verdict.position else None
        said = {"position": verdict.position or None, "sentence": verdict.sentence, "tag": tag}
        if before is None:
            self._events.append({**said, **self._row(wire, kept.digest), "unit": unit})
        elif verdict != before.verdict:
            to = {f"to_{name}": value for name, value in said.items()}
            self._judged_late.append({**to, "d": wire.device, "s": wire.seq})
        return verdict

    def _row(self, wire: WireEvent, its: bytes) -> dict[str, Any]:
        return {
            "device": wire.device,
            "seq": wire.seq,
            "dossier_device": wire.dossier[0],
            "dossier_seq": wire.dossier[1],
            "day": wire.at.date(),
            "content": msgspec.json.encode(wire),
            "digest": its,
            "chain": self._linked(wire, its),
        }

    def _linked(self, wire: WireEvent, its: bytes) -> bytes | None:
        """The chain after ``wire``; ``None`` where something below it is missing."""
        seq, chain = self._chains.get(wire.device, (None, None))
        if seq != wire.seq - 1:
            chain = chains.chain_after(self._connection, wire.device, wire.seq - 1)
        self._chains[wire.device] = wire.seq, link_digest(chain, its) if chain else None
        return self._chains[wire.device][1]

    def write(self, now: datetime) -> None:
        """Write what was judged and held; it is kept when the transaction commits."""
        new = [self.dossiers[key] for key in sorted(self._touched - self._known)]
        changed = [self.dossiers[key] for key in sorted(self._touched & self._known)]
        _execute(self._connection, insert(tables.dossier), [_row(dossier) for dossier in new])
        _execute(self._connection, _STATE, [_changed(dossier) for dossier in changed])
        _execute(self._connection, insert(tables.event), [{**row, "received_at": now} for row in self._events])
        _execute(self._connection, _LATE, self._judged_late)
        for unit, accepted in self._accepted.items():
            mentions.note(self._connection, unit, accepted)


_CHANGES = ("state", "code", "day", "serial")
_STATE = (
    update(tables.dossier)
    .where(tables.dossier.c.device == bindparam("d"), tables.dossier.c.seq == bindparam("s"))
    .values({name: bindparam(f"to_{name}") for name in _CHANGES})
)
_LATE = (
    update(tables.event)
    .where(tables.event.c.device == bindparam("d"), tables.event.c.seq == bindparam("s"))
    .values({name: bindparam(f"to_{name}") for name in ("position", "sentence", "tag")})
)


def _execute(connection: Connection, statement: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(statement, rows)


def _row(dossier: Dossier) -> dict[str, Any]:
    row = {**placed(dossier.code)._asdict(), "code": dossier.code, "state": dossier.state}
    more = {"imported": _line(dossier.received), "provisional": dossier.provisional or None}
    return {**dossier.id._asdict(), **row, **more}


def _changed(dossier: Dossier) -> dict[str, Any]:
    row = _row(dossier)
    return {"d": dossier.id.device, "s": dossier.id.seq} | {f"to_{name}": row[name] for name in _CHANGES}


def named(code: str) -> ColumnElement[bool]:
    """The dossiers that have ``code``, as their own or as the provisional one before."""
    return or_(tables.dossier.c.code == code, tables.dossier.c.provisional == code)


def _line(received: Received) -> bytes | None:
    """The line of an older register that it came from, as the index holds it."""
    return sha256(received.imported.encode()).digest() if received.imported else None


def _kept(connection: Connection, ids: Iterable[EventId]) -> dict[EventId, Kept]:
    table = tables.event.c
    query = select(table.device, table.seq, table.digest, table.position, table.sentence)
    rows = connection.execute(query.where(among(table.device, table.seq, ids)))
    return {EventId(row.device, row.seq): Kept(row.digest, _verdict(row)) for row in rows}


def _verdict(row: Any) -> Verdict:
    if row.position is not None:
        return Verdict(row.seq, "accepted", position=row.position)
    return Verdict(row.seq, "refused" if row.sentence else "held", sentence=row.sentence)


def _dossiers(accepted: Iterable[Event]) -> dict[EventId, Dossier]:
    events: dict[EventId, list[Event]] = {}
    for event in accepted:
        events.setdefault(event.dossier, []).append(event)
    folded = {key: fold(its) for key, its in events.items()}
    return {key: found.dossier for key, found in folded.items() if found.dossier}


def accepted_events(connection: Connection, ids: Iterable[EventId]) -> list[Event]:
    """The accepted events of some dossiers in the server's order."""
    return [from_wire(wire) for wire in _accepted(connection, ids)]


def _accepted(connection: Connection, ids: Iterable[EventId]) -> list[WireEvent]:
    table = tables.event.c
    about = among(table.dossier_device, table.dossier_seq, ids)
    query = select(table.content).where(about, table.position.is_not(None)).order_by(table.position)
    return [msgspec.json.decode(content, type=WireEvent) for content in connection.execute(query).scalars()]
