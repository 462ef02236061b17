"""The dossiers that an upgrade found without what reports count of them: how far back they go, and their turn.

They are taken from the newest down, so that the reports that are asked for first are the first that could be made.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from onecua_desk.store import course, dossiers, log, settings
from onecua_desk.store.tables import dossier as table
from onecua_desk.store.tables import unpacked

_KEY = "course_backlog"
"""The setting with the highest arrival that is still to be done; ``migrations.py`` writes it."""


def left(connection: Connection) -> int:
    """Up to this arrival dossiers have no rows, or may have none; 0 when all have theirs."""
    return settings.get(connection, _KEY, int) or 0


def done(connection: Connection, down_to: int) -> None:
    """All dossiers that arrived after ``down_to`` have their rows."""
    settings.put(connection, _KEY, down_to)


def work_off(connection: Connection, most: int) -> int:
    """Give at most ``most`` dossiers their rows; what ``left`` says then."""
    waiting = select(table.c.arrival, table.c.id).where(table.c.arrival <= left(connection))
    rows = connection.execute(waiting.order_by(table.c.arrival.desc()).limit(most)).all()
    for row in rows:
        projected = dossiers.projected(log.of_dossier(connection, unpacked(row.id)))
        course.keep(connection, row.arrival, projected.course if projected else None)
    down_to = rows[-1].arrival - 1 if len(rows) == most else 0
    done(connection, down_to)
    return down_to
