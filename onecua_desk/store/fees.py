"""The province's fee table: lines are added and set aside, never changed or deleted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Row, insert, select, update

from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.store.tables import fee_table as table
from onecua_desk.store.tables import moment
from onecua_desk.wire.fee_rules import decode_rule, encode_rule


@dataclass(frozen=True, slots=True)
class FeeEntry:
    """A line as it was written; ``ended_at``: since when another line, or none, stands in its place."""

    id: int
    line: ProvinceFee
    written_at: datetime
    written_by: str
    ended_at: datetime | None
    ended_by: str | None


def current(connection: Connection, procedure: str = "") -> list[FeeEntry]:
    """The lines that stand (of one ``procedure``), past and future ones too, by procedure and first day."""
    query = select(table).where(table.c.ended_at.is_(None)).order_by(table.c.procedure, table.c.first, table.c.id)
    if procedure:
        query = query.where(table.c.procedure == procedure)
    return [_entry(row) for row in connection.execute(query)]


def history(connection: Connection, procedure: str) -> list[FeeEntry]:
    """Every line that was ever written for the procedure, oldest first."""
    query = select(table).where(table.c.procedure == procedure).order_by(table.c.id)
    return [_entry(row) for row in connection.execute(query)]


def written(connection: Connection, ids: Collection[int]) -> list[FeeEntry]:
    """The lines with these ids, whether they stand or not, oldest first."""
    return [_entry(row) for row in connection.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id))]


def add(connection: Connection, line: ProvinceFee, at: datetime, by: str) -> int:
    """Write the line down; its id."""
    values = {
        "procedure": line.procedure,
        "rule": encode_rule(line.rule),
        "first": line.first.isoformat(),
        "last": line.last.isoformat() if line.last else None,
        "decision": line.decision,
        "written_at": moment(at),
        "written_by": by,
    }
    id: int = connection.scalars(insert(table).values(values).returning(table.c.id)).one()
    return id


def set_aside(connection: Connection, id: int, at: datetime, by: str) -> bool:
    """The line stands no longer; ``False`` when it did not stand any more."""
    mine = (table.c.id == id) & table.c.ended_at.is_(None)
    return connection.execute(update(table).where(mine).values(ended_at=moment(at), ended_by=by)).rowcount == 1


def _entry(row: Row[tuple[object, ...]]) -> FeeEntry:
    last = date.fromisoformat(row.last) if row.last else None
    line = ProvinceFee(row.procedure, decode_rule(row.rule), date.fromisoformat(row.first), last, row.decision)
    ended = datetime.fromisoformat(row.ended_at) if row.ended_at else None
    return FeeEntry(row.id, line, datetime.fromisoformat(row.written_at), row.written_by, ended, row.ended_by)
