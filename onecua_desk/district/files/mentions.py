"""Which files the accepted events name: only those may come in, and a unit sees only its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, insert, select

from onecua_desk.district.tables import event, file_mention
from onecua_desk.domain.file import named_in
from onecua_desk.wire.codec import from_wire
from onecua_desk.wire.messages import WireEvent

_MARK = b'"files":[{'


def note(connection: Connection, unit: str, accepted: Iterable[WireEvent]) -> None:
    """Remember the files that events of ``unit`` name, in the transaction that accepts them."""
    rows = [row for wire in accepted for row in _rows(unit, wire)]
    if rows:
        connection.execute(insert(file_mention), rows)


def backfill(connection: Connection) -> None:
    """The same for the events that were accepted before files could travel."""
    query = select(event.c.unit, event.c.content).where(event.c.position.is_not(None)).execution_options(yield_per=500)
    for unit, content in connection.execute(query):
        if _MARK in content:
            note(connection, unit, [msgspec.json.decode(content, type=WireEvent)])


def is_named(connection: Connection, unit: str, sha256: str) -> bool:
    mention = file_mention.c
    query = select(mention.seq).where(mention.unit == unit, mention.sha256 == sha256).limit(1)
    return connection.execute(query).first() is not None


def _rows(unit: str, wire: WireEvent) -> Iterator[dict[str, object]]:
    if _MARK in bytes(wire.body):
        for sha256 in sorted({file.sha256 for file in named_in(from_wire(wire).fact)}):
            yield {"device": wire.device, "seq": wire.seq, "sha256": sha256, "unit": unit}
