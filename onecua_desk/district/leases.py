"""Which serials of a unit belong to which device: each has a slice of every day, and asks for more when a day is busy.

No two devices of a unit ever have the same serial of a day, also when one was revoked: its papers may be in citizens'
hands. Everything here runs in the caller's writing transaction, so that nobody can take the same slice meanwhile.
A code outside of the device's slices is accepted all the same: the paper is out, and it is its own on its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, true

from onecua_desk.district.tables import device as devices
from onecua_desk.district.tables import dossier
from onecua_desk.district.tables import lease as table
from onecua_desk.domain.numbering import DESKS, Slice, desk_slice
from onecua_desk.errors import UserError
from onecua_desk.wire.dialogue import LOW_WATER, MOST_DAYS, Lease

_HUNDREDS = (Slice(1, 99), *(Slice(first, first + 99) for first in range(100, 1000, 100)))
_LONGEST_AGO = timedelta(days=366)
"""Nobody waits longer for an official number; what asks for other days has a wrong clock."""


def standing(connection: Connection, unit: str, device: int, desk: int) -> Lease:
    """The device's slice of every day, given to it now if it has none: that of its desk's number if it is free.

    ``UserError`` where so many devices of the unit were replaced that none is left.
    """
    mine = (table.c.device == device, table.c.day.is_(None))
    kept = connection.execute(select(table.c.first, table.c.last).where(*mine)).first()
    if kept is not None:
        return Lease(None, kept.first, kept.last)
    others = (desk_slice(other) for other in reversed(DESKS) if other != desk)
    free = _first_free(connection, unit, None, (desk_slice(desk), *others, *_HUNDREDS))
    if free is None:
        raise UserError("Đơn vị này không còn dải số nào; hãy cấp lại mã cho thiết bị cũ của quầy (--again).")
    return _give(connection, unit, device, None, free)


def leases_of(connection: Connection, device: int, today: date, short: Sequence[date]) -> tuple[Lease, ...]:
    """All serials of ``device``: of every day, of today and later, and of the days that it is ``short`` of, with more
    of these where there are any."""
    row = connection.execute(select(devices.c.unit, devices.c.desk).where(devices.c.number == device)).one()
    standing(connection, row.unit, device, row.desk)
    # No more of them, as all other writers wait meanwhile.
    days = sorted({day for day in short if abs(day - today) <= _LONGEST_AGO})[-MOST_DAYS:]
    for day in days:
        _give_more(connection, row.unit, device, row.desk, day)
    mine = or_(table.c.day.is_(None), table.c.day >= today, table.c.day.in_(days))
    query = select(table.c.day, table.c.first, table.c.last).where(table.c.device == device, mine)
    rows = connection.execute(query.order_by(table.c.day.is_not(None), table.c.day, table.c.first))
    return tuple(Lease(*found) for found in rows)


def _give_more(connection: Connection, unit: str, device: int, desk: int, day: date) -> None:
    """Slices of 100 until the dossiers without an official number have one each and ``LOW_WATER`` is left."""
    wanted = LOW_WATER + _waiting(connection, device, day)
    left = sum(_left(connection, unit, day, mine) for mine in _slices(connection, device, day))
    while left < wanted and (free := _first_free(connection, unit, day, _more(desk))):
        _give(connection, unit, device, day, free)
        left += free.last - free.first + 1


def _more(desk: int) -> Iterator[Slice]:
    """What a day's slices are taken from: the serials that are no desk's, then those of desks that are not enrolled.

    Each desk begins at another hundred, so that a server that was put back from a backup and has forgotten what it gave
    gives each desk the same again, and not one desk's to the other.
    """
    yield from (*_HUNDREDS[desk:], *_HUNDREDS[:desk])
    for other in reversed(DESKS):
        first = desk_slice(other).first - 1
        yield from (Slice(start, start + 99) for start in range(first, first + 1000, 100))


def _first_free(connection: Connection, unit: str, day: date | None, wanted: Iterable[Slice]) -> Slice | None:
    """The first that is nobody's on ``day`` (``None``: on any day) and of which no dossier has a code."""
    same_day = or_(table.c.day.is_(None), table.c.day == day) if day else true()
    others = select(table.c.first, table.c.last).where(table.c.unit == unit, same_day)
    given = [Slice(row.first, row.last) for row in connection.execute(others)]
    for one in wanted:
        clear = all(one.last < other.first or other.last < one.first for other in given)
        if clear and (day is None or not _used(connection, unit, day, one)):
            return one
    return None


def _give(connection: Connection, unit: str, device: int, day: date | None, mine: Slice) -> Lease:
    row = {"unit": unit, "device": device, "day": day, "first": mine.first, "last": mine.last}
    connection.execute(insert(table).values(row))
    return Lease(day, mine.first, mine.last)


def _slices(connection: Connection, device: int, day: date) -> list[Slice]:
    mine = and_(table.c.device == device, or_(table.c.day.is_(None), table.c.day == day))
    return [Slice(row.first, row.last) for row in connection.execute(select(table.c.first, table.c.last).where(mine))]


def _left(connection: Connection, unit: str, day: date, mine: Slice) -> int:
    """How many are left above the highest that is known here: a desk never goes back below it."""
    highest = select(func.max(dossier.c.serial)).where(_of(unit, day, mine))
    return len(mine.behind(connection.execute(highest).scalar() or 0))


def _used(connection: Connection, unit: str, day: date, mine: Slice) -> bool:
    return connection.execute(select(dossier.c.seq).where(_of(unit, day, mine)).limit(1)).first() is not None


def _of(unit: str, day: date, mine: Slice) -> ColumnElement[bool]:
    return and_(dossier.c.unit == unit, dossier.c.day == day, dossier.c.serial.between(mine.first, mine.last))


def _waiting(connection: Connection, device: int, day: date) -> int:
    """The device's dossiers of ``day`` that have no official number yet."""
    mine = (dossier.c.device == device, dossier.c.day == day, dossier.c.serial < 0)
    return connection.execute(select(func.count()).where(*mine)).scalar_one()
