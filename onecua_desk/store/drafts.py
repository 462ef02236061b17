"""Dossiers that are being taken in: what stands in the form, kept as it is typed, until it is saved or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.store.tables import draft as table
from onecua_desk.store.tables import moment


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """``key`` names it from its first letter on; ``who`` and ``what`` are citizen and procedure as a list shows them.

    ``body`` is the form's own text of its inputs (JSON); only the form reads it.
    """

    key: str
    began: datetime
    changed: datetime
    login: str
    who: str
    what: str
    body: str


def put(connection: Connection, draft: KeptDraft) -> None:
    """Write the draft over the one with the same key; ``began`` stays what it was."""
    row = {name: getattr(draft, name) for name in ("key", "login", "who", "what", "body")}
    row |= {"began": moment(draft.began), "changed": moment(draft.changed)}
    statement = insert(table).values(row)
    news = {name: statement.excluded[name] for name in row if name not in ("key", "began")}
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=news))


def drop(connection: Connection, key: str) -> None:
    """Nothing happens where there is none."""
    connection.execute(delete(table).where(table.c.key == key))


def everything(connection: Connection) -> Sequence[KeptDraft]:
    """All drafts of this desk, in the order in which they were begun."""
    rows = connection.execute(select(table).order_by(table.c.began, table.c.key))
    return [
        KeptDraft(
            row.key,
            datetime.fromisoformat(row.began),
            datetime.fromisoformat(row.changed),
            row.login,
            row.who,
            row.what,
            row.body,
        )
        for row in rows
    ]
