"""The hash chain over this desk's own events (``wire/chain.py``): from the log, and remembered at some of them."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from onecua_desk.store import log, settings
from onecua_desk.store.tables import chain_head as table
from onecua_desk.store.tables import event
from onecua_desk.wire.chain import GENESIS, link

EVERY = 256
"""Events between two remembered heads: so many are read at most where a head is asked for."""

_DIFFERS = "chain_differs"

Head = tuple[int, bytes]
"""An own event's number, and the chain after it, 32 bytes."""

START: Head = (0, GENESIS)


def head_at(connection: Connection, device: int, seq: int, after: Head = START) -> bytes:
    """The chain after event ``seq`` (0: before the first). ``KeyError`` where one up to it is not here.

    ``after``: a head that is known already, at or before ``seq``.
    """
    known = max(after, _remembered(connection, seq))
    return known[1] if known[0] == seq else _walk(connection, device, known, seq)


def whole_to(connection: Connection, device: int) -> int:
    """The desk has its own events 1 to this one without a gap."""
    start = _remembered(connection, 1 << 40)[0]
    following = select(event.c.seq).where(event.c.device == device, event.c.seq > start).order_by(event.c.seq)
    numbered = following.add_columns(func.row_number().over(order_by=event.c.seq).label("nth")).subquery()
    return connection.scalar(select(func.max(numbered.c.seq)).where(numbered.c.seq == numbered.c.nth + start)) or start


def behind(connection: Connection, device: int) -> bool:
    """Whether ``EVERY`` events without a gap stand behind the last head that is remembered."""
    seq, _ = _remembered(connection, 1 << 40)
    there = select(func.count()).where(event.c.device == device, event.c.seq > seq, event.c.seq <= seq + EVERY)
    return connection.scalar(there) == EVERY


def grow(connection: Connection, device: int) -> bool:
    """Remember one head more where the chain is ``behind``; whether it was."""
    if not behind(connection, device):
        return False
    seq, head = _remembered(connection, 1 << 40)
    new = _walk(connection, device, (seq, head), seq + EVERY)
    connection.execute(insert(table).values(seq=seq + EVERY, head=new.hex()))
    return True


def forget(connection: Connection, after: int) -> None:
    """Events above ``after`` have other numbers now."""
    connection.execute(delete(table).where(table.c.seq > after))


def note(connection: Connection, seq: int, same: bool) -> None:
    """Remember that the server's chain after ``seq`` was another one, or that it is the same again."""
    if not same or differs(connection) is not None:
        settings.put(connection, _DIFFERS, 0 if same else seq)


def differs(connection: Connection) -> int | None:
    """The event after which the server's chain was another one when it last answered; ``None``: it was the same."""
    return settings.get(connection, _DIFFERS, int) or None


def _remembered(connection: Connection, most: int) -> Head:
    row = connection.execute(select(table).where(table.c.seq <= most).order_by(table.c.seq.desc()).limit(1)).first()
    return (row.seq, bytes.fromhex(row.head)) if row else START


def _walk(connection: Connection, device: int, after: Head, until: int) -> bytes:
    seq, head = after
    mine = (event.c.device == device, event.c.seq > seq, event.c.seq <= until)
    for row in connection.execute(select(event).where(*mine).order_by(event.c.seq)):
        seq, head = seq + 1, link(head, log.wire_of(row))
        if row.seq != seq:
            raise KeyError(seq)
    if seq != until:
        raise KeyError(seq + 1)
    return head
