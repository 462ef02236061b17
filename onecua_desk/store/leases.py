"""The slices of serials that the level above gave this desk, for every day or for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, delete, insert, or_, select

from onecua_desk.domain.numbering import Slice, desk_slice
from onecua_desk.store.tables import lease as table
from onecua_desk.wire.dialogue import Lease

_EVERY_DAY = ""


def keep(connection: Connection, leases: Sequence[Lease], today: date) -> None:
    """``leases`` is all that the server has for this desk, for every day and from its ``today`` on.

    What it does not name any more is not used any more: a server that was put back from a backup may give it to another
    desk. Slices of earlier days stay.
    """
    if not leases:  # a server that gives none; what the desk has is its own all the same
        return
    connection.execute(delete(table).where(or_(table.c.day == _EVERY_DAY, table.c.day >= today.isoformat())))
    days = (one.day.isoformat() if one.day else _EVERY_DAY for one in leases)
    rows = [{"day": day, "first": one.first, "last": one.last} for day, one in zip(days, leases, strict=True)]
    connection.execute(insert(table).prefix_with("OR REPLACE"), rows)


def keep_standing(connection: Connection, standing: Lease) -> None:
    """The slice of every day that came with the enrolment code."""
    connection.execute(delete(table).where(table.c.day == _EVERY_DAY))
    connection.execute(insert(table).values(day=_EVERY_DAY, first=standing.first, last=standing.last))


def of_day(connection: Connection, desk: int, day: date) -> tuple[Slice, ...]:
    """The desk's slices of ``day``, those of every day first; where none was ever given, the one of its number."""
    query = select(table.c.first, table.c.last).where(table.c.day.in_((_EVERY_DAY, day.isoformat())))
    rows = connection.execute(query.order_by(table.c.day, table.c.first))
    return tuple(Slice(row.first, row.last) for row in rows) or (desk_slice(desk),)
