"""Templates of the province that papers were printed with, each kept once under its SHA-256."""

from __future__ import annotations

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.store.tables import template as table


def put(connection: Connection, digest: str, body: str) -> None:
    connection.execute(insert(table).values(sha256=digest, body=body).on_conflict_do_nothing())


def body(connection: Connection, digest: str) -> str | None:
    """``None`` where this machine never printed with it."""
    return connection.scalar(select(table.c.body).where(table.c.sha256 == digest))
