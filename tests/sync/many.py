"""Many dossiers received in one transaction: a day's outbox without a day's waits for the disk."""

from __future__ import annotations

from dataclasses import replace

from onecua_desk.domain.events import Event, EventId
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.store import dossiers, log, serials
from tests.desk_fixture import MAI, receive


def receive_many(desk: Desk, count: int) -> None:
    """``count`` dossiers like the one that the fixture receives, each with the next code and number."""
    first = receive(desk)
    with desk.store.write() as connection:
        me = identity.of(connection)
        for _ in range(count - 1):
            code = serials.take(connection, me.unit.code, me.desk, first.received_at)
            id = EventId(me.device, log.next_seq(connection, me.device))
            event = Event(id, id, first.received_at, MAI, replace(first.received, code=code))
            dossiers.project_entries(connection, id, [log.append(connection, event)])
