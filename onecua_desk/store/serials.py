"""The day's serials that this desk has given out; in the same transaction as the receipt, so none is given twice."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.domain.numbering import Slice, dossier_code
from onecua_desk.store.tables import dossier
from onecua_desk.store.tables import serial as table


def take(connection: Connection, unit: str, day: date, mine: Slice) -> int:
    """The next serial of ``day``; ``UserError`` when the slice is used up."""
    number = peek(connection, unit, day, mine)
    statement = insert(table).values(day=day.isoformat(), last=number)
    connection.execute(statement.on_conflict_do_update(index_elements=["day"], set_={"last": number}))
    return number


def peek(connection: Connection, unit: str, day: date, mine: Slice) -> int:
    """The serial that ``take`` would give: above those given here, and above those that came down from the server.

    The second matters on a new PC, and after a backup was put back: the codes are on paper already.
    """
    given = connection.scalar(select(table.c.last).where(table.c.day == day.isoformat()))
    first, last = (dossier_code(unit, day, serial) for serial in (mine.first, mine.last))
    known = connection.scalar(select(func.max(dossier.c.code)).where(dossier.c.code.between(first, last)))
    return mine.after(max(given or 0, int(known[-4:]) if known else 0) or None)
