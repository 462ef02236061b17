"""What was ever written, told apart by its content: after a restore numbers may change, but nothing may be lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import msgspec
from sqlalchemy import select

from onecua_desk.district import tables as district
from onecua_desk.domain.events import Contradicted
from onecua_desk.store import tables as desk
from onecua_desk.wire.messages import DISTRICT_DEVICE, WireEvent
from tests.simulation.seat import Seat
from tests.simulation.upper import Upper

Said = tuple[str, str]
"""Kind and body of an event: unique, for every body carries a mark of its own."""

_TOLD = 100
"""Characters of a body that a failure shows."""


@dataclass(frozen=True, slots=True)
class Row:
    """An event as one of the stores has it; ``status`` in the desk's words."""

    device: int
    seq: int
    dossier: tuple[int, int]
    said: Said
    status: str
    position: int | None
    at: str

    def __str__(self) -> str:
        kind, body = self.said
        told = body if len(body) < _TOLD else f"{body[:_TOLD]}..."
        return f"{self.device}/{self.seq} of {self.dossier} {self.status} at {self.position}: {kind} {told}"


def at_desk(seat: Seat) -> list[Row]:
    table = desk.event.c
    mark = (table.status, table.position, table.at)
    query = select(table.device, table.seq, table.dossier, table.kind, table.body, *mark)
    with seat.desk.store.read() as connection:
        return [
            Row(row.device, row.seq, desk.unpacked(row.dossier), (row.kind, row.body), row.status, row.position, row.at)
            for row in connection.execute(query.order_by(table.device, table.seq))
        ]


def _said_at_desk(seat: Seat) -> list[tuple[int, Said]]:
    """By device: no more than is noted at each step."""
    query = select(desk.event.c.device, desk.event.c.kind, desk.event.c.body)
    with seat.desk.store.read() as connection:
        rows = connection.execute(query.order_by(desk.event.c.device, desk.event.c.seq)).all()
    return [(device, (kind, body)) for device, kind, body in rows]


def _said_at_server(upper: Upper) -> list[tuple[int, Said]]:
    query = select(district.event.c.content).order_by(district.event.c.device, district.event.c.seq)
    with upper.district.read() as connection:
        return [_said(content) for content in connection.scalars(query)]


@cache
def _said(content: bytes) -> tuple[int, Said]:
    wire = msgspec.json.decode(content, type=WireEvent)
    return wire.device, (wire.kind, bytes(wire.body).decode())


def displaced_at(seat: Seat) -> set[tuple[int, str, Said]]:
    """What was taken out of the desk's log after the server was put back, and stands there for a person to see.

    Device, moment and what was said: a desk may have given it another number since.
    """
    table = desk.displaced.c
    with seat.desk.store.read() as connection:
        rows = connection.execute(select(table.device, table.at, table.kind, table.body))
        return {(row.device, row.at, (row.kind, row.body)) for row in rows}


def at_server(upper: Upper) -> list[Row]:
    table = district.event.c
    query = select(table.content, table.position, table.sentence).order_by(table.device, table.seq)
    with upper.district.read() as connection:
        return [_server_row(*row) for row in connection.execute(query)]


def _server_row(content: bytes, position: int | None, sentence: str) -> Row:
    wire = msgspec.json.decode(content, type=WireEvent)
    status = "accepted" if position is not None else "refused" if sentence else "held"
    said = (wire.kind, bytes(wire.body).decode())
    return Row(wire.device, wire.seq, wire.dossier, said, status, position, desk.moment(wire.at))


def own(rows: Iterable[Row], device: int) -> dict[Said, Row]:
    return {row.said: row for row in rows if row.device == device}


@dataclass
class Ledger:
    """``written``: by whom, all that was ever committed. ``excused``: what a restore took before anybody else had it.

    ``seen``: by device, what its people could read of others' events.
    """

    written: dict[Said, int] = field(default_factory=dict)
    excused: set[Said] = field(default_factory=set)
    seen: dict[int, set[Said]] = field(default_factory=dict)

    def note(self, seat: Seat) -> None:
        """Take over what the desk has written, and what it was told of others, since."""
        seen = self.seen.setdefault(seat.device, set())
        for device, said in _said_at_desk(seat):
            if device == seat.device:
                self.written.setdefault(said, device)
                self.excused.discard(said)
            else:
                seen.add(said)

    def forget_seen(self, seat: Seat) -> None:
        """The desk was put back: what it was told since is told it again."""
        self.seen[seat.device] = set()

    def note_server(self, upper: Upper) -> None:
        for device, said in _said_at_server(upper):
            self.written.setdefault(said, device)
            if device != DISTRICT_DEVICE:
                self.excused.discard(said)

    def excuse_what_is_gone(self, seats: Iterable[Seat], upper: Upper) -> None:
        """After a restore of a desk or of the server: nobody can bring back what no log has any more.

        What the district itself had written and lost is written again by its people or not at all: the desks that had
        it show it as displaced.
        """
        there = {row.said for row in at_server(upper)}
        for seat in seats:
            there |= set(own(at_desk(seat), seat.device))
        self.excused |= {said for said in self.written if said not in there}

    def missing(self, seats: Mapping[int, Seat], upper: Upper) -> list[Said]:
        """What was written, is not excused, and is neither at the server nor visible at its desk."""
        there = {row.said for row in at_server(upper)}
        for seat in seats.values():
            there |= {said for said, row in own(at_desk(seat), seat.device).items() if row.status != "waiting"}
        return [said for said in self.written if said not in there and said not in self.excused]


def is_told(said: Said) -> bool:
    """Whether the district writes it by itself, as often as it judges."""
    return said[0] == Contradicted.kind
