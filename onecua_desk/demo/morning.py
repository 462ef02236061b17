"""The morning's script: which citizens come, with what, and what becomes of it; the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random

from onecua_desk.demo import people
from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.citizen import Card, read_card
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.fees import Fee
from onecua_desk.domain.parts import Applicant, Given, Official, Unit
from onecua_desk.domain.payment import PayMoment
from onecua_desk.domain.procedure import Channel, Procedure
from onecua_desk.services import intake, processing, slips
from onecua_desk.services.desk import Desk
from onecua_desk.services.intake import Draft

UNIT = Unit(
    code="H02.15.23",
    name="xã Suối Trong",
    parent="UBND xã Suối Trong",
    centre="Trung tâm Phục vụ hành chính công xã Suối Trong",
    place="Suối Trong",
)
MAI = Official("mai", "Lê Thị Mai")
PASSWORD = "suoi-trong-2026"
DESK = 2

# Several fields, every unit of time limit, fees by page, flat, free and set by the province.
PROCEDURES = (
    *("2.000815", "2.000815", "2.000884", "1.001193", "1.000894", "1.004873", "2.000635", "1.010041", "1.001731"),
    *("1.013133", "1.004222", "1.010833", "2.001035", "1.012812", "1.001662", "1.001776", "1.003622", "2.001159"),
)
EARLIER = 5
"""So many dossiers were left by the working days before."""


@dataclass
class PlayClock:
    """The morning's time: each visit takes a few minutes of it. ``Desk.now`` reads it."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def pass_minutes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)


@dataclass(frozen=True)
class Visit:
    """One citizen at the desk: when, with which card, for which procedure."""

    number: int
    at: datetime
    card: str
    phone: str
    procedure: str
    fate: str = field(default="")


def visits(count: int, calendar: WorkCalendar, today: date, seed: int = 7) -> list[Visit]:
    """``count`` visits in order of time: a few on earlier working days, the rest in one morning."""
    random = Random(seed)
    day = calendar.this_or_next_working_day(today)
    earlier = min(EARLIER, count // 5)
    before = [calendar.working_day_after(day, -4 + n * 3 // max(1, earlier)) for n in range(earlier)]
    gap = max(1, min(8, 220 // max(1, count - earlier)))
    starts = [datetime.combine(one, time(9, 5 + n)) for n, one in enumerate(before)]
    starts += [datetime.combine(day, time(7, 35)) + timedelta(minutes=gap * n) for n in range(count - earlier)]
    return [_visit(number, at, earlier, random) for number, at in enumerate(starts)]


_FATES = {2: "supplement", 5: "refuse", 8: "correct", 11: "withdraw"}


def _visit(number: int, at: datetime, earlier: int, random: Random) -> Visit:
    fate = _FATES.get(number - earlier, "")
    code = PROCEDURES[number % len(PROCEDURES)]
    return Visit(number, at, people.card(random), people.phone(random), code, fate)


def draft_of(desk: Desk, visit: Visit, catalogue: dict[str, Procedure]) -> Draft:
    """What the official fills in: the card scanned, the procedure chosen, the papers ticked."""
    card = read_card(visit.card, desk.now().date())
    chosen = catalogue[visit.procedure]
    case = chosen.cases_for(Channel.COUNTER)[0]
    papers = [
        p for p in chosen.papers_for(case, Channel.COUNTER) if not p.optional and p.only in (None, Channel.COUNTER)
    ]
    given = tuple(Given(paper.name, paper.kind, paper.quantity, paper.shown) for paper in papers[:5])
    draft = Draft(procedure=chosen, case=case.id, applicant=applicant_of(card, visit.phone), papers=given)
    pay = PayMoment.HAND_BACK if visit.number % 2 else PayMoment.NOW
    draft = replace(draft, copies=1 + visit.number % 3, pages=1 + visit.number % 5, pay=pay)
    if case.limit is None:
        draft = replace(draft, due=intake.named_due(desk, desk.calendar.working_day_after(desk.now().date(), 5)))
    return _with_amount(desk, draft)


def _with_amount(desk: Desk, draft: Draft) -> Draft:
    fee: Fee = intake.quote(desk, draft).fee
    return replace(draft, amount=15_000) if fee.amount is None else draft


def applicant_of(card: Card, phone: str) -> Applicant:
    return Applicant(card.name, card.number, card.born, card.sex, card.address, phone)


def play(
    desk: Desk,
    clock: PlayClock,
    todo: list[Visit],
    say: Callable[[str, str], None],
    put_out: Callable[[slips.Slip], None],
) -> Iterator[Dossier]:
    """Play the visits through the services; ``say(step, what)`` before and after each save, ``put_out`` prints."""
    catalogue = {one.code: one for one in intake.procedures(desk)}
    for visit in todo:
        clock.at = max(clock.at, visit.at)
        draft = draft_of(desk, visit, catalogue)
        say("begin", str(visit.number))
        dossier = intake.receive(desk, draft, MAI).value
        say("received", dossier.code)
        put_out(slips.slip(desk, dossier.id))
        say("printed", dossier.code)
        _fate(desk, clock, visit, dossier)
        yield dossier


def _fate(desk: Desk, clock: PlayClock, visit: Visit, dossier: Dossier) -> None:
    id = dossier.id
    clock.pass_minutes(1)
    match visit.fate:
        case "supplement":
            processing.request_supplement(desk, MAI, id, ("Giấy tờ chứng minh nơi cư trú",), "chưa tra cứu được")
        case "refuse":
            processing.refuse(desk, MAI, id, "Không thuộc thẩm quyền của xã; đã hướng dẫn nơi nộp")
        case "correct":
            processing.correct(desk, MAI, id, {"phone": "0912345678"}, "công dân đổi số điện thoại")
        case "withdraw":
            processing.withdraw(desk, MAI, id, "Công dân xin rút để làm thủ tục khác")
        case _ if visit.number % 3 == 0:
            processing.hand_over(desk, MAI, id, "Tư pháp - Hộ tịch")
