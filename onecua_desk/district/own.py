"""The district's own events, numbered as those of one more device."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from onecua_desk.district.book import Book
from onecua_desk.district.rules import judge
from onecua_desk.district.tables import device
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Event, EventId, Fact
from onecua_desk.domain.parts import Official
from onecua_desk.wire.codec import to_wire
from onecua_desk.wire.messages import DISTRICT_DEVICE, WireEvent

_OWN = device.c.number == DISTRICT_DEVICE


def next_event(connection: Connection, about: EventId, now: datetime, official: Official, fact: Fact) -> WireEvent:
    """``fact`` about the dossier ``about`` under the district's next number, not yet taken."""
    seq: int = connection.execute(select(device.c.last_seq + 1).where(_OWN)).scalar_one()
    return to_wire(Event(EventId(DISTRICT_DEVICE, seq), about, now, official, fact))


def accept(connection: Connection, book: Book, wire: WireEvent, now: datetime) -> Dossier:
    """Judge and take what ``next_event`` made; the dossier after it. ``UserError`` as in ``judge``."""
    after = judge(wire, None, book)
    assert isinstance(after, Dossier)  # the facts that stand alone are written at a desk
    book.accept(wire, after)
    connection.execute(update(device).where(_OWN).values(last_seq=wire.seq, last_contact=now))
    return after
