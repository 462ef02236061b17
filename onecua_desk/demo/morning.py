"""The morning's script: which citizens come, with what, and what becomes of it; the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

import msgspec

from onecua_desk.demo import people
from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.parts import Official, Unit
from onecua_desk.domain.payment import PayMoment
from onecua_desk.play.player import Player, ScriptClock
from onecua_desk.play.script import (
    AnyVerb,
    Correct,
    HandOver,
    Print,
    Receive,
    Refuse,
    RequestSupplement,
    Withdraw,
)

Fate = RequestSupplement | Refuse | Correct | Withdraw | HandOver
Say = Callable[[str, str], None]

UNIT = Unit(
    code="H02.15.23",
    name="xã Suối Trong",
    parent="UBND xã Suối Trong",
    centre="Trung tâm Phục vụ hành chính công xã Suối Trong",
    place="Suối Trong",
)
MAI = Official("mai", "Lê Thị Mai")
LEADER = "Trần Văn Thành"
PASSWORD = "suoi-trong-2026"
DESK = 2

# Several fields, every unit of time limit, fees by page, flat, free and set by the province.
PROCEDURES = (
    *("2.000815", "2.000815", "2.000884", "1.001193", "1.000894", "1.004873", "2.000635", "1.010041", "1.001731"),
    *("1.013133", "1.004222", "1.010833", "2.001035", "1.012812", "1.001662", "1.001776", "1.003622", "2.001159"),
)
_FIRST_CASES = dict.fromkeys(("2.000815", "2.000635", "1.010041", "1.004222"), "1")
EARLIER = 5
"""So many dossiers were left by the working days before."""


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


_FATE_OF = {2: "supplement", 5: "refuse", 8: "correct", 11: "withdraw"}
_FATES: dict[str, Fate] = {
    "supplement": RequestSupplement(dossier="", missing=("Giấy tờ chứng minh nơi cư trú",), reason="chưa tra cứu được"),
    "refuse": Refuse(dossier="", reason="Không thuộc thẩm quyền của xã; đã hướng dẫn nơi nộp"),
    "correct": Correct(dossier="", values={"phone": "0912345678"}, reason="công dân đổi số điện thoại"),
    "withdraw": Withdraw(dossier="", reason="Công dân xin rút để làm thủ tục khác"),
}
_HANDED_OVER = HandOver(dossier="", to="Tư pháp - Hộ tịch")


def _visit(number: int, at: datetime, earlier: int, random: Random) -> Visit:
    fate = _FATE_OF.get(number - earlier, "")
    code = PROCEDURES[number % len(PROCEDURES)]
    return Visit(number, at, people.card(random), people.phone(random), code, fate)


def verbs(visit: Visit, calendar: WorkCalendar) -> tuple[AnyVerb, ...]:
    """What the official does for a visit: card scanned, procedure chosen, papers ticked, slip printed; and its fate."""
    name = str(visit.number)
    receive = Receive(
        label=name,
        procedure=visit.procedure,
        case=_FIRST_CASES.get(visit.procedure, ""),
        card=visit.card,
        phone=visit.phone,
        due=calendar.working_day_after(visit.at.date(), 5),
        copies=1 + visit.number % 3,
        pages=1 + visit.number % 5,
        amount=15_000,
        pay=PayMoment.HAND_BACK if visit.number % 2 else PayMoment.NOW,
    )
    fate = _FATES.get(visit.fate) or (_HANDED_OVER if visit.number % 3 == 0 else None)
    return receive, Print(dossier=name), *([msgspec.structs.replace(fate, dossier=name)] if fate else [])


def play(player: Player, clock: ScriptClock, calendar: WorkCalendar, todo: list[Visit], say: Say) -> Iterator[None]:
    """Play the visits through the services, one a step; ``say(step, what)`` before and after each save."""
    for visit in todo:
        clock.at = max(clock.at, visit.at)
        receive, printed, *fate = verbs(visit, calendar)
        say("begin", str(visit.number))
        dossier = player.perform(receive).dossier
        assert dossier is not None
        say("received", dossier.code)
        player.perform(printed)
        say("printed", dossier.code)
        clock.pass_minutes(1)
        for verb in fate:
            player.perform(verb)
        yield
