"""Gives each event of a desk its verdict, whatever protocol brought it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from onecua_desk.district import alarms, chains, clash
from onecua_desk.district.access import Desk
from onecua_desk.district.book import Book, event_id
from onecua_desk.district.dropped import Dropped
from onecua_desk.district.rules import AlreadyReturned, NotYet, judge
from onecua_desk.district.tables import device
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.wire.codec import UnknownKind, digest
from onecua_desk.wire.dialogue import DEALT_WITH
from onecua_desk.wire.messages import Verdict, WireEvent


def twice(seq: int) -> str:
    """What a desk hears of an event that it sent before under the number ``seq``."""
    return f"Máy chủ đã nhận đúng việc này của quầy rồi (số {seq}); không tính lần nữa."


class Judged(NamedTuple):
    """The verdicts in the order of ``seq``, and the highest ``seq`` of the device that was ever answered."""

    verdicts: list[Verdict]
    last_seq: int


def judge_all(
    connection: Connection, desk: Desk, events: Iterable[WireEvent], now: datetime, dropped: Dropped | None = None
) -> Judged:
    """Judge ``events`` in the order of ``seq``, inside a writing transaction; log, dossiers and device are written.

    ``dropped``: events that are refused whatever they say, where they have no verdict yet.
    The verdicts end with the first ``taken``: what follows may be about a dossier whose id is another one's here.
    """
    ordered = sorted(events, key=lambda event: event.seq)
    judging = _Judging(connection, desk, Book(connection, ordered), now, dropped or Dropped())
    verdicts: list[Verdict] = []
    for event in ordered:
        verdicts.append(judging.answer(event))
        if verdicts[-1].status == "taken":
            break
    judging.write()
    return Judged(verdicts, judging.last_seq)


def answered_through(connection: Connection, number: int) -> int:
    """The highest ``seq`` of a device that was ever answered; 0 before the first, and for an unknown device."""
    return connection.execute(select(device.c.last_seq).where(device.c.number == number)).scalar() or 0


def heard_from(connection: Connection, number: int, now: datetime) -> None:
    connection.execute(update(device).where(device.c.number == number).values(last_contact=now))


def note_revived(connection: Connection, dropped: Dropped, wire: WireEvent, now: datetime) -> None:
    """``wire`` counts here although its desk has dropped it: so does nothing that was sent in its place."""
    dropped.counts(wire)
    alarms.revived(connection, wire, now)


class _Judging:
    def __init__(self, connection: Connection, desk: Desk, book: Book, now: datetime, dropped: Dropped) -> None:
        self._dropped = dropped
        self._connection, self._desk, self._book, self._now = connection, desk, book, now
        self.last_seq = answered_through(connection, desk.device)
        self._filled = False

    def answer(self, wire: WireEvent) -> Verdict:
        if wire.device != self._desk.device:
            return Verdict(wire.seq, "refused", sentence="Sự kiện do thiết bị khác ghi, không gửi thay được.")
        if event_id(wire) in self._book.kept:
            return self._answer_again(wire)
        if wire.seq > self.last_seq + 1:
            return Verdict(wire.seq, "held")  # and not kept: what is missing has to come first
        self._filled = self._filled or wire.seq <= self.last_seq
        self.last_seq = max(self.last_seq, wire.seq)
        return self._judge(wire)

    def write(self) -> None:
        self._book.write(self._now)
        if self._filled:
            chains.extend(self._connection, self._desk.device)
        seen = {"last_seq": self.last_seq, "last_contact": self._now}
        self._connection.execute(update(device).where(device.c.number == self._desk.device).values(seen))

    def _answer_again(self, wire: WireEvent) -> Verdict:
        kept = self._book.kept[event_id(wire)]
        if kept.digest != digest(wire):
            alarms.other_content(self._connection, wire, self._now)
            return Verdict(wire.seq, "taken")
        if kept.verdict.status == "accepted" and wire.seq in self._dropped:
            note_revived(self._connection, self._dropped, wire, self._now)
        return self._judge(wire) if kept.verdict.status == "held" else kept.verdict

    def _judge(self, wire: WireEvent) -> Verdict:
        if wire.seq in self._dropped:
            return self._refuse(wire, DEALT_WITH)
        if (twin := self._book.twins.of(wire) or self._dropped.instead_of(wire)) is not None:
            return self._refuse(wire, twice(twin))
        if self._book.held.has_before(wire):
            return self._book.hold(wire, self._desk.unit)
        try:
            dossier = judge(wire, self._desk.unit, self._book)
        except (NotYet, UnknownKind):
            return self._book.hold(wire, self._desk.unit)
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
