"""What people noted of refused events: who shall deal with one, or why it was dropped."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.domain.events import EventId
from onecua_desk.store.tables import handed as table
from onecua_desk.store.tables import moment


def note(connection: Connection, id: EventId, login: str, text: str, at: datetime) -> None:
    """The newest note on an event is the one that is kept."""
    values = {"login": login, "note": text, "at": moment(at)}
    statement = insert(table).values(device=id.device, seq=id.seq, **values)
    connection.execute(statement.on_conflict_do_update(index_elements=["device", "seq"], set_=values))


def to(connection: Connection, id: EventId) -> tuple[str, str] | None:
    """Who was named (sign-in name), and the note."""
    row = connection.execute(select(table).where(table.c.device == id.device, table.c.seq == id.seq)).first()
    return (row.login, row.note) if row else None
