"""The mark of a store that does not know all codes that its desk has printed: it was a copy, or begins anew.

Every copy bears it, the store that the desk works with does not. Put back as the desk's store it says that papers may
be out which this store knows nothing of; the server is asked before another official code is given (``serials``).
"""

from __future__ import annotations

import sqlite3
from datetime import date

from sqlalchemy import Connection, delete

from onecua_desk.store import settings
from onecua_desk.store.tables import setting

_KEY = "copied"

_MARK = (
    # Since the newest event's day there may be codes that are not in the copy.
    f"""INSERT OR REPLACE INTO setting (key, value)
        SELECT '{_KEY}', json_quote(coalesce(substr(max(at), 1, 10), '')) FROM event""",
    # What the server answers to a package of before says nothing of what was printed since.
    "UPDATE setting SET value = json_set(value, '$.out', json('[]')) WHERE key = 'stick'",
)


def mark_copy(copy: sqlite3.Connection) -> None:
    """``copy`` is no desk's store but a copy of one."""
    for statement in _MARK:
        copy.execute(statement)


def mark(connection: Connection) -> None:
    """This store begins with nothing where its desk has printed codes before."""
    settings.put(connection, _KEY, "")


def is_copy(connection: Connection) -> bool:
    return settings.get(connection, _KEY, str) is not None


def since(connection: Connection, today: date) -> date:
    """The first day of which this store may lack codes; ``today`` where it lacks all."""
    day = settings.get(connection, _KEY, str)
    return min(today, date.fromisoformat(day)) if day else today


def forget(connection: Connection) -> None:
    """The store knows what there is to know."""
    connection.execute(delete(setting).where(setting.c.key == _KEY))
