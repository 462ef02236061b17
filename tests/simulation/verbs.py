"""What the people at a desk do, by chance: every fact says what no other one says, so that it is found again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random

from sqlalchemy import select

from onecua_desk.domain import events
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, Fact
from onecua_desk.domain.parts import Given, Official, Rating
from onecua_desk.domain.payment import Payment
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.errors import UserError
from onecua_desk.services import clock_guard, handback, intake, lookup, parked, payments, processing, replica
from onecua_desk.services.desk import Desk
from onecua_desk.store.tables import dossier, unpacked
from tests.desk_fixture import BICH, BIRTH, COPY, MAI, THREE_DAYS, draft

_COLLEAGUE = Official("lan", "Phạm Thị Lan")

_RECENT = 15
"""Most work is about what came in last."""

Verb = Callable[[Desk, Dossier, int], object]

_VERBS: Mapping[type[Fact], Verb] = {
    events.HandedOver: lambda desk, one, mark: processing.hand_over(desk, MAI, one.id, "Tư pháp", f"lần {mark}"),
    events.SupplementRequested: lambda desk, one, mark: processing.request_supplement(
        desk, MAI, one.id, (f"Giấy {mark}",)
    ),
    events.Supplemented: lambda desk, one, mark: processing.supplement(
        desk, MAI, one.id, (Given(f"Giấy {mark}", PaperKind.COPY, 1),)
    ),
    events.Corrected: lambda desk, one, mark: processing.correct(desk, MAI, one.id, {"phone": f"09{mark:08d}"}),
    events.Refused: lambda desk, one, mark: processing.refuse(desk, MAI, one.id, f"lý do {mark}"),
    events.Withdrawn: lambda desk, one, mark: processing.withdraw(desk, MAI, one.id, f"lý do {mark}"),
    events.ResultRecorded: lambda desk, one, mark: processing.record_result(
        desk, MAI, one.id, f"{mark}/KQ", desk.now().date()
    ),
    events.Returned: lambda desk, one, mark: handback.hand_back(
        desk,
        MAI,
        one.id,
        handback.applicant_collects(one, True, f"khác {mark}"),
        Payment(one.owed, receipt=f"{mark:07d}") if one.owed else None,
    ),
    events.HandBackUndone: lambda desk, one, mark: handback.undo(desk, MAI, one.id, f"nhầm {mark}", "Phạm Văn Tư"),
    events.Rated: lambda desk, one, mark: handback.rate(desk, MAI, one.id, Rating.NOT_SATISFIED, f"chờ lâu {mark}"),
    events.FeePaid: lambda desk, one, mark: payments.pay(
        desk, MAI, one.id, Payment(one.owed or 1, receipt=f"{mark:07d}")
    ),
    events.FeeVoided: lambda desk, one, mark: _void(desk, one, mark),
}
_WEIGHTS = {events.ResultRecorded: 3, events.Returned: 4, events.FeePaid: 3, events.Refused: 0.5, events.Withdrawn: 0.5}


def _void(desk: Desk, one: Dossier, mark: int) -> None:
    if one.takings:
        payments.void(desk, MAI, one.id, one.takings[-1], f"nhầm {mark}")


def work(desk: Desk, random: Random, mark: int) -> str:
    """One verb; the words for the story. What the desk refuses to write is a day like any other."""
    known = _dossiers(desk)
    if not known or random.random() < 0.3:
        return _receive(desk, random, mark)
    one = lookup.story(desk, random.choice(known[-_RECENT:] if random.random() < 0.8 else known)).dossier
    fact = _chosen(random, one)
    try:
        _VERBS[fact](desk, one, mark)
    except UserError as error:
        return f"may not write {fact.kind}: {error}"
    return f"writes {fact.kind} #{mark} of {one.code}"


def _chosen(random: Random, one: Dossier) -> type[Fact]:
    """Mostly one that the dossier's state allows."""
    facts = [fact for fact in _VERBS if one.allows(fact)] if random.random() < 0.95 else list(_VERBS)
    return random.choices(facts, [_WEIGHTS.get(fact, 1) for fact in facts])[0]


def _dossiers(desk: Desk) -> list[EventId]:
    with desk.store.read() as connection:
        return [unpacked(key) for key in connection.scalars(select(dossier.c.id).order_by(dossier.c.arrival))]


def _receive(desk: Desk, random: Random, mark: int) -> str:
    who = replace(BICH, phone=f"09{mark:08d}")
    wanted = draft(desk, random.choice((BIRTH, COPY, THREE_DAYS)), who)
    try:
        return f"receives {intake.receive(desk, wanted, MAI).value.code} #{mark}"
    except clock_guard.DoubtfulClock:
        if random.random() < 0.5:
            return "does not receive: doubtful clock"
        clock_guard.trust(desk, MAI, f"Phạm Văn Tư {mark}")
        return f"the leader trusts the clock #{mark}"


def settle(desk: Desk, random: Random, mark: int) -> str:
    """A person deals with one of the refused events, or with one that the server lost."""
    lost = replica.displaced_events(desk)
    if lost and random.random() < 0.3:
        replica.settle_displaced(desk, random.choice(lost).row)
        return "settles what the server lost"
    refused = replica.refusals(desk)
    if not refused:
        return "nothing to settle"
    id = random.choice(refused).id
    way = random.choice(list(_WAYS))
    try:
        _WAYS[way](desk, id, mark)
    except UserError as error:
        return f"may not: {way} {id}: {error}"
    return f"{way} {id}"


_WAYS: Mapping[str, Callable[[Desk, EventId, int], object]] = {
    "settles": lambda desk, id, mark: processing.settle(desk, id),
    "sends corrected": lambda desk, id, mark: parked.send_corrected(desk, MAI, id),
    "withdraws": lambda desk, id, mark: parked.withdraw(desk, MAI, id, f"lý do {mark}"),
    "hands on": lambda desk, id, mark: parked.hand_to(desk, id, _COLLEAGUE, f"lần {mark}"),
}
