"""The hash chain of each device and the tags of the order, as far as the log has them."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select, update

from onecua_desk.district.tables import event
from onecua_desk.wire.chain import GENESIS, HEAD_SENT, NO_TAG, link_digest, next_tag
from onecua_desk.wire.dialogue import Mark

UNKNOWN = bytes(HEAD_SENT)
"""Sent in place of a head that cannot be computed, for an event below it is missing here."""

_BATCH = 2_000
_CHAINED = (
    update(event).where(event.c.device == bindparam("d"), event.c.seq == bindparam("s")).values(chain=bindparam("to"))
)
_TAGGED = update(event).where(event.c.position == bindparam("at")).values(tag=bindparam("to"))


def chain_after(connection: Connection, device: int, seq: int) -> bytes | None:
    """32 bytes, ``None`` where event ``seq`` or one below it is missing."""
    if seq == 0:
        return GENESIS
    return connection.execute(select(event.c.chain).where(event.c.device == device, event.c.seq == seq)).scalar()


def sent(chain: bytes | None) -> bytes:
    """The head as it travels."""
    return UNKNOWN if chain is None else chain[:HEAD_SENT]


def extend(connection: Connection, device: int) -> None:
    """Compute the chain on from where it ends, up to the next event that is missing."""
    chained = (event.c.device == device, event.c.chain.is_not(None))
    last: int = connection.execute(select(func.coalesce(func.max(event.c.seq), 0)).where(*chained)).scalar_one()
    chain = chain_after(connection, device, last)
    query = select(event.c.seq, event.c.digest).where(event.c.device == device).order_by(event.c.seq).limit(_BATCH)
    full = True
    while full and chain is not None:
        found = connection.execute(query.where(event.c.seq > last)).all()
        new = []
        for row in found:
            if row.seq != last + 1:
                break
            last, chain = row.seq, link_digest(chain, row.digest)
            new.append({"d": device, "s": last, "to": chain})
        if new:
            connection.execute(_CHAINED, new)
        full = len(new) == _BATCH


def newest(connection: Connection) -> Mark:
    """The newest accepted event's place in the order."""
    query = select(event.c.position, event.c.tag).where(event.c.position.is_not(None))
    found = connection.execute(query.order_by(event.c.position.desc()).limit(1)).one_or_none()
    return Mark(*found) if found else Mark(0, NO_TAG)


def tag_at(connection: Connection, position: int) -> bytes | None:
    """``None`` where this server has no such position."""
    if position == 0:
        return NO_TAG
    return connection.execute(select(event.c.tag).where(event.c.position == position)).scalar()


def tag_all(connection: Connection) -> None:
    """Compute the tags of an order that has none."""
    last, tag = 0, NO_TAG
    query = select(event.c.position, event.c.digest).order_by(event.c.position).limit(_BATCH)
    while found := connection.execute(query.where(event.c.position > last)).all():
        new = []
        for row in found:
            last, tag = row.position, next_tag(tag, row.digest)
            new.append({"at": last, "to": tag})
        connection.execute(_TAGGED, new)
