"""New numbers for events that no server has answered: nobody else knows the old ones, so nothing refers to them."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from onecua_desk.domain.events import EventId
from onecua_desk.store import begun_prints
from onecua_desk.store.log import UNSENT
from onecua_desk.store.tables import dossier, event, packed

_ASIDE = 1 << 39
"""Added to a number for a moment, so that the old and the new never stand in each other's way."""


def take_device(connection: Connection, old: int, new: int) -> None:
    """What was written alone as device ``old`` is now device ``new``'s."""
    first, behind, shift = packed(EventId(old, 0)), packed(EventId(old + 1, 0)), packed(EventId(new, 0))
    moved = {"device": new, "dossier": event.c.dossier - first + shift}
    connection.execute(update(event).where(event.c.device == old).values(moved))
    mine = (dossier.c.id >= first) & (dossier.c.id < behind)
    connection.execute(update(dossier).where(mine).values(id=dossier.c.id - first + shift))
    begun_prints.renumber(connection, lambda id: EventId(new, id.seq) if id.device == old else id)


def move_on(connection: Connection, device: int, above: int) -> None:
    """Give the unanswered events of ``device``, in their order, and their dossiers the numbers from ``above`` + 1 on.

    For a desk that was restored from a backup and wrote on: the server has other events under these numbers.
    """
    mine = (event.c.device == device) & event.c.status.in_(UNSENT)
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
    begun_prints.renumber(connection, lambda id: moved.get(id, id))
