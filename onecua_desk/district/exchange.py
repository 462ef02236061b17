"""One exchange with a desk: its events judged in order, then what others wrote since its cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection, select, update

from onecua_desk import __version__
from onecua_desk.district import clash
from onecua_desk.district.access import Desk, desk_of
from onecua_desk.district.book import Book, Known, event_id, page
from onecua_desk.district.database import District
from onecua_desk.district.denied import Denied
from onecua_desk.district.rules import AlreadyReturned, NotYet, judge
from onecua_desk.district.tables import device
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.wire.codec import Garbled, UnknownKind, digest, pack, unpack
from onecua_desk.wire.messages import EVENTS_DOWN, EVENTS_UP, PROTOCOL, Answer, Placed, Request, Verdict, WireEvent


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
            raise Denied(409, "Máy này dùng bản mới hơn máy chủ cấp trên; hãy báo cấp trên cập nhật máy chủ.")
        return unpack(body, Request)
    except Garbled as error:
        raise Denied(400, "Máy chủ không đọc được gói tin; hãy báo kỹ thuật.") from error


def _check(request: Request, desk: Desk) -> None:
    if request.device != desk.device:
        raise Denied(409, f"Mã truy cập là của thiết bị {desk.device}, gói tin là của thiết bị {request.device}.")
    if len(request.events) > EVENTS_UP:
        raise Denied(413, f"Một gói tin chỉ được có {EVENTS_UP} sự kiện.")


def _exchange(connection: Connection, now: datetime, desk: Desk, request: Request) -> Answer:
    book = Book(connection, request.events)
    if request.cursor > book.head:
        raise Denied(409, "Máy này đã nhận nhiều hơn máy chủ hiện có (máy chủ vừa được khôi phục?); hãy báo cấp trên.")
    last_seq: int = connection.execute(select(device.c.last_seq).where(device.c.number == desk.device)).scalar_one()
    answering = _Answering(connection, book, desk, last_seq, now)
    verdicts = answering.answer_all(request.events)
    told = [verdict.seq for verdict in verdicts if verdict.status == "accepted"]
    mine = Known(desk.device, request.answered, told)
    events, cursor, more = _down(connection, desk, mine, request.cursor, book.head)
    return Answer(PROTOCOL, __version__, now, verdicts, events, cursor, more, answering.last_seq)


class _Answering:
    """Answers the events of one desk one by one. ``last_seq``: the highest that was ever answered."""

    def __init__(self, connection: Connection, book: Book, desk: Desk, last_seq: int, now: datetime) -> None:
        self._connection = connection
        self._book = book
        self._desk = desk
        self.last_seq = last_seq
        self._now = now

    def answer_all(self, events: Sequence[WireEvent]) -> list[Verdict]:
        """The verdicts in the order of ``seq``; log, dossiers and the device's row are written.

        They end with the first ``taken``: what follows may be about a dossier whose id is another one's here.
        """
        verdicts: list[Verdict] = []
        for event in sorted(events, key=lambda event: event.seq):
            verdicts.append(self._answer(event))
            if verdicts[-1].status == "taken":
                break
        self._book.write(self._now)
        seen = {"last_seq": self.last_seq, "last_contact": self._now}
        self._connection.execute(update(device).where(device.c.number == self._desk.device).values(seen))
        return verdicts

    def _answer(self, wire: WireEvent) -> Verdict:
        if wire.device != self._desk.device:
            return Verdict(wire.seq, "refused", sentence="Sự kiện do thiết bị khác ghi, không gửi thay được.")
        if event_id(wire) in self._book.kept:
            return self._answer_again(wire)
        if wire.seq > self.last_seq + 1:
            return Verdict(wire.seq, "held")
        self.last_seq = max(self.last_seq, wire.seq)
        return self._judge(wire)

    def _answer_again(self, wire: WireEvent) -> Verdict:
        kept = self._book.kept[event_id(wire)]
        if kept.digest == digest(wire):
            return kept.verdict
        self._book.alarm(wire, self._now)
        return Verdict(wire.seq, "taken")

    def _judge(self, wire: WireEvent) -> Verdict:
        try:
            dossier = judge(wire, self._desk.unit, self._book)
        except (NotYet, UnknownKind):
            return Verdict(wire.seq, "held")
        except AlreadyReturned as error:
            verdict = self._refuse(wire, clash.sentence(self._connection, error))
            clash.tell_all(self._connection, self._book, wire, self._now)
            return verdict
        except UserError as error:
            return self._refuse(wire, str(error))
        return self._book.accept(wire, dossier)

    def _refuse(self, wire: WireEvent, sentence: str) -> Verdict:
        # What a desk wrote may stand in the sentence; a NUL in it would stop PostgreSQL.
        return self._book.refuse(wire, self._desk.unit, clean(sentence))


def _down(connection: Connection, desk: Desk, mine: Known, cursor: int, head: int) -> tuple[list[Placed], int, bool]:
    """Others' events after ``cursor`` and own ones that the desk has lost; the new cursor; whether more wait."""
    found = page(connection, desk.unit, mine, cursor, up_to=head, size=EVENTS_DOWN + 1)
    if len(found) <= EVENTS_DOWN:
        return found, head, False
    events = found[:EVENTS_DOWN]
    return events, events[-1].position, True
