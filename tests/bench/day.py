"""An ordinary busy day of one desk as its events: 200 dossiers and 1,200 later events between 7:30 and 17:00."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from onecua_desk.domain import events
from onecua_desk.domain.events import Event, EventId, Fact, Received
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Applicant, Change, Collector, Given, Official, Rating, Unit
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.wire.codec import to_wire
from onecua_desk.wire.messages import WireEvent
from tests.bench import people
from tests.bench.receipts import Counter

DOSSIERS = 200
LATER = 1_200
MONDAY = date(2026, 11, 23)
UNIT = Unit(
    code="H02.15.23",
    name="xã Suối Trong",
    parent="UBND xã Suối Trong",
    centre="Trung tâm Phục vụ hành chính công xã Suối Trong",
    place="Suối Trong",
)
OFFICIALS = (Official("mai", "Lê Thị Mai"), Official("hung", "Trần Văn Hùng"))
_NOON, _LUNCH = time(11, 30), timedelta(hours=2)
_Story = Iterator[tuple[datetime, Fact]]


@dataclass(frozen=True)
class Manners:
    """Whose day it is: the commune, its officials (one for the morning, one for the afternoon), who comes, how its
    printers are called, and what people write: five who get dossiers, why papers are missing, ..."""

    unit: Unit = UNIT
    officials: tuple[Official, ...] = OFFICIALS
    person: Callable[[Random], Applicant] = people.applicant
    printers: tuple[str, str] = ("HP LaserJet 1102", "Canon LBP2900")
    to: tuple[str, ...] = (
        *("Công chức Tư pháp - Hộ tịch", "Lãnh đạo UBND xã", "Phòng Kinh tế"),
        *("Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội"),
    )
    reasons: tuple[str, ...] = ("Hồ sơ còn thiếu", "Giấy tờ chưa công chứng", "Tờ khai chưa ghi đủ", "")
    complaints: tuple[str, ...] = ("Chờ lâu", "Phải đi lại nhiều lần", "Thiếu chỗ ngồi chờ", "Hướng dẫn chưa rõ")
    scans: tuple[str, ...] = ("Giấy tờ nộp kèm", "Tờ khai", "Giấy ủy quyền")


SUOI_TRONG = Manners()


def day(seed: int, device: int = 2, start: date = MONDAY, manners: Manners = SUOI_TRONG) -> list[WireEvent]:
    """What device ``device`` writes on ``start``, its first day: own events in the order of ``seq``, from 1 on.

    Everything that an event needs before it is in the day itself: a server accepts all of it. The same for the same
    ``seed``.
    """
    told = _Day(seed, device, start, manners).told()
    return [to_wire(event) for event in told]


def _clock(at: datetime) -> datetime:
    """A moment of a day without a noon break, as a clock shows it."""
    return at + _LUNCH if at.time() >= _NOON else at


@dataclass(frozen=True)
class _Dossier:
    """``at`` is counted without the noon break."""

    number: int
    at: datetime
    received: Received


_Step = tuple[datetime, _Dossier, Fact]


class _Day:
    def __init__(self, seed: int, device: int, start: date, manners: Manners) -> None:
        self._random, self._device, self._start, self._manners = Random(seed), device, start, manners
        self._person = manners.person
        self._counter = Counter(self._random, manners.unit, device % 10 or 1)
        self._results = self._random.randint(200, 4000)

    def told(self) -> list[Event]:
        dossiers = [self._receive(number, at) for number, at in enumerate(self._arrivals())]
        steps: list[_Step] = [(dossier.at, dossier, dossier.received) for dossier in dossiers]
        later: list[_Step] = [(at, dossier, fact) for dossier in dossiers for at, fact in self._story(dossier)]
        later.sort(key=lambda step: (step[0], step[1].number))
        # What would come after closing time is another day's.
        steps += later[:LATER]
        steps.sort(key=lambda step: (step[0], step[1].number, step[2] is not step[1].received))
        return self._numbered(steps)

    def _numbered(self, steps: list[_Step]) -> list[Event]:
        ids: dict[int, EventId] = {}
        told = []
        for seq, (at, dossier, fact) in enumerate(steps, 1):
            id = EventId(self._device, seq)
            about = ids.setdefault(dossier.number, id)
            told.append(Event(id, about, _clock(at), self._official(at), self._in_book(fact)))
        return told

    def _in_book(self, fact: Fact) -> Fact:
        """With the next numbers of the books of results and receipts."""
        if isinstance(fact, events.ResultRecorded):
            self._results += 1
            return replace(fact, number=f"{self._results}{fact.number}")
        if isinstance(fact, (Received, events.Returned, events.FeePaid)) and fact.payment:
            return replace(fact, payment=self._counter.numbered(fact.payment))
        return fact

    def _official(self, at: datetime) -> Official:
        """One has the morning, one the afternoon, and they stand in for each other."""
        return self._manners.officials[(at.time() >= _NOON) ^ (self._random.random() < 0.08)]

    def _arrivals(self) -> list[datetime]:
        """Half of them in the first hours of morning and afternoon, as people come."""
        minutes = [self._random.triangular(0, 360, 60) for _ in range(DOSSIERS)]
        opened = datetime.combine(self._start, time(7, 30))
        return sorted(opened + timedelta(seconds=int(minute * 60)) for minute in minutes)

    def _receive(self, number: int, at: datetime) -> _Dossier:
        received = self._counter.receive(_clock(at), number + 1, self._person(self._random))
        return _Dossier(number, at, received)

    def _story(self, dossier: _Dossier) -> _Story:
        """What the desk does with one dossier until it is returned, or until its processing takes days."""
        random, received = self._random, dossier.received
        at = dossier.at + timedelta(seconds=random.randint(8, 60))
        printer = self._manners.printers[random.random() < 0.1]
        yield at, events.PaperPrinted(FormKind.SLIP, 0, printer)
        if random.random() < 0.03:
            at += timedelta(seconds=random.randint(20, 90))
            yield at, events.PaperPrinted(FormKind.SLIP, 1, printer)
        if random.random() < 0.35:
            at += timedelta(seconds=random.randint(30, 150))
            yield at, events.FilesAttached(tuple(self._file(received) for _ in range(random.choice((1, 1, 1, 2)))))
        if random.random() < 0.05:
            at += timedelta(seconds=random.randint(60, 600))
            yield at, self._corrected(received)
        if random.random() < 0.08:
            yield from self._supplement(at, received)
            at += timedelta(hours=2)
        at = self._handed(at)
        yield at, events.PaperPrinted(FormKind.CONTROL_SLIP, 0, printer)
        at += timedelta(seconds=random.randint(5, 30))
        yield at, events.HandedOver(self._to(received))
        paid = received.paid
        if received.fee.amount and not paid and random.random() < 0.4:
            paid = received.fee.amount
            at += timedelta(seconds=random.randint(60, 1200))
            yield at, events.FeePaid(self._counter.payment(paid))
        if (received.due and received.due.date() == self._start) or random.random() < 0.6:
            yield from self._ended(at, received, (received.fee.amount or 0) - paid)

    def _handed(self, at: datetime) -> datetime:
        """At once, or with others when somebody carries them over: on the half hour."""
        if self._random.random() < 0.5:
            return at + timedelta(seconds=self._random.randint(60, 900))
        batch = datetime.combine(at.date(), time(at.hour, at.minute // 30 * 30)) + timedelta(minutes=30)
        return batch + timedelta(seconds=self._random.randint(0, 300))

    def _ended(self, at: datetime, received: Received, owed: int) -> _Story:
        random = self._random
        at += timedelta(seconds=random.randint(300, 4500))
        yield at, events.ResultRecorded(random.choice(("", "", "/GXN-UBND")), at.date(), random.choice((1, 1, 1, 2, 3)))
        at += timedelta(seconds=random.randint(120, 3600))
        who = received.applicant
        collector = Collector(who.name, who.number, card_matched=random.random() < 0.8)
        if random.random() < 0.08:
            other = self._person(random)
            collector = Collector(other.name, other.number, f"Giấy ủy quyền số {random.randint(1, 60):02d}")
        back = tuple(paper.name for paper in received.papers if paper.kind == "original" and not paper.shown)
        payment = self._counter.payment(owed) if owed > 0 else None
        yield at, events.Returned(collector, payment, originals=back if random.random() < 0.4 else ())
        if random.random() < 0.75:
            yield at + timedelta(seconds=random.randint(5, 90)), self._rated()

    def _rated(self) -> Fact:
        roll = self._random.random()
        if roll < 0.03:
            return events.Rated(Rating.NOT_SATISFIED, self._random.choice(self._manners.complaints))
        return events.Rated(Rating.VERY_SATISFIED if roll < 0.6 else Rating.SATISFIED)

    def _supplement(self, at: datetime, received: Received) -> _Story:
        random = self._random
        names = [paper.name for paper in received.papers] or ["Tờ khai"]
        missing = tuple(random.sample(names, min(len(names), random.choice((1, 1, 2)))))
        at += timedelta(seconds=random.randint(60, 300))
        yield at, events.SupplementRequested(missing, random.choice(self._manners.reasons))
        at += timedelta(seconds=random.randint(5, 30))
        yield at, events.PaperPrinted(FormKind.SUPPLEMENT, 0, self._manners.printers[0])
        papers = tuple(Given(one.name, one.kind, 1) for one in received.papers if one.name in missing)
        yield at + timedelta(seconds=random.randint(1200, 6000)), events.Supplemented(papers, received.due)

    def _corrected(self, received: Received) -> Fact:
        who, other = received.applicant, self._person(self._random)
        field = self._random.choice(("phone", "name", "address"))
        edit = Change(field, who.value(field), other.value(field) or "0912000111")
        return events.Corrected((edit,), "Ghi nhầm" if self._random.random() < 0.7 else "")

    def _file(self, received: Received) -> File:
        random = self._random
        pages = random.choice((1, 1, 1, 2, 2, 3, 5))
        names = [paper.name for paper in received.papers] or [""]
        paper = random.choice([*names, ""])
        size = sum(random.randint(24_000, 52_000) for _ in range(pages))
        return File(random.randbytes(32).hex(), size, pages, paper or random.choice(self._manners.scans), paper)

    def _to(self, received: Received) -> str:
        if received.field in ("Hộ tịch", "Chứng thực"):
            return self._manners.to[self._random.random() < 0.15]
        return self._manners.to[2 + sum(map(ord, received.procedure)) % 3]


def bodies(rows: list[WireEvent]) -> int:
    """Bytes of the events' own JSON."""
    return sum(len(row.body) for row in rows)
