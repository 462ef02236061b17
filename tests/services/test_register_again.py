"""A number of the register (form 07) stays with its dossier where the receipt comes again under another number."""

from __future__ import annotations

import msgspec
from sqlalchemy import select

from onecua_desk.domain.events import EventId
from onecua_desk.domain.report import Period
from onecua_desk.services import register_numbers
from onecua_desk.services.desk import Desk
from onecua_desk.store import displaced, dossiers, log
from onecua_desk.store.tables import packed, register_entry
from onecua_desk.wire.messages import Placed
from tests.clock import Clock
from tests.desk_fixture import receive
from tests.services.by_hand import Commune


def book(desk: Desk, clock: Clock) -> dict[int, int]:
    """Number and dossier, after the year was printed."""
    today = clock().date()
    with desk.store.write() as connection:
        register_numbers.give(connection, Period(today.replace(month=1, day=1), today), 500, today)
        rows = connection.execute(select(register_entry.c.number, register_entry.c.dossier))
        return {row.number: row.dossier for row in rows}


def test_a_receipt_that_the_server_lost_comes_again_into_its_line(commune: Commune, clock: Clock) -> None:
    dossier = receive(commune.two)
    commune.ledger.exchange(commune.two)
    commune.ledger.exchange(commune.one)
    assert book(commune.one, clock) == {1: packed(dossier.id)}
    (received,) = commune.ledger.logs[dossier.id.device]
    again = msgspec.structs.replace(received, seq=9, dossier=(dossier.id.device, 9))
    with commune.one.store.write() as connection:
        for lost in displaced.displace(connection, 2, 0, clock()):
            dossiers.project(connection, lost)
        log.place(connection, Placed(1, again))
        displaced.came_again(connection, again)
        dossiers.project(connection, EventId(dossier.id.device, 9))
    assert book(commune.one, clock) == {1: packed(EventId(dossier.id.device, 9))}
