"""One device's events of one day, and when that day was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, literal_column, select

from onecua_desk.domain.day_close import Mark, Written
from onecua_desk.domain.day_facts import DayClosed
from onecua_desk.domain.events import EventId, Fact, Received
from onecua_desk.store import log
from onecua_desk.store.tables import dossier, unpacked
from onecua_desk.store.tables import event as table
from onecua_desk.wire.codec import Garbled, UnknownKind, decode_fact, digest

# The conditions of the partial index, letter by letter: SQLite uses it only where it finds them in the query.
_CLOSED: ColumnElement[bool] = literal_column("kind = 'day_closed'")
_READABLE: ColumnElement[bool] = literal_column("json_valid(body)")
_closed_day: ColumnElement[Any] = literal_column("json_extract(body, '$.day')")


@dataclass(frozen=True, slots=True)
class Line:
    """An event of the day; ``status`` is that of the log, ``code`` and ``procedure_name`` of its dossier, or empty."""

    written: Written
    status: str
    code: str
    procedure_name: str


@dataclass(frozen=True, slots=True)
class Closing:
    """That a day was closed: by whom, when, as which event, and whether the level above has answered."""

    id: EventId
    at: datetime
    official: str
    fact: DayClosed
    unsent: bool


def lines(connection: Connection, device: int, day: date) -> list[Line]:
    """What ``device`` wrote on ``day``, in its order."""
    columns = (table, dossier.c.code, dossier.c.procedure, dossier.c.procedure_name)
    joined = select(*columns).join(dossier, dossier.c.id == table.c.dossier, isouter=True)
    first, after = day.isoformat(), (day + timedelta(days=1)).isoformat()
    mine = joined.where(table.c.device == device, table.c.at >= first, table.c.at < after)
    return [_line(row) for row in connection.execute(mine.order_by(table.c.seq))]


def closings(connection: Connection, device: int, day: date) -> list[Closing]:
    """How often ``device`` closed ``day``, oldest first; what the level above refused does not count."""
    query = select(table).where(_CLOSED, _READABLE, _closed_day == day.isoformat(), table.c.device == device)
    rows = connection.execute(query.where(log.COUNTS).order_by(table.c.seq))
    return [
        Closing(
            EventId(row.device, row.seq),
            datetime.fromisoformat(row.at),
            row.name,
            fact,
            row.status in log.UNSENT,
        )
        for row in rows
        if isinstance(fact := _fact(row), DayClosed)
    ]


def last_seq(connection: Connection, device: int) -> int:
    """The newest own event; 0 before the first."""
    return connection.scalar(select(func.max(table.c.seq)).where(table.c.device == device)) or 0


def _line(row: Row[Any]) -> Line:
    wire, fact = log.wire_of(row), _fact(row)
    mark = Mark.COUNTS if log.counts(row.status, row.sentence) else Mark.REFUSED
    # The procedure as it was received: the same words at both ends, whatever is told of the dossier later.
    procedure = fact.procedure if isinstance(fact, Received) else row.procedure or ""
    id, about = EventId(wire.device, wire.seq), unpacked(row.dossier)
    written = Written(id, about, wire.kind, digest(wire), mark, fact, procedure)
    return Line(written, row.status, row.code or "", row.procedure_name or "")


def _fact(row: Row[Any]) -> Fact | None:
    try:
        return decode_fact(row.kind, row.body)
    except (UnknownKind, Garbled):
        return None
