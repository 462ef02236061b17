"""Results that travel by post: those that wait to be given to the post office, and those of a day that were."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, literal_column, select

from onecua_desk.domain.events import EventId
from onecua_desk.store.log import COUNTS
from onecua_desk.store.tables import dossier, event, unpacked

# As in the partial indexes, letter by letter: SQLite uses one only where it finds its condition in the query.
_OPEN: ColumnElement[bool] = literal_column("dossier.open = 1")
_POSTED: ColumnElement[bool] = literal_column("event.kind = 'returned' AND instr(event.body, '\"how\":\"post\"') > 0")


class Posted(NamedTuple):
    """The result of ``dossier`` was given to the post at ``at`` under the number ``consignment``."""

    dossier: EventId
    at: datetime
    consignment: str


class _Label(msgspec.Struct):
    """The number in the body of a hand-back; the rest of it is passed over."""

    consignment: str


def ready_for_post(connection: Connection) -> list[EventId]:
    """Dossiers with a result whose citizen wants it by post, oldest first; the reader looks at the receipt itself."""
    receipt = and_(event.c.device == dossier.c.id.op(">>")(40), event.c.seq == dossier.c.id.op("&")((1 << 40) - 1))
    query = select(dossier.c.id).join(event, receipt).where(_OPEN, dossier.c.state == "result_ready")
    query = query.where(func.instr(event.c.body, '"return_by":"post"') > 0).order_by(dossier.c.arrival)
    return [unpacked(key) for key in connection.scalars(query)]


def posted_on(connection: Connection, day: date) -> list[Posted]:
    """What was given to the post on ``day``, in the order in which that was written; refused events do not count."""
    first, after = day.isoformat(), (day + timedelta(days=1)).isoformat()
    query = select(event.c.dossier, event.c.at, event.c.body).where(_POSTED, event.c.at >= first, event.c.at < after)
    query = query.where(COUNTS).order_by(event.c.at, event.c.device, event.c.seq)
    return [
        Posted(unpacked(key), datetime.fromisoformat(at), label.consignment)
        for key, at, body in connection.execute(query)
        if (label := _label(body))
    ]


def _label(body: str) -> _Label | None:
    try:
        return msgspec.json.decode(body, type=_Label)
    except msgspec.MsgspecError:  # of a newer program, whose events this one only keeps
        return None
