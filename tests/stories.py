"""Stories of dossiers across several months as hypothesis draws them, and a store that has them.

Every event fits its dossier, as a desk writes it; moments are drawn apart, some of them before what they build on, as
two clocks make them. Some events were refused, some were dropped by a person: what comes after may not fit any more.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert

from onecua_desk.domain import events as facts
from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.channel import Channel
from onecua_desk.domain.dossier import Dossier, apply
from onecua_desk.domain.events import Event, EventId, Fact, Received
from onecua_desk.domain.fees import Fee
from onecua_desk.domain.file import File
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Applicant, Collector, Given, Official, Rating
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.procedure import Limit, LimitUnit, PaperKind
from onecua_desk.errors import UserError
from onecua_desk.services.desk import Desk
from onecua_desk.store import dossiers, log
from onecua_desk.store.engine import FILE, open_store
from onecua_desk.store.tables import event as table
from onecua_desk.wire.codec import to_wire
from tests.clock import Clock
from tests.desk_fixture import MAI, UNIT

BEGIN, END = datetime(2026, 10, 10), datetime(2027, 1, 10, 23, 59, 59)
FIELDS = ("Hộ tịch", "Chứng thực", "")
BODIES = ("", UNIT.parent, "UBND xã Đồng Nguyên")
OFFICIALS = (MAI, Official("mai", "Lê Thị Mai (cũ)"), Official("hung", "Trần Văn Hùng"))
LIMITS = (None, Limit(3, LimitUnit.WORKING_DAYS), Limit(8, LimitUnit.HOURS), Limit(20, LimitUnit.DAYS))
SCAN, RESULT_SCAN = File("a" * 64, 1, 1, "Đơn"), File("b" * 64, 1, 1, "Kết quả")

MOMENTS = st.datetimes(BEGIN, END).map(lambda at: at.replace(microsecond=0))
_BEGINNINGS = st.datetimes(BEGIN, BEGIN + timedelta(days=30)).map(lambda at: at.replace(microsecond=0))
_STEPS = st.builds(timedelta, days=st.sampled_from((5, 0, -1, 1, 2, 3, 8, 13)), hours=st.sampled_from((0, 1, 7, -9)))
_STATUSES = st.sampled_from(["accepted"] * 12 + ["waiting", "refused", "dropped"])


@dataclass(frozen=True)
class Told:
    """An event and how it stands in the log: a status of the log, or ``"dropped"``."""

    event: Event
    status: str

    @property
    def counts(self) -> bool:
        return self.status in ("accepted", "waiting")


Story = Sequence[Told]


@st.composite
def stories(draw: st.DrawFn) -> list[Story]:
    """The stories of some dossiers of device 2."""
    return [draw(_story(number * 100)) for number in range(1, draw(st.sampled_from((4, 1, 7))) + 1)]


@st.composite
def _story(draw: st.DrawFn, seq: int) -> Story:
    id, at = EventId(2, seq), draw(_BEGINNINGS)
    told = [Told(Event(id, id, at, draw(st.sampled_from(OFFICIALS)), draw(_received(seq, at))), draw(_STATUSES))]
    dossier = apply(None, told[0].event)
    for _ in range(draw(st.sampled_from((4, 2, 6, 0, 8)))):
        at += draw(_STEPS)
        fact = draw(_FACTS[draw(st.sampled_from(_possible(dossier)))](dossier, at))
        seq += 1
        event = Event(EventId(2, seq), id, at, MAI, fact)
        try:
            dossier = apply(dossier, event)
        except UserError:
            continue
        told.append(Told(event, draw(_STATUSES)))
    return told


def _possible(dossier: Dossier) -> list[type[Fact]]:
    """Those that move the term more often than all others: they have to meet the edges of periods."""
    return [kind for kind in _FACTS if dossier.allows(kind) for _ in range(_OFTEN.get(kind, 1))]


@st.composite
def _received(draw: st.DrawFn, seq: int, at: datetime) -> Received:
    days = draw(st.sampled_from((None, -1, 0, 1, 3, 5, 10, 15, 20, 30)))
    return Received(
        code=f"{UNIT.code}-{at:%y%m%d}-{seq:04}",
        ruleset="2025",
        unit=UNIT,
        desk=1,
        decided_by=draw(st.sampled_from(BODIES)),
        return_at=UNIT.centre,
        procedure=draw(st.sampled_from(("1.001193", "2.000815"))),
        procedure_name="Đăng ký",
        field=draw(st.sampled_from(FIELDS)),
        case="",
        limit=draw(st.sampled_from(LIMITS)),
        channel=draw(st.sampled_from(Channel)),
        applicant=Applicant("Đặng Thị Ngọc Bích"),
        papers=(Given("Đơn", PaperKind.FORM, 1, reused=draw(st.sampled_from(("", "H02.15.23-260101-0001")))),),
        sets=1,
        due=None if days is None else _closing(at + timedelta(days=days)),
        fee=Fee(draw(st.sampled_from((None, 0, 8_000))), "x"),
        files=draw(st.sampled_from(((), (SCAN,)))),
    )


def _closing(at: datetime) -> datetime:
    return at.replace(hour=17, minute=0, second=0)


def _apologised(dossier: Dossier, at: datetime) -> st.SearchStrategy[Any]:
    due = dossier.due or _closing(at)
    days = st.integers(1, 15).map(lambda number: due + timedelta(days=number))
    return st.builds(facts.Apologised, st.sampled_from(LateCause), st.just("x"), st.just(due), days)


def _supplemented(dossier: Dossier, at: datetime) -> st.SearchStrategy[Any]:
    days = st.integers(0, 15)
    later = days.map(lambda number: dossier.due and dossier.due + timedelta(days=number))
    return later.map(lambda due: facts.Supplemented((), due))


def _undone(dossier: Dossier, at: datetime) -> st.SearchStrategy[Any]:
    return st.just(facts.HandBackUndone("x", "y", dossier.closed_at or at))


_FACTS: dict[type[Fact], Any] = {
    facts.SupplementRequested: lambda dossier, at: st.just(facts.SupplementRequested(("x",), "")),
    facts.Supplemented: _supplemented,
    facts.HandedOver: lambda dossier, at: st.just(facts.HandedOver("Tư pháp")),
    facts.Apologised: _apologised,
    facts.Explained: lambda dossier, at: st.builds(facts.Explained, st.sampled_from(LateCause), st.just("")),
    facts.Refused: lambda dossier, at: st.just(facts.Refused("x")),
    facts.Withdrawn: lambda dossier, at: st.just(facts.Withdrawn("x")),
    facts.Stopped: lambda dossier, at: st.just(facts.Stopped("x", "y")),
    facts.ResultRecorded: lambda dossier, at: st.builds(
        facts.ResultRecorded, st.just("1"), st.just(at.date()), st.just(1), files=st.sampled_from(((), (RESULT_SCAN,)))
    ),
    facts.Returned: lambda dossier, at: st.just(facts.Returned(Collector("x", "1"))),
    facts.HandBackUndone: _undone,
    facts.FeePaid: lambda dossier, at: st.sampled_from(PayWay).map(lambda way: facts.FeePaid(Payment(8_000, way))),
    facts.Rated: lambda dossier, at: st.builds(facts.Rated, st.sampled_from(Rating)),
}
_OFTEN = {
    facts.SupplementRequested: 8,
    facts.Supplemented: 12,
    facts.Apologised: 8,
    facts.HandedOver: 2,
    facts.ResultRecorded: 4,
    facts.Returned: 4,
    facts.HandBackUndone: 2,
}


def desk_with(told: Sequence[Story], folder: Path, blank: Path, now: datetime) -> Desk:
    """A desk in the new ``folder`` whose store, a copy of ``blank``, has these stories, each in its order."""
    folder.mkdir()
    shutil.copy(blank / FILE, folder / FILE)
    desk = Desk(open_store(folder), WorkCalendar(), Clock(now))
    positions = iter(range(1, 10_000))
    with desk.store.write() as connection:
        for story in told:
            for one in story:
                position = next(positions) if one.status == "accepted" else None
                status = "waiting" if one.status == "dropped" else one.status
                row = log.columns_of(to_wire(one.event), status, position)
                connection.execute(insert(table).values(row | {"sentence": "x" if one.status == "dropped" else ""}))
            dossiers.project(connection, story[0].event.id)
    return desk


def counted(story: Story) -> list[Event]:
    """Its events that count, in the order of the log: what the server took, then what waits."""
    counting = [one for one in story if one.counts]
    return [one.event for one in sorted(counting, key=lambda one: one.status != "accepted")]


def whole_day(day: date) -> datetime:
    """The last moment of ``day``."""
    return datetime.combine(day, END.time())
