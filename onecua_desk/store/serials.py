"""The day's serials that this desk has given out; in the same transaction as the receipt, so none is given twice."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.domain.numbering import Slice
from onecua_desk.store.tables import serial as table


def take(connection: Connection, day: date, mine: Slice) -> int:
    """The next serial of ``day``; ``UserError`` when the slice is used up."""
    used = connection.scalar(select(table.c.last).where(table.c.day == day.isoformat()))
    number = mine.after(used)
    statement = insert(table).values(day=day.isoformat(), last=number)
    connection.execute(statement.on_conflict_do_update(index_elements=["day"], set_={"last": number}))
    return number


def peek(connection: Connection, day: date, mine: Slice) -> int:
    """The serial that ``take`` would give, for a preview."""
    return mine.after(connection.scalar(select(table.c.last).where(table.c.day == day.isoformat())))
