"""Many dossiers from an older register, written in one go; and which of its lines are here already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal_column, select

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Event, EventId
from onecua_desk.store import dossiers, log
from onecua_desk.store.tables import dossier
from onecua_desk.store.tables import event as table

# The conditions of the partial index, letter by letter.
_IMPORTED: ColumnElement[bool] = literal_column(
    "kind = 'received' AND instr(body, '\"imported\":\"\"') = 0 AND json_valid(body)"
)
_KEY: ColumnElement[str] = literal_column("json_extract(body, '$.imported')")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Written:
    """A dossier with all its events, ready to be written."""

    entries: tuple[log.Entry, ...]
    dossier: Dossier
    columns: dict[str, Any]


def imported_keys(connection: Connection) -> set[str]:
    """The keys of the lines that were taken over; those whose dossier the server refused may come again."""
    query = select(_KEY).where(_IMPORTED, table.c.status.not_in(log.NOT_COUNTED))
    return {key for key in connection.scalars(query) if key}


def taken_over(connection: Connection, key: str) -> EventId | None:
    """The dossier that the line with ``key`` became; one that the server refused does not count."""
    query = select(table.c.device, table.c.seq).where(
        _IMPORTED, _KEY.in_((key,)), table.c.status.not_in(log.NOT_COUNTED)
    )
    row = connection.execute(query).first()
    return EventId(row.device, row.seq) if row else None


def known_codes(connection: Connection, codes: Sequence[str]) -> set[str]:
    """Those of ``codes`` that a dossier of this desk's store has."""
    known: set[str] = set()
    for start in range(0, len(codes), _CHUNK):
        query = select(dossier.c.code).where(dossier.c.code.in_(codes[start : start + _CHUNK]))
        known.update(connection.scalars(query))
    return known


def newest(connection: Connection) -> int:
    """Rises with every event that comes into the log, from here or elsewhere."""
    return connection.scalar(select(func.max(literal_column("event.rowid"))).select_from(table)) or 0


def prepared(events: Sequence[Event]) -> Written:
    """What will be written of one dossier, the *received* event first."""
    entries = tuple(log.new_entry(event) for event in events)
    made = dossiers.projected(entries)
    assert made is not None
    return Written(entries, *made)


def write(connection: Connection, all_of_them: Iterable[Written]) -> None:
    made = list(all_of_them)
    log.append_all(connection, [entry for one in made for entry in one.entries])
    dossiers.add_all(connection, [(one.dossier, one.columns) for one in made])
