"""Which dossiers came in on a day, and of which the result went out, whatever desk of the unit wrote it."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, select

from onecua_desk.domain.events import EventId, Received, Returned
from onecua_desk.store.log import COUNTS
from onecua_desk.store.tables import event as table
from onecua_desk.store.tables import unpacked


def received_on(connection: Connection, day: date) -> list[EventId]:
    """In the order of receipt; those whose receipt the server refused too, because their paper is out."""
    return _written_on(connection, day, table.c.kind == Received.kind)


def returned_on(connection: Connection, day: date) -> list[EventId]:
    """Each once, in the order in which that was written; some of it may have been undone since."""
    return _written_on(connection, day, and_(table.c.kind == Returned.kind, COUNTS))


def _written_on(connection: Connection, day: date, what: ColumnElement[bool]) -> list[EventId]:
    first, behind = day.isoformat(), (day + timedelta(days=1)).isoformat()
    found: list[tuple[str, int]] = []
    for device in _devices(connection):  # the index of moments begins with the device
        its = (table.c.device == device, table.c.at >= first, table.c.at < behind)
        query = select(table.c.at, table.c.dossier).where(*its, what)
        found += [(row.at, row.dossier) for row in connection.execute(query)]
    return [unpacked(key) for key in dict.fromkeys(key for _, key in sorted(found))]


def _devices(connection: Connection) -> list[int]:
    """Those that have written here, each found by one step in the index."""
    devices: list[int] = []
    newest = connection.scalar(select(func.min(table.c.device)))
    while newest is not None:
        devices.append(newest)
        newest = connection.scalar(select(func.min(table.c.device)).where(table.c.device > newest))
    return devices
