"""Which tables and papers with people's names left this machine as files: who, when, what, where to. Never sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from onecua_desk.domain.parts import Official
from onecua_desk.store.tables import moment
from onecua_desk.store.tables import saved_file as table


@dataclass(frozen=True, slots=True)
class SavedFile:
    """``what``: the title of the paper with its period; ``path`` as it was chosen. ``id`` counts up from 1."""

    id: int
    at: datetime
    by: Official
    what: str
    path: str


def add(connection: Connection, at: datetime, by: Official, what: str, path: str) -> None:
    row = {"at": moment(at), "login": by.login, "name": by.name, "what": what, "path": path}
    connection.execute(insert(table).values(row))


def page(connection: Connection, before: int | None, most: int) -> list[SavedFile]:
    """The newest first; ``before``: only those with a smaller id."""
    query = select(table).order_by(table.c.id.desc()).limit(most)
    if before is not None:
        query = query.where(table.c.id < before)
    return [
        SavedFile(row.id, datetime.fromisoformat(row.at), Official(row.login, row.name), row.what, row.path)
        for row in connection.execute(query)
    ]
