"""The day's codes that this desk has given out; in the same transaction as the receipt, so none is given twice.

A serial is above those given here, and above those that came down from the server. The second matters on a new PC, and
after a backup was put back: the codes are on paper already. Where that cannot be known (``copied``), and of such a day
for good where no official code is left, a code bears the moment of the receipt, which never comes again.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select, true
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.domain.numbering import desk_slice, dossier_code, provisional_code, restored_code
from onecua_desk.store import copied, leases
from onecua_desk.store.dossiers import PROVISIONAL, by_code
from onecua_desk.store.tables import dossier
from onecua_desk.store.tables import serial as table

_PROVISIONAL = 0
"""The ``first`` of the row that counts provisional codes: no slice begins so."""

_LOST = 200
"""More codes than a desk gives out in a day: so many may be on paper that nobody has told of."""


def take(connection: Connection, unit: str, desk: int, at: datetime) -> str:
    """The next code of the day of ``at``, given out with this; a provisional one where there is no official one."""
    return take_official(connection, unit, desk, at.date()) or _take_provisional(connection, unit, desk, at)


def peek(connection: Connection, unit: str, desk: int, at: datetime) -> str:
    """The code that ``take`` would give."""
    day = at.date()
    for left in free(connection, unit, desk, day):
        if left:
            return dossier_code(unit, day, left[0])
    serial = _next_provisional(connection, unit, desk, day)
    return provisional_code(unit, day, serial) if serial else _of_moment(connection, unit, desk, at)


def take_official(connection: Connection, unit: str, desk: int, day: date) -> str | None:
    """The next official code of ``day``; ``None`` where the desk's slices are used up, or its codes are not known."""
    if copied.is_copy(connection):
        return None
    for left, mine in zip(free(connection, unit, desk, day), leases.of_day(connection, desk, day), strict=True):
        if left:
            _note(connection, day, mine.first, left[0])
            return dossier_code(unit, day, left[0])
    return None


def free(connection: Connection, unit: str, desk: int, day: date) -> list[range]:
    """The serials of ``day`` that this desk can still give out, slice by slice in the order in which it takes them."""
    if copied.is_copy(connection):
        return []
    return [
        mine.behind(max(_given(connection, day, mine.first), _known(connection, unit, day, mine.first, mine.last)))
        for mine in leases.of_day(connection, desk, day)
    ]


def left(connection: Connection, unit: str, desk: int, day: date) -> int:
    """How many official codes of ``day`` this desk can still give out."""
    return sum(map(len, free(connection, unit, desk, day)))


def all_is_known(connection: Connection, unit: str, desk: int, today: date) -> None:
    """The server has told of every code that it knows of: from here on ``take`` gives official ones again.

    What was printed without a line and never sent nobody knows. So official codes of those days go on well above what
    came down, and provisional ones of those days are not counted from the first again.
    """
    if not copied.is_copy(connection):
        return
    day = copied.since(connection, today)
    copied.forget(connection)
    while day <= today:
        for left, mine in zip(free(connection, unit, desk, day), leases.of_day(connection, desk, day), strict=True):
            if lost := min(_LOST, len(left) // 2):
                _note(connection, day, mine.first, left[lost - 1])
        _note(connection, day, _PROVISIONAL, desk_slice(desk).last)
        day += timedelta(days=1)


def _take_provisional(connection: Connection, unit: str, desk: int, at: datetime) -> str:
    serial = _next_provisional(connection, unit, desk, at.date())
    if not serial:
        return _of_moment(connection, unit, desk, at)
    _note(connection, at.date(), _PROVISIONAL, serial)
    return provisional_code(unit, at.date(), serial)


def _of_moment(connection: Connection, unit: str, desk: int, at: datetime) -> str:
    """The code with the first second from ``at`` on that is no other dossier's."""
    while by_code(connection, code := restored_code(unit, desk, at)):
        at += timedelta(seconds=1)
    return code


def _next_provisional(connection: Connection, unit: str, desk: int, day: date) -> int:
    """0 where there is none: they are used up, or this store does not know which were printed."""
    if copied.is_copy(connection):
        return 0
    mine = desk_slice(desk)
    first, last = (provisional_code(unit, day, serial) for serial in (mine.first, mine.last))
    known = _highest(connection, PROVISIONAL, dossier.c.provisional, first, last)
    left = mine.behind(max(_given(connection, day, _PROVISIONAL), known))
    return left[0] if left else 0


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
