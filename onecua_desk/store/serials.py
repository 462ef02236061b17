"""The day's codes that this desk has given out; in the same transaction as the receipt, so none is given twice.

A serial is above those given here, and above those that came down from the server. The second matters on a new PC, and
after a backup was put back: the codes are on paper already.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select, true
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.domain.numbering import desk_slice, dossier_code, provisional_code
from onecua_desk.errors import UserError
from onecua_desk.store import leases
from onecua_desk.store.dossiers import PROVISIONAL
from onecua_desk.store.tables import dossier
from onecua_desk.store.tables import serial as table

_PROVISIONAL = 0
"""The ``first`` of the row that counts provisional codes: no slice begins so."""


def take(connection: Connection, unit: str, desk: int, day: date) -> str:
    """The next code of ``day``, given out with this; a provisional one where the desk's slices are used up."""
    return take_official(connection, unit, desk, day) or _take_provisional(connection, unit, desk, day)


def peek(connection: Connection, unit: str, desk: int, day: date) -> str:
    """The code that ``take`` would give."""
    for left in free(connection, unit, desk, day):
        if left:
            return dossier_code(unit, day, left[0])
    return provisional_code(unit, day, _next_provisional(connection, unit, desk, day))


def take_official(connection: Connection, unit: str, desk: int, day: date) -> str | None:
    """The next official code of ``day``; ``None`` where the desk's slices are used up."""
    for left, mine in zip(free(connection, unit, desk, day), leases.of_day(connection, desk, day), strict=True):
        if left:
            _note(connection, day, mine.first, left[0])
            return dossier_code(unit, day, left[0])
    return None


def free(connection: Connection, unit: str, desk: int, day: date) -> list[range]:
    """The serials of ``day`` that this desk can still give out, slice by slice in the order in which it takes them."""
    return [
        mine.behind(max(_given(connection, day, mine.first), _known(connection, unit, day, mine.first, mine.last)))
        for mine in leases.of_day(connection, desk, day)
    ]


def left(connection: Connection, unit: str, desk: int, day: date) -> int:
    """How many official codes of ``day`` this desk can still give out."""
    return sum(map(len, free(connection, unit, desk, day)))


def _take_provisional(connection: Connection, unit: str, desk: int, day: date) -> str:
    serial = _next_provisional(connection, unit, desk, day)
    _note(connection, day, _PROVISIONAL, serial)
    return provisional_code(unit, day, serial)


def _next_provisional(connection: Connection, unit: str, desk: int, day: date) -> int:
    mine = desk_slice(desk)
    first, last = (provisional_code(unit, day, serial) for serial in (mine.first, mine.last))
    known = _highest(connection, PROVISIONAL, dossier.c.provisional, first, last)
    left = mine.behind(max(_given(connection, day, _PROVISIONAL), known))
    if not left:
        raise UserError("Quầy đã dùng hết dải số và cả số tạm của hôm nay; hãy tiếp nhận ở quầy khác.")
    return left[0]


def _given(connection: Connection, day: date, first: int) -> int:
    """The last serial given out here of the slice that begins with ``first``; 0 before the first."""
    query = select(table.c.last).where(table.c.day == day.isoformat(), table.c.first == first)
    return connection.scalar(query) or 0


def _known(connection: Connection, unit: str, day: date, first: int, last: int) -> int:
    codes = (dossier_code(unit, day, serial) for serial in (first, last))
    return _highest(connection, true(), dossier.c.code, *codes)


def _highest(
    connection: Connection, among: ColumnElement[bool], column: ColumnElement[str], first: str, last: str
) -> int:
    """The highest serial of a dossier that is here, whoever received it; 0 where there is none."""
    code = connection.scalar(select(func.max(column)).where(among, column.between(first, last)))
    return int(code[-4:]) if code else 0


def _note(connection: Connection, day: date, first: int, last: int) -> None:
    statement = insert(table).values(day=day.isoformat(), first=first, last=last)
    connection.execute(statement.on_conflict_do_update(index_elements=["day", "first"], set_={"last": last}))
