"""New numbers for events that no server has answered: nobody else knows the old ones, so nothing refers to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from onecua_desk.domain.events import Event, EventId, Withdrawn
from onecua_desk.domain.parts import Official
from onecua_desk.store import begun_prints, chain, log
from onecua_desk.store.tables import dossier, event, packed

_NOBODY = Official("may", "Máy tự ghi")
_EMPTY = "Số thứ tự để trống."

_ASIDE = 1 << 39
"""Added to a number for a moment, so that the old and the new never stand in each other's way."""


def take_device(connection: Connection, old: int, new: int) -> None:
    """What was written alone as device ``old`` is now device ``new``'s."""
    first, behind, shift = packed(EventId(old, 0)), packed(EventId(old + 1, 0)), packed(EventId(new, 0))
    moved = {"device": new, "dossier": event.c.dossier - first + shift}
    connection.execute(update(event).where(event.c.device == old).values(moved))
    mine = (dossier.c.id >= first) & (dossier.c.id < behind)
    connection.execute(update(dossier).where(mine).values(id=dossier.c.id - first + shift))
    chain.forget(connection, 0)
    begun_prints.renumber(connection, lambda id: EventId(new, id.seq) if id.device == old else id)


def move_on(connection: Connection, device: int, after: int, above: int) -> bool:
    """Give the waiting events of ``device`` behind ``after``, in their order, and their dossiers, new numbers.

    They are those from ``above`` + 1 on: the desk was restored from a backup and wrote on, and the server has other
    events under the old ones. Returns whether there were any.
    """
    mine = (event.c.device == device) & (event.c.status == "waiting") & (event.c.seq > after)
    old = connection.scalars(select(event.c.seq).where(mine).order_by(event.c.seq)).all()
    numbers = {seq: above + 1 + place for place, seq in enumerate(old)}
    moved = {EventId(device, seq): EventId(device, new) for seq, new in numbers.items()}
    ids = {packed(before): packed(after) for before, after in moved.items()}
    own = event.c.seq + packed(EventId(device, 0))  # of what begins a dossier, or stands alone
    begun = connection.scalars(select(event.c.dossier).where(mine, event.c.dossier == own)).all()
    connection.execute(update(event).where(mine).values(seq=event.c.seq + _ASIDE))
    for key in begun:
        connection.execute(update(event).where(mine, event.c.dossier == key).values(dossier=ids[key] + _ASIDE))
        connection.execute(update(dossier).where(dossier.c.id == key).values(id=ids[key] + _ASIDE))
    for seq, new in numbers.items():
        connection.execute(update(event).where(mine, event.c.seq == seq + _ASIDE).values(seq=new))
    for key in begun:
        connection.execute(update(event).where(mine, event.c.dossier == ids[key] + _ASIDE).values(dossier=ids[key]))
        connection.execute(update(dossier).where(dossier.c.id == ids[key] + _ASIDE).values(id=ids[key]))
    chain.forget(connection, min(after, above))
    begun_prints.renumber(connection, lambda id: moved.get(id, id))
    return bool(old)


def fill(connection: Connection, device: int, after: int, now: datetime) -> None:
    """Give every number of ``device`` above ``after`` that has no event one that says nothing of anything.

    It is dropped (``log.DROPPED``), so that the server refuses it; then it takes what is behind.
    """
    there = set(connection.scalars(select(event.c.seq).where(event.c.device == device, event.c.seq > after)))
    for seq in sorted(set(range(after + 1, max(there, default=after))) - there):
        id = EventId(device, seq)
        log.append(connection, Event(id, id, now, _NOBODY, Withdrawn(_EMPTY)))
        log.drop(connection, id, _EMPTY)
