"""The server was put back from a backup: what it lost of others leaves the log, what it lost of ours waits again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, case, delete, func, insert, literal, select, update

from onecua_desk.domain.events import EventId, Received
from onecua_desk.errors import UserError
from onecua_desk.store import register_entries
from onecua_desk.store.tables import displaced as table
from onecua_desk.store.tables import event, moment, packed, unpacked
from onecua_desk.wire.messages import WireEvent

Lost = Row[Any]
"""A row: the columns of an event, and ``id``, ``since``, ``settled``."""

_COPIED = ("device", "seq", "dossier", "at", "login", "name", "kind", "body")


def displace(connection: Connection, own: int, agreed: int, at: datetime) -> set[EventId]:
    """Take others' events behind position ``agreed`` out of the log; the dossiers that they were about.

    They are kept apart until they come again: under their numbers the server may get other events now.
    """
    gone = (event.c.device != own, event.c.position > agreed)
    concerned = connection.scalars(select(event.c.dossier).where(*gone).distinct()).all()
    columns = [event.c[name] for name in _COPIED]
    moved = select(*columns, literal(moment(at)).label("since")).where(*gone)
    connection.execute(insert(table).from_select([*_COPIED, "since"], moved, include_defaults=False))
    connection.execute(delete(event).where(*gone))
    return {unpacked(key) for key in concerned}


def ask_again(connection: Connection, own: int, agreed: int) -> set[EventId]:
    """All own events but those accepted up to ``agreed`` wait once more; the dossiers that they are about.

    Also those that the server still has: in its new life it may have others under their numbers; where it has just
    these, it only says once more what became of them. What was refused has no place that proves when that was. What a
    person has settled stays so: it is asked for as dropped (``log.DROPPED``).
    """
    unproven = (event.c.status != "accepted") | event.c.position.is_(None) | (event.c.position > agreed)
    lost = (event.c.device == own, event.c.status != "waiting", unproven)
    found = connection.scalars(select(event.c.dossier).where(*lost).distinct()).all()
    still = case((event.c.status == "settled", event.c.sentence), else_="")
    connection.execute(update(event).where(*lost).values(status="waiting", position=None, sentence=still))
    return {unpacked(key) for key in found}


def came_again(connection: Connection, wire: WireEvent) -> None:
    """``wire`` is in the log: the same event is not missed any more, also where its desk gave it another number."""
    said = {"at": moment(wire.at), "login": wire.login, "kind": wire.kind, "body": bytes(wire.body).decode()}
    same = (table.c[name] == value for name, value in said.items())
    query = select(table.c.id, table.c.seq).where(table.c.device == wire.device, *same)
    itself = (table.c.seq == wire.seq).desc()
    if (row := connection.execute(query.order_by(itself, table.c.settled, table.c.id).limit(1)).first()) is not None:
        connection.execute(delete(table).where(table.c.id == row.id))
        if wire.kind == Received.kind and row.seq != wire.seq:
            register_entries.follow(connection, EventId(wire.device, row.seq), EventId(wire.device, wire.seq))


def missed(connection: Connection) -> Sequence[Lost]:
    """What has not come again and nobody has settled, oldest first."""
    return connection.execute(select(table).where(table.c.settled == 0).order_by(table.c.at, table.c.id)).all()


def count(connection: Connection) -> int:
    return connection.scalar(select(func.count()).where(table.c.settled == 0)) or 0


def of_dossier(connection: Connection, dossier: EventId) -> Sequence[Lost]:
    """Everything of a dossier that was lost, settled or not."""
    query = select(table).where(table.c.dossier == packed(dossier)).order_by(table.c.device, table.c.seq)
    return connection.execute(query).all()


def settle(connection: Connection, row: int) -> None:
    """A person has dealt with it. ``UserError`` where it came again, or somebody has dealt with it before."""
    found = connection.execute(update(table).where(table.c.id == row, table.c.settled == 0).values(settled=1))
    if not found.rowcount:
        raise UserError("Việc này đã được xử lý rồi.")
