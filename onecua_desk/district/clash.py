"""Two desks handed the same result back without a line: the second is told about the first, all about the second."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from onecua_desk.district import own
from onecua_desk.district.book import Book
from onecua_desk.district.rules import AlreadyReturned
from onecua_desk.district.tables import device
from onecua_desk.domain.events import Contradicted
from onecua_desk.domain.parts import Official
from onecua_desk.domain.text import clean
from onecua_desk.domain.twice import already_returned
from onecua_desk.wire.codec import from_wire
from onecua_desk.wire.messages import DISTRICT_DEVICE, WireEvent

LONGEST = 2_000
"""Characters of what the refused event says: an event of its own must have room for it."""


def sentence(connection: Connection, twice: AlreadyReturned) -> str:
    """Why the second hand-back is refused: who did the first, where, when and to whom."""
    return already_returned(twice.code, twice.first, _desk_words(connection, twice.first.id.device))


def tell_all(connection: Connection, book: Book, refused: WireEvent, now: datetime) -> None:
    """Write that ``refused`` was refused: its desk knows by the verdict, the others by this."""
    event = from_wire(refused)
    by = f"{event.official.name} ({_desk_words(connection, event.id.device)})"
    fact = Contradicted(event.fact.title, clean(event.fact.detail())[:LONGEST], clean(by)[:LONGEST], event.at)
    told = own.next_event(connection, event.dossier, now, Official("", "Cấp trên"), fact)
    own.accept(connection, book, told, now)


def _desk_words(connection: Connection, number: int) -> str:
    """A device as people speak of it: "quầy 2"."""
    if number == DISTRICT_DEVICE:
        return "cấp trên"
    desk: int = connection.execute(select(device.c.desk).where(device.c.number == number)).scalar_one()
    return f"quầy {desk}"
