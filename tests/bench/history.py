"""The story of a commune's three years, dossier by dossier: what every big store is filled with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from onecua_desk.domain import events
from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.deadline import appointment
from onecua_desk.domain.events import Event, EventId, Fact, Received
from onecua_desk.domain.numbering import DESKS, desk_slice, dossier_code
from onecua_desk.domain.parts import Collector, Official
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services import intake
from onecua_desk.services.desk import Desk
from onecua_desk.services.intake import Draft
from onecua_desk.store import catalogue
from tests.bench import people
from tests.desk_fixture import UNIT, draft

YEARS = 3
FORMER_DEVICES = {desk: 100 + desk for desk in DESKS[:-1]}
"""Far from the numbers that a district gives out first: a desk with this history can still be enrolled by a new one."""

_OFFICIALS = (Official("mai", "Lê Thị Mai"), Official("hung", "Trần Văn Hùng"), Official("seo", "Giàng Thị Seo"))
_RECENT = timedelta(days=30)
# How dossiers stand by their age, in weights.
_ENDS = {"returned": 94, "refused": 2, "withdrawn": 3, "ready": 1}
_STANDS = {"returned": 40, "ready": 15, "received": 20, "processing": 18, "awaiting": 5, "refused": 1, "withdrawn": 1}
_MOST_USED = 60


class History:
    """``count`` dossiers up to the morning of ``until``; the same for the same numbers.

    ``devices``: the desks that take them in, and under which device number each writes.
    """

    def __init__(self, desk: Desk, count: int, until: datetime, devices: Mapping[int, int] = FORMER_DEVICES) -> None:
        self._calendar, self._until, self._random = desk.calendar, until, Random(count)
        self._devices, self._desks = devices, list(devices)
        self._templates = _templates(desk, self._random)
        self._days = _working_days(desk.calendar, until.date())
        self._count = count
        self._seqs = dict.fromkeys(devices, 0)

    def dossiers(self) -> Iterator[list[Event]]:
        """Each dossier's events, in the order of receipt."""
        for number, day in enumerate(self._days):
            first, last = (self._count * edge // len(self._days) for edge in (number, number + 1))
            yield from self._of_day(day, last - first)

    def _of_day(self, day: date, count: int) -> Iterator[list[Event]]:
        for number in range(count):
            index, place = divmod(number, desk_slice(1).last - desk_slice(1).first + 1)
            desk = self._desks[index]
            yield self._story(desk, desk_slice(desk).first + place, _minute(day, number, count, self._until))

    def _story(self, desk: int, serial: int, at: datetime) -> list[Event]:
        received = self._received(desk, serial, at)
        official = self._random.choice(_OFFICIALS)
        stands = _ENDS if self._until - at > _RECENT else _STANDS
        end = self._random.choices(list(stands), list(stands.values()))[0]
        id = self._next(desk)
        told = [Event(id, id, at, official, received)]
        printed = events.PaperPrinted(FormKind.SLIP, 0, "HP LaserJet 1102")
        for minutes, fact in [(1, printed), *self._after(received, end, at)]:
            if (then := at + timedelta(minutes=minutes)) <= self._until:
                told.append(Event(self._next(desk), id, then, official, fact))
        return told

    def _after(self, received: Received, end: str, at: datetime) -> list[tuple[int, Fact]]:
        """Minutes after the receipt, and what happened then."""
        day, minutes = (at + timedelta(days=1)).date(), 24 * 60
        result = events.ResultRecorded(f"{self._random.randint(1, 9999)}/GXN-UBND", day, 1)
        match end:
            case "returned":
                collector = Collector(received.applicant.name, received.applicant.number, card_matched=True)
                return [(minutes, result), (minutes + 95, events.Returned(collector))]
            case "ready":
                return [(minutes, result)]
            case "processing":
                return [(40, events.HandedOver("Văn phòng HĐND và UBND"))]
            case "awaiting":
                return [(60, events.SupplementRequested(("Giấy chứng sinh",), "Hồ sơ còn thiếu"))]
            case "refused":
                return [(60, events.Refused("Không thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp xã"))]
            case "withdrawn":
                return [(90, events.Withdrawn("Công dân đề nghị rút hồ sơ"))]
            case _:
                return []

    def _received(self, desk: int, serial: int, at: datetime) -> Received:
        weights = [1 / (rank + 1) for rank in range(len(self._templates))]
        template = self._random.choices(self._templates, weights)[0]
        due = appointment(template.limit, at, self._calendar).due if template.limit else at + timedelta(days=15)
        code, applicant = dossier_code(UNIT.code, at.date(), serial), people.applicant(self._random)
        return replace(template, code=code, desk=desk, applicant=applicant, due=due)

    def _next(self, desk: int) -> EventId:
        self._seqs[desk] += 1
        return EventId(self._devices[desk], self._seqs[desk])


def _templates(desk: Desk, random: Random) -> list[Received]:
    """What the real intake makes of the procedures that a commune uses most; each dossier then has its own person."""
    with desk.store.read() as connection:
        offered = [one for one in catalogue.all_procedures(connection) if one.papers]
    chosen = random.sample(offered, min(_MOST_USED, len(offered)))
    quotes = (intake.quote(desk, _draft(desk, one.code)) for one in chosen)
    return [quote.received for quote in quotes if quote.received]


def _draft(desk: Desk, code: str) -> Draft:
    return replace(draft(desk, code), due=desk.now() + timedelta(days=10))


def _working_days(calendar: WorkCalendar, until: date) -> list[date]:
    """Those of ``YEARS`` years, the last one included."""
    days = (until - timedelta(days=back) for back in range(YEARS * 365, -1, -1))
    return [day for day in days if calendar.is_working_day(day)]


def _minute(day: date, number: int, count: int, until: datetime) -> datetime:
    """The ``number``-th of ``count`` moments between opening and closing; today has only had its first hours."""
    opened = datetime.combine(day, time(7, 30))
    closed = min(datetime.combine(day, time(16, 30)), until - timedelta(minutes=5))
    return opened + timedelta(seconds=int((closed - opened).total_seconds() * number / count))
