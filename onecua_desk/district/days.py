"""One device's day as the level above has it: its half of the day close."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import get
from litestar.params import Parameter
from sqlalchemy import Connection, select

from onecua_desk.district.access import Desk, desk_of
from onecua_desk.district.among import among
from onecua_desk.district.asking import SECURITY, Ask, district_of, token_of
from onecua_desk.district.chains import chain_after
from onecua_desk.district.database import District
from onecua_desk.district.judging import answered_through
from onecua_desk.district.tables import event, file
from onecua_desk.domain.day_close import Mark, Written, manifest, payment_of
from onecua_desk.domain.events import EventId, Fact, Received
from onecua_desk.domain.file import named_in
from onecua_desk.wire.codec import Garbled, UnknownKind, decode_fact
from onecua_desk.wire.days import NO_CHAIN, ServerDay
from onecua_desk.wire.messages import WireEvent

_BATCH = 200
"""Ids in one query: every database takes so many."""

Day = Annotated[date, Parameter(description="Day of the desk's clock, such as 2026-11-23")]
Dossiers = Annotated[bool, Parameter(description="1: with a digest of each dossier")]


@get("/days/{day:date}", sync_to_thread=True, security=SECURITY)
def day_half(day: Day, request: Ask, dossiers: Dossiers = False) -> ServerDay:
    """What the asking desk wrote on a day, as it was judged here."""
    return server_day(district_of(request), token_of(request), day, parts=dossiers)


def server_day(district: District, token: str, day: date, *, parts: bool) -> ServerDay:
    """``half_of`` for the desk of ``token``; ``Denied`` (401)."""
    return half_of(district, desk_of(district, token), day, parts=parts)


def half_of(district: District, desk: Desk, day: date, *, parts: bool) -> ServerDay:
    """What the desk wrote on ``day``, as it was judged here; its dossiers only with ``parts``.

    Held events stand apart: nobody here can say what they mean.
    """
    with district.read() as connection:
        written = list(_written(connection, desk.device, day))
        here = _files_here(connection, desk, written)
        through = answered_through(connection, desk.device)
        chain = chain_after(connection, desk.device, through)
    found = manifest(day, written, here.__contains__)
    head = chain.hex() if chain else NO_CHAIN
    return ServerDay(day, district.now(), through, head, found.totals, found.parts if parts else None)


def _written(connection: Connection, device: int, day: date) -> Iterator[Written]:
    columns = (event.c.content, event.c.digest, event.c.position, event.c.sentence)
    query = select(*columns).where(event.c.device == device, event.c.day == day).order_by(event.c.seq)
    rows = [(row, wire := _wire(row.content), _fact(wire)) for row in connection.execute(query)]
    paid = {EventId(*wire.dossier) for _, wire, fact in rows if payment_of(fact)}
    procedures = _procedures(connection, paid)
    for row, wire, fact in rows:
        dossier = EventId(*wire.dossier)
        procedure = fact.procedure if isinstance(fact, Received) else procedures.get(dossier, "")
        yield Written(EventId(wire.device, wire.seq), dossier, wire.kind, row.digest, _mark(row), fact, procedure)


def _mark(row: Any) -> Mark:
    if row.position is not None:
        return Mark.COUNTS
    return Mark.REFUSED if row.sentence else Mark.HELD


def _wire(content: bytes) -> WireEvent:
    return msgspec.json.decode(content, type=WireEvent)


def _fact(wire: WireEvent) -> Fact | None:
    try:
        return decode_fact(wire.kind, bytes(wire.body))
    except (UnknownKind, Garbled):
        return None


def _procedures(connection: Connection, dossiers: Collection[EventId]) -> dict[EventId, str]:
    """The procedure under which each of ``dossiers`` was received."""
    found = {}
    for some in _in_batches(sorted(dossiers)):
        query = select(event.c.content).where(among(event.c.device, event.c.seq, some))
        for content in connection.execute(query).scalars():
            wire = _wire(content)
            if isinstance(fact := _fact(wire), Received):
                found[EventId(wire.device, wire.seq)] = fact.procedure
    return found


def _files_here(connection: Connection, desk: Desk, written: Collection[Written]) -> set[str]:
    """Which of the files that were brought on that day are whole on this server's disk."""
    names = sorted({named.sha256 for one in written for named in named_in(one.fact)})
    here: set[str] = set()
    for some in _in_batches(names):
        whole = (file.c.unit == desk.unit, file.c.missing_since.is_(None), file.c.sha256.in_(some))
        here.update(connection.execute(select(file.c.sha256).where(*whole)).scalars())
    return here


def _in_batches(keys: list[Any]) -> Iterator[list[Any]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
