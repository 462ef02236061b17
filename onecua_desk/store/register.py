"""Many dossiers from an older register, written in one go; and which of its lines are here already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal_column, select

from onecua_desk.domain.events import Event, EventId
from onecua_desk.store import course, dossiers, log
from onecua_desk.store.tables import course as course_table
from onecua_desk.store.tables import course_term, dossier, dossier_key
from onecua_desk.store.tables import event as table

# The conditions of the partial index, letter by letter.
_IMPORTED: ColumnElement[bool] = literal_column(
    "kind = 'received' AND instr(body, '\"imported\":\"\"') = 0 AND json_valid(body)"
)
_KEY: ColumnElement[str] = literal_column("json_extract(body, '$.imported')")
_NAME: ColumnElement[str] = literal_column("json_extract(body, '$.applicant.name')")
_CHUNK = 500


class Newest(NamedTuple):
    """``event`` rises with every event that comes into the log, from here or elsewhere; ``arrival`` with dossiers."""

    event: int
    arrival: int


def names_of_lines(connection: Connection, keys: Sequence[str]) -> dict[str, set[str]]:
    """Of these keys those of lines that were taken over: whose dossiers they became, as written and as it stands now.

    A line whose dossier the server refused may come again.
    """
    query = select(_KEY, _NAME, dossier.c.applicant).outerjoin(dossier, dossier.c.id == table.c.dossier)
    return _names(connection, keys, _KEY, query.where(_IMPORTED, log.COUNTS))


def names_of_codes(connection: Connection, codes: Sequence[str]) -> dict[str, set[str]]:
    """Of these codes those that a dossier of this desk's store has: whose it is."""
    return _names(connection, codes, dossier.c.code, select(dossier.c.code, dossier.c.applicant))


def _names(
    connection: Connection, keys: Sequence[str], column: ColumnElement[str], query: Select[Any]
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for start in range(0, len(keys), _CHUNK):
        for key, *names in connection.execute(query.where(column.in_(keys[start : start + _CHUNK]))):
            found.setdefault(key, set()).update(name for name in names if name)
    return found


def taken_over(connection: Connection, key: str) -> EventId | None:
    """The dossier that the line with ``key`` became; one that the server refused does not count."""
    query = select(table.c.device, table.c.seq).where(_IMPORTED, _KEY.in_((key,)), log.COUNTS)
    row = connection.execute(query).first()
    return EventId(row.device, row.seq) if row else None


def newest(connection: Connection) -> Newest:
    """What new rows are numbered above, and what nothing may have been written behind."""
    last = connection.scalar(select(func.max(literal_column("event.rowid"))).select_from(table)) or 0
    return Newest(last, connection.scalar(select(func.max(dossier.c.arrival))) or 0)


class Batch:
    """The rows of new dossiers, made ready beforehand so that the counter waits for the writing alone."""

    def __init__(self, after: Newest) -> None:
        self._arrival = after.arrival
        self._rows: dict[Table, list[dict[str, Any]]] = {
            target: [] for target in (table, dossier, dossier_key, course_table, course_term)
        }

    def add(self, events: Sequence[Event]) -> None:
        """One more dossier, the *received* event first; ``UserError`` when an event is longer than can be sent."""
        entries = [log.new_entry(event) for event in events]
        projected = dossiers.projected(entries)
        assert projected is not None
        self._arrival += 1
        self._rows[table] += map(log.row, entries)
        self._rows[dossier].append(projected.columns | {"arrival": self._arrival})
        keys = dossiers.keys_of(projected.dossier)
        self._rows[dossier_key] += ({"key": key, "arrival": self._arrival} for key in keys)
        if projected.course is not None:
            for target, rows in course.numbered(self._arrival, projected.course).items():
                self._rows[target] += rows

    def write(self, connection: Connection) -> None:
        self._rows[dossier_key].sort(key=lambda row: row["key"])  # the order of its table
        for target, rows in self._rows.items():
            if rows:
                names = list(rows[0])
                values = ", ".join(f":{name}" for name in names)
                connection.exec_driver_sql(f"INSERT INTO {target.name} ({', '.join(names)}) VALUES ({values})", rows)
