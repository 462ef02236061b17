"""How far this desk has read the server's order, and earlier places of it, each with the tag that names the order."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.store import settings
from onecua_desk.store.tables import checkpoint as table
from onecua_desk.wire.chain import NO_TAG
from onecua_desk.wire.dialogue import CHECKPOINTS, Mark

DENSE = 16
"""So many of the newest are never dropped: a server put back from last night's backup went apart near the end."""

_CURSOR = "cursor"
BEGINNING = Mark(0, NO_TAG)


def position(connection: Connection) -> int:
    return settings.get(connection, _CURSOR, int) or 0


def cursor(connection: Connection) -> Mark:
    """Where this desk stands; the tag is ``NO_TAG`` where version 1 brought it there."""
    at = position(connection)
    tag = connection.scalar(select(table.c.tag).where(table.c.position == at)) if at else None
    return Mark(at, bytes.fromhex(tag)) if tag else Mark(at, NO_TAG)


def move(connection: Connection, to: Mark) -> None:
    """The desk stands at ``to`` now; one of the remembered places makes room where there are too many."""
    settings.put(connection, _CURSOR, to.position)
    if not to.position or to.tag == NO_TAG:
        return
    statement = insert(table).values(position=to.position, tag=to.tag.hex())
    connection.execute(statement.on_conflict_do_update(index_elements=["position"], set_={"tag": to.tag.hex()}))
    places = connection.scalars(select(table.c.position).order_by(table.c.position)).all()
    if len(places) >= CHECKPOINTS:  # one is left for the beginning of the order
        connection.execute(delete(table).where(table.c.position == spared(places)))


def go_back(connection: Connection, to: int) -> None:
    """Places above ``to`` are of an order that is gone."""
    connection.execute(delete(table).where(table.c.position > to))
    settings.put(connection, _CURSOR, to)


def newest_first(connection: Connection) -> tuple[Mark, ...]:
    """All that are remembered, and the beginning, which every order has."""
    rows = connection.execute(select(table).order_by(table.c.position.desc()))
    return (*(Mark(row.position, bytes.fromhex(row.tag)) for row in rows), BEGINNING)


def knows(connection: Connection, mark: Mark) -> bool:
    """Whether ``mark`` is in the order that this desk reads, as far as it remembers."""
    return mark.position == 0 or mark == cursor(connection) or mark in newest_first(connection)


def spared(places: Sequence[int]) -> int:
    """Which of ``places`` (rising) is missed least: none of the newest, and the gap it leaves is small for its age.

    So the gaps grow with the distance from the newest one: wherever an order went apart, the next place before is not
    much farther back than the fork itself.
    """
    newest = places[-1]

    def gap(index: int) -> float:
        before = places[index - 1] if index else 0
        return (places[index + 1] - before) / (newest - before)

    return places[min(range(len(places) - DENSE), key=gap)]
