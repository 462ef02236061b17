"""The procedures as the desk keeps them, and how often it used each."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from onecua_desk.domain.procedure import Procedure
from onecua_desk.store.tables import procedure as table
from onecua_desk.store.tables import procedure_use
from onecua_desk.wire.catalogue import encode, parse


def replace_all(connection: Connection, procedures: Iterable[Procedure]) -> None:
    rows = [{"code": p.code, "valid_from": p.valid_from.isoformat(), "body": encode(p)} for p in procedures]
    connection.execute(delete(table))
    connection.execute(insert(table), rows)


def all_procedures(connection: Connection) -> list[Procedure]:
    """Every procedure of the catalogue, of any validity, by code."""
    query = select(table.c.body).order_by(table.c.code, table.c.valid_from)
    return parse(connection.scalars(query))[0]


def versions(connection: Connection, code: str) -> list[Procedure]:
    """Every version of one procedure, the oldest first."""
    query = select(table.c.body).where(table.c.code == code).order_by(table.c.valid_from)
    return parse(connection.scalars(query))[0]


def count_use(connection: Connection, code: str) -> None:
    statement = upsert(procedure_use).values(code=code, times=1)
    more = {"times": procedure_use.c.times + 1}
    connection.execute(statement.on_conflict_do_update(index_elements=["code"], set_=more))


def uses(connection: Connection) -> dict[str, int]:
    """How often this desk took in a dossier of each procedure."""
    return {row.code: row.times for row in connection.execute(select(procedure_use))}
