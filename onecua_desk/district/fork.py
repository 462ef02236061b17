"""Notices that this server was put back from a backup: a desk has read an order, or has answers, that are not here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, select

from onecua_desk.district import alarms
from onecua_desk.district.chains import UNKNOWN, chain_after, newest, sent, tag_at
from onecua_desk.district.database import District
from onecua_desk.district.judging import answered_through
from onecua_desk.district.tables import event
from onecua_desk.wire.chain import NO_TAG
from onecua_desk.wire.dialogue import CHECKPOINTS, Fork, Hello, Mark

_AT_ONCE = 500


def fork_of(district: District, hello: Hello) -> Fork | None:
    """``None`` where all that the desk has from this server is still here. A fork is told to the operator as well."""
    with district.read() as connection:
        through = answered_through(connection, hello.device)
        ours = _is_ours(connection, hello.cursor)
        if ours and hello.answered <= through and _said_so(connection, hello):
            return None
        agreed = hello.cursor.position if ours else _agreed(connection, hello)
    if agreed is not None:
        with district.write() as connection:
            alarms.restored(connection, hello, agreed, through, district.now())
    return Fork(agreed, through)


def _said_so(connection: Connection, hello: Hello) -> bool:
    """Whether this server refused, and kept, what the desk was told of events of which its cursor proves nothing."""
    if not (hello.refused or hello.held):
        return True
    ours = chain_after(connection, hello.device, hello.holds) if hello.holds <= hello.answered else None
    if ours is not None and sent(ours) != hello.chain != UNKNOWN:
        return False
    refused = _count(connection, hello.device, hello.refused, event.c.sentence != "")
    held = _count(connection, hello.device, hello.held)
    return (refused, held) == (len(set(hello.refused)), len(set(hello.held)))


def _count(connection: Connection, device: int, seqs: Sequence[int], *which: ColumnElement[bool]) -> int:
    """How many of ``seqs`` are here."""
    query = select(func.count()).where(event.c.device == device, *which)
    some = (seqs[first : first + _AT_ONCE] for first in range(0, len(seqs), _AT_ONCE))
    return sum(connection.execute(query.where(event.c.seq.in_(few))).scalar_one() for few in some)


def _is_ours(connection: Connection, mark: Mark) -> bool:
    if mark.position and mark.tag == NO_TAG:  # read under protocol 1, which told no tags
        return mark.position <= newest(connection).position
    return tag_at(connection, mark.position) == mark.tag


def _agreed(connection: Connection, hello: Hello) -> int | None:
    """The newest of the desk's checkpoints that is here too; ``None`` where it sent none."""
    told = [mark for mark in hello.checkpoints[:CHECKPOINTS] if mark.position == 0 or mark.tag != NO_TAG]
    common = (mark.position for mark in told if _is_ours(connection, mark))
    return max(common, default=0) if hello.checkpoints else None
