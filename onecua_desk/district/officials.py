"""What the district's own officials do: record a result, refuse, look a dossier up by its code."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from onecua_desk.district import own
from onecua_desk.district.book import Book, accepted_events, named
from onecua_desk.district.database import District
from onecua_desk.district.denied import Denied
from onecua_desk.district.tables import dossier
from onecua_desk.domain.dossier import Dossier, fold
from onecua_desk.domain.events import Event, EventId, Fact, Refused, ResultRecorded
from onecua_desk.domain.parts import Official
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError

MOST_COPIES = 999


def record_result(
    district: District, code: str, number: str, day: date, copies: int, note: str, official: Official
) -> Dossier:
    """The result ``number`` of ``day`` is ready to be handed back in ``copies``; the dossier after it.

    ``Denied`` (404) for an unknown code, ``NotAllowed`` when its state forbids it, ``UserError`` for input.
    """
    if not clean(number):
        raise UserError("Hãy ghi số của kết quả.", field="number")
    if day > district.now().date():
        raise UserError("Ngày của kết quả không được sau hôm nay.", field="day")
    if not 1 <= copies <= MOST_COPIES:
        raise UserError(f"Số bản phải từ 1 đến {MOST_COPIES}.", field="copies")
    return _write(district, code, ResultRecorded(clean(number), day, copies, clean(note)), official)


def refuse(district: District, code: str, reason: str, official: Official) -> Dossier:
    """The dossier is not taken on; errors as in ``record_result``."""
    if not clean(reason):
        raise UserError("Hãy ghi lý do từ chối.", field="reason")
    return _write(district, code, Refused(clean(reason)), official)


def look_up(district: District, code: str) -> tuple[Dossier, list[Event]]:
    """The dossier with its accepted events in order; ``Denied`` (404) for an unknown code."""
    with district.read() as connection:
        events = accepted_events(connection, [_find(connection, code)])
    found = fold(events).dossier
    assert found is not None
    return found, events


def _write(district: District, code: str, fact: Fact, official: Official) -> Dossier:
    with district.write() as connection:
        now = district.now()
        wire = own.next_event(connection, _find(connection, code), now, official, fact)
        book = Book(connection, [wire])
        after = own.accept(connection, book, wire, now)
        book.write(now)
    return after


def _find(connection: Connection, code: str) -> EventId:
    query = select(dossier.c.device, dossier.c.seq).where(named(clean(code).upper()))
    found = connection.execute(query).one_or_none()
    if found is None:
        raise Denied(404, f"Không có hồ sơ mang mã «{clean(code)}».")
    return EventId(*found)
