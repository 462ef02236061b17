"""Dossiers that one desk handed over on a day, as its log has it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import Connection, select

from onecua_desk.domain.events import EventId, HandedOver
from onecua_desk.store.log import COUNTS
from onecua_desk.store.tables import event, unpacked


def handed_on(connection: Connection, device: int, day: date) -> list[EventId]:
    """The dossiers that ``device`` handed over on ``day``, each once, in the order in which that was first written."""
    first, after = day.isoformat(), (day + timedelta(days=1)).isoformat()
    query = select(event.c.dossier).where(event.c.device == device, event.c.at >= first, event.c.at < after)
    query = query.where(event.c.kind == HandedOver.kind, COUNTS).order_by(event.c.at, event.c.seq)
    return [unpacked(key) for key in dict.fromkeys(connection.scalars(query))]
