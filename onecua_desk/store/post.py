"""Results that travel by post: those that wait to be given to the post office, and those of a day that were."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, literal_column, select

from onecua_desk.domain.events import EventId
from onecua_desk.store.tables import dossier, event, unpacked

# As in the partial indexes, letter by letter: SQLite uses one only where it finds its condition in the query.
_OPEN: ColumnElement[bool] = literal_column("dossier.open = 1")
_POSTED: ColumnElement[bool] = literal_column("event.kind = 'returned' AND instr(event.body, '\"how\":\"post\"') > 0")


def ready_for_post(connection: Connection) -> list[EventId]:
    """Dossiers with a result whose citizen wants it by post, oldest first; the reader looks at the receipt itself."""
    receipt = and_(event.c.device == dossier.c.id.op(">>")(40), event.c.seq == dossier.c.id.op("&")((1 << 40) - 1))
    query = select(dossier.c.id).join(event, receipt).where(_OPEN, dossier.c.state == "result_ready")
    query = query.where(func.instr(event.c.body, '"return_by":"post"') > 0).order_by(dossier.c.arrival)
    return [unpacked(key) for key in connection.scalars(query)]


def posted_on(connection: Connection, day: date) -> list[EventId]:
    """Dossiers whose result was given to the post on ``day``, each once, in the order in which that was written."""
    first, after = day.isoformat(), (day + timedelta(days=1)).isoformat()
    query = select(event.c.dossier).where(_POSTED, event.c.at >= first, event.c.at < after)
    keys = connection.scalars(query.order_by(event.c.at, event.c.device, event.c.seq))
    return list(dict.fromkeys(unpacked(key) for key in keys))
