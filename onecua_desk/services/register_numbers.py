"""Numbers and volumes of the register (form 07), given when pages are printed, in the order of receipt, for ever.

A paper book is written from top to bottom: whoever prints a period gives a number to everything of that year up to its
last day, so the order stays. A dossier that comes into the machine afterwards, from another desk for instance, takes
the next free number and is named as entered late; one of December that comes in January takes it in its own year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from sqlalchemy import Connection

from onecua_desk.domain.report import Period
from onecua_desk.store import register_entries
from onecua_desk.store.register_entries import Reached, RegisterEntry, Unnumbered
from onecua_desk.store.tables import unpacked


def give(connection: Connection, period: Period, volume_size: int, today: date) -> int:
    """A number for every dossier of the years of ``period`` up to its last day that has none; how many got one.

    The year before is completed too where its book was begun: nobody may print a period of it again.
    """
    before = period.first.year - 1
    begun = register_entries.reached(connection, before).number > 0
    first = date(before if begun else period.first.year, 1, 1)
    waiting = register_entries.unnumbered(connection, first, period.last)
    for year, its in groupby(waiting, key=lambda one: int(one.received_at[:4])):
        reached = register_entries.reached(connection, year)
        register_entries.add(connection, list(_entries(year, its, reached, volume_size, today)))
    return len(waiting)


def _entries(
    year: int, waiting: Iterable[Unnumbered], reached: Reached, volume_size: int, today: date
) -> Iterator[RegisterEntry]:
    volume, in_volume = max(reached.volume, 1), reached.in_volume
    for number, one in enumerate(waiting, start=reached.number + 1):
        if in_volume >= volume_size:
            volume, in_volume = volume + 1, 0
        in_volume += 1
        late = today if one.received_at < reached.received_at else None
        yield RegisterEntry(year, number, volume, unpacked(one.key), late)
