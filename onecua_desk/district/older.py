"""One exchange with a desk of protocol 1: a batch of events judged, then what others wrote since its cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, and_, or_, select

from onecua_desk import __version__
from onecua_desk.district.access import Desk, desk_of
from onecua_desk.district.chains import newest
from onecua_desk.district.database import District
from onecua_desk.district.denied import NEWER, UNREADABLE, Denied
from onecua_desk.district.judging import judge_all
from onecua_desk.district.tables import event
from onecua_desk.wire.codec import Garbled, pack, unpack
from onecua_desk.wire.messages import EVENTS_DOWN, EVENTS_UP, PROTOCOL, Answer, Placed, Request, WireEvent


class _Spoken(msgspec.Struct):
    """The part of a request that every protocol version has."""

    protocol: int


def exchange(district: District, token: str, body: bytes) -> bytes:
    """The packed answer to a packed request. ``Denied`` (400, 401, 409, 413) when it is not served at all.

    All verdicts and their effects are one transaction.
    """
    desk = desk_of(district, token)
    request = _read(body)
    _check(request, desk)
    with district.write() as connection:
        answer = _exchange(connection, district.now(), desk, request)
    return pack(answer)


def _read(body: bytes) -> Request:
    try:
        if unpack(body, _Spoken).protocol > PROTOCOL:
            raise Denied(409, NEWER)
        return unpack(body, Request)
    except Garbled as error:
        raise Denied(400, UNREADABLE) from error


def _check(request: Request, desk: Desk) -> None:
    desk.check(request.device)
    if len(request.events) > EVENTS_UP:
        raise Denied(413, f"Một gói tin chỉ được có {EVENTS_UP} sự kiện.")


def _exchange(connection: Connection, now: datetime, desk: Desk, request: Request) -> Answer:
    if request.cursor > newest(connection).position:
        raise Denied(409, "Máy này đã nhận nhiều hơn máy chủ hiện có (máy chủ vừa được khôi phục?); hãy báo cấp trên.")
    verdicts, last_seq = judge_all(connection, desk, request.events, now)
    told = [verdict.seq for verdict in verdicts if verdict.status == "accepted"]
    mine = _Known(desk.device, request.answered, told)
    events, cursor, more = _down(connection, desk, mine, request.cursor)
    return Answer(PROTOCOL, __version__, now, verdicts, events, cursor, more, last_seq)


class _Known(NamedTuple):
    """Own events that a desk need not be sent: all up to ``answered``, and those that this very answer is about."""

    device: int
    answered: int
    told: Sequence[int]


def _down(connection: Connection, desk: Desk, mine: _Known, cursor: int) -> tuple[list[Placed], int, bool]:
    """Others' events after ``cursor`` and own ones that the desk has lost; the new cursor; whether more wait."""
    found = _page(connection, desk.unit, mine, cursor, size=EVENTS_DOWN + 1)
    if len(found) <= EVENTS_DOWN:
        return found, newest(connection).position, False
    events = found[:EVENTS_DOWN]
    return events, events[-1].position, True


def _page(connection: Connection, unit: str, known: _Known, cursor: int, size: int) -> list[Placed]:
    """The first ``size`` accepted events of ``unit`` after ``cursor``, save own ones that are ``known``."""
    table = event.c
    lost = and_(table.seq > known.answered, table.seq.not_in(known.told))
    wanted = (table.unit == unit, or_(table.device != known.device, lost), table.position > cursor)
    query = select(table.position, table.content).where(*wanted).order_by(table.position).limit(size)
    rows = connection.execute(query)
    return [Placed(row.position, msgspec.json.decode(row.content, type=WireEvent)) for row in rows]
