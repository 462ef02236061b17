"""What goes down to a desk, read page by page, each in a short transaction of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Row, Select, exists, select

from onecua_desk.district.access import Desk
from onecua_desk.district.database import District
from onecua_desk.district.tables import event
from onecua_desk.wire.dialogue import FRAME_EVENTS, Hello
from onecua_desk.wire.messages import Placed, WireEvent

_FRAME_BYTES = 128 * 1024
_VERDICTS = 500  # rows at once: each may have a long sentence


class Told(NamedTuple):
    """What became of an event: accepted at ``position``, refused with ``sentence``, or with neither held."""

    seq: int
    position: int | None
    sentence: str


def lost(district: District, desk: Desk, hello: Hello, through: int) -> Iterator[list[Placed]]:
    """Own events above those that the desk has, accepted or not, as frames; their positions are told as verdicts."""
    last = _has(district, desk, hello)
    own = select(event.c.seq, event.c.content).where(event.c.device == desk.device, event.c.seq <= through)
    while rows := _frame(district, own.where(event.c.seq > last).order_by(event.c.seq)):
        yield [Placed(0, _read(row.content)) for row in rows]
        last = rows[-1].seq


def _has(district: District, desk: Desk, hello: Hello) -> int:
    """Up to where the desk's log is whole.

    Protocol 1 kept no held events, and such a number may be nobody's since: that gap in the desk's log never closes.
    """
    following = exists().where(event.c.device == desk.device, event.c.seq == hello.holds + 1)
    with district.read() as connection:
        can_follow = connection.execute(select(following)).scalar_one()
    return hello.holds if can_follow else max(hello.holds, hello.answered)


def news(district: District, desk: Desk, cursor: int, head: int) -> Iterator[tuple[bytes, list[Placed]]]:
    """Others' events of the unit in (``cursor``, ``head``] as frames, each with the tag at its last position."""
    wanted = (event.c.unit == desk.unit, event.c.device != desk.device, event.c.position <= head)
    query = select(event.c.position, event.c.tag, event.c.content).where(*wanted)
    while rows := _frame(district, query.where(event.c.position > cursor).order_by(event.c.position)):
        cursor = rows[-1].position
        yield rows[-1].tag, [Placed(row.position, _read(row.content)) for row in rows]


def _frame(district: District, query: Select[Any]) -> Sequence[Row[Any]]:
    """The first rows of ``query``, as many as one frame may have."""
    with district.read() as connection:
        rows = connection.execute(query.limit(FRAME_EVENTS)).all()
    size = 0
    for count, row in enumerate(rows):
        size += len(row.content)
        if count and size > _FRAME_BYTES:
            return rows[:count]
    return rows


def verdicts(district: District, desk: Desk, again: Iterable[int], new: range) -> Iterator[Told]:
    """What became of the desk's events ``again``, which are older, and ``new``, as far as they are here."""
    query = select(event.c.seq, event.c.position, event.c.sentence).where(event.c.device == desk.device)
    query = query.order_by(event.c.seq)
    older = iter(again)
    while some := list(islice(older, _VERDICTS)):
        yield from _told(district, query.where(event.c.seq.in_(some)))
    first, last = new.start, new.stop - 1
    while rows := _told(district, query.where(event.c.seq >= first, event.c.seq <= last).limit(_VERDICTS)):
        yield from rows
        first = rows[-1].seq + 1


def _told(district: District, query: Select[Any]) -> list[Told]:
    with district.read() as connection:
        return [Told(*row) for row in connection.execute(query)]


def _read(content: bytes) -> WireEvent:
    return msgspec.json.decode(content, type=WireEvent)
