"""What the operator of the district should look into; each thing is remembered once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, update

from onecua_desk.district.database import District
from onecua_desk.district.tables import alarm
from onecua_desk.errors import UserError
from onecua_desk.wire.codec import digest
from onecua_desk.wire.dialogue import Hello
from onecua_desk.wire.messages import WireEvent

CONTENT, CHAIN, FORK, REVIVED = "content", "chain", "fork", "revived"

MOST_FORKS = 20
"""Kept of one device."""


class Lost(msgspec.Struct, frozen=True, array_like=True):
    """How far a server that was put back from a backup and a desk agree; the content of a ``FORK``.

    ``agreed``: the newest position that both are sure of; ``through``: the desk's own events that the server answered.
    """

    agreed: int
    through: int
    answered: int


def other_content(connection: Connection, wire: WireEvent, now: datetime) -> None:
    """``wire`` came under the id of another event; the first one stays in the log."""
    _once(connection, CONTENT, wire.device, wire.seq, digest(wire), msgspec.json.encode(wire), now)


def revived(connection: Connection, wire: WireEvent, now: datetime) -> None:
    """``wire`` counts here, and the people of its desk had dealt with it: sent it anew, or given it up."""
    _once(connection, REVIVED, wire.device, wire.seq, digest(wire), b"", now)


def other_chain(connection: Connection, device: int, seq: int, theirs: bytes, ours: bytes, now: datetime) -> None:
    """The desk's chain is not ours after ``seq``. Chains never meet again, so only the first difference is kept."""
    known = select(alarm.c.seq).where(alarm.c.kind == CHAIN, alarm.c.device == device, alarm.c.seq <= seq)
    if connection.execute(known.limit(1)).first() is None:
        _once(connection, CHAIN, device, seq, theirs, ours, now)


def restored(connection: Connection, hello: Hello, agreed: int, through: int, now: datetime) -> None:
    """A desk has seen more, or something else, than this server has: it was put back from a backup.

    Only so often of one desk: what it has seen is its own word, and it could invent another place each time.
    """
    known = select(func.count()).where(alarm.c.kind == FORK, alarm.c.device == hello.device)
    if connection.execute(known).scalar_one() >= MOST_FORKS:
        return
    content = msgspec.json.encode(Lost(agreed, through, hello.answered))
    _once(connection, FORK, hello.device, hello.cursor.position, hello.cursor.tag, content, now)


def in_order(connection: Connection) -> Sequence[Row[Any]]:
    """All of them, oldest first, also those that were dealt with: so each keeps its number."""
    return connection.execute(select(alarm).order_by(alarm.c.at, alarm.c.device, alarm.c.seq, alarm.c.digest)).all()


def settle(district: District, number: int) -> None:
    """The operator has dealt with the ``number``-th of ``in_order`` (from 1): it is kept, and shown no more.

    ``UserError`` where there is no such one.
    """
    with district.write() as connection:
        rows = in_order(connection)
        if not 0 < number <= len(rows):
            raise UserError(f"Không có cảnh báo số {number}; hãy xem lệnh state.")
        key = (alarm.c[name] == getattr(rows[number - 1], name) for name in ("device", "seq", "digest"))
        connection.execute(update(alarm).where(*key).values(seen=1))


def lost(kind: str, content: bytes) -> Lost | None:
    """What a ``FORK`` says; ``None`` for the other kinds."""
    return msgspec.json.decode(content, type=Lost) if kind == FORK else None


def _once(
    connection: Connection, kind: str, device: int, seq: int, about: bytes, content: bytes, now: datetime
) -> None:
    key = {"device": device, "seq": seq, "digest": about}
    same = (alarm.c[name] == value for name, value in key.items())
    if connection.execute(select(alarm.c.seq).where(*same)).first() is None:
        connection.execute(insert(alarm).values(**key, kind=kind, at=now, content=content))
