"""The numbers that dossiers have in the printed register (form 07): given once, never changed, read in their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, insert, or_, select, tuple_, update

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, Received
from onecua_desk.domain.report import Period
from onecua_desk.store import log
from onecua_desk.store.tables import dossier, event, packed, unpacked
from onecua_desk.store.tables import register_entry as table


class Unnumbered(NamedTuple):
    """A dossier that has no number yet; ``received_at`` as text that sorts like time."""

    key: int
    received_at: str


class Reached(NamedTuple):
    """Up to where the book of a year is written: its last number and volume, how many that volume has, and the latest
    receipt that is in it (empty: none)."""

    number: int
    volume: int
    in_volume: int
    received_at: str


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """``late``: the day on which it was entered behind dossiers received after it; ``None`` for all others."""

    year: int
    number: int
    volume: int
    dossier: EventId
    late: date | None


def unnumbered(connection: Connection, first: date, last: date) -> list[Unnumbered]:
    """What was received from ``first`` to ``last`` and has no number, in the order of receipt."""
    without = table.c.dossier.is_(None)
    query = select(dossier.c.id, dossier.c.received_at).outerjoin(table, table.c.dossier == dossier.c.id)
    query = query.where(_received(Period(first, last)), without).order_by(dossier.c.received_at, dossier.c.id)
    return [Unnumbered(row.id, row.received_at) for row in connection.execute(query)]


def reached(connection: Connection, year: int) -> Reached:
    """All zero before the first number of the year."""
    newest = select(table).where(table.c.year == year).order_by(table.c.number.desc()).limit(1)
    last = connection.execute(newest).first()
    if last is None:
        return Reached(0, 0, 0, "")
    latest = _entered(func.max(dossier.c.received_at)).where(table.c.year == year)
    in_volume = standing_before(connection, year, last.volume, last.number + 1)
    return Reached(last.number, last.volume, in_volume, connection.scalar(latest) or "")


def add(connection: Connection, entries: Sequence[RegisterEntry]) -> None:
    rows = [
        {
            "year": one.year,
            "number": one.number,
            "volume": one.volume,
            "dossier": packed(one.dossier),
            "late": one.late.isoformat() if one.late else "",
        }
        for one in entries
    ]
    if rows:
        connection.execute(insert(table), rows)


def follow(connection: Connection, old: EventId, new: EventId) -> None:
    """What stands in the book as ``old`` is the dossier ``new``: received once, under two numbers of its desk."""
    statement = update(table).where(table.c.dossier == packed(old)).prefix_with("OR IGNORE", dialect="sqlite")
    connection.execute(statement.values(dossier=packed(new)))


def count(connection: Connection, period: Period) -> int:
    """How many entries the pages of ``period`` have."""
    return connection.scalar(_entered(func.count()).where(_of(period))) or 0


def page(connection: Connection, period: Period, after: RegisterEntry | None, size: int) -> list[RegisterEntry]:
    """The next entries of the period behind ``after``, by year and number.

    The entries of a period are the dossiers received in it, and those that were entered in it belatedly.
    """
    query = _entered(table).where(_of(period, (after.year, after.number) if after else None))
    rows = connection.execute(query.order_by(table.c.year, table.c.number).limit(size))
    return [
        RegisterEntry(
            row.year, row.number, row.volume, unpacked(row.dossier), date.fromisoformat(row.late) if row.late else None
        )
        for row in rows
    ]


def standing_before(connection: Connection, year: int, volume: int, number: int) -> int:
    """How many entries of a volume stand before ``number``."""
    mine = (table.c.year == year, table.c.volume == volume, table.c.number < number)
    return connection.scalar(select(func.count()).select_from(table).where(*mine)) or 0


def dossiers_of(connection: Connection, ids: Iterable[EventId]) -> dict[EventId, Dossier]:
    """The dossiers as their events say it."""
    order = (event.c.dossier, event.c.position.is_(None), event.c.position, event.c.device, event.c.seq)
    query = select(event).where(event.c.dossier.in_([packed(id) for id in ids])).order_by(*order)
    stories = groupby(connection.execute(query), key=lambda row: row.dossier)
    folded = ((unpacked(key), log.sum_up(map(log.entry_of, rows)).dossier) for key, rows in stories)
    return {id: dossier for id, dossier in folded if dossier is not None}


def receivers(connection: Connection, ids: Iterable[EventId]) -> dict[EventId, str]:
    """The name of the official who received each dossier."""
    query = select(event.c.dossier, event.c.name).where(event.c.dossier.in_([packed(id) for id in ids]))
    rows = connection.execute(query.where(event.c.kind == Received.kind))
    return {unpacked(row.dossier): row.name for row in rows}


def _entered(what: Any) -> Select[Any]:
    return select(what).select_from(table).join(dossier, dossier.c.id == table.c.dossier)


def _of(period: Period, after: tuple[int, int] | None = None) -> ColumnElement[bool]:
    """The year before is looked at too: what came late may have been received in it.

    ``after``: only behind this year and number, found by one step in the key however many stand before it.
    """
    behind = tuple_(table.c.year, table.c.number) > (after or (period.first.year - 1, 0))
    late = table.c.late.between(period.first.isoformat(), period.last.isoformat())
    return and_(behind, table.c.year <= period.last.year, or_(_received(period), late))


def _received(period: Period) -> ColumnElement[bool]:
    first, behind = period.first.isoformat(), (period.last + timedelta(days=1)).isoformat()
    return and_(dossier.c.received_at >= first, dossier.c.received_at < behind)
