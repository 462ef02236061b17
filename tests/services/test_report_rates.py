"""What is said of the dossiers of a period besides the 13 columns: rates, causes, times, bodies."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from onecua_desk.domain import events as facts
from onecua_desk.domain.channel import Channel
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Given, Rating
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.domain.report import By, Column
from onecua_desk.services import intake, processing, reports
from onecua_desk.services.desk import Desk
from tests.clock import Clock
from tests.desk_fixture import MAI, THREE_DAYS, draft, receive
from tests.services.december import (
    DECEMBER,
    DUE,
    FRIDAY,
    JANUARY,
    NOW,
    RESULT,
    RESULT_SCAN,
    SCAN,
    happens,
    in_the_log,
)
from tests.services.december import taken as taken


def test_rates_name_their_part_and_their_whole(desk: Desk, clock: Clock, taken: Dossier) -> None:
    clock.at = FRIDAY
    form = draft(desk, THREE_DAYS)
    reused = Given("Đơn", PaperKind.FORM, 1, reused="H02.15.23-260101-0001")
    online = intake.receive(desk, replace(form, channel=Channel.ONLINE, papers=(reused,)), MAI).value
    clock.at = NOW
    happens(desk, clock, online, FRIDAY, facts.FeePaid(Payment(8_000, PayWay.ONLINE)))
    happens(desk, clock, online, FRIDAY, facts.FilesAttached((SCAN,)))
    happens(desk, clock, taken, FRIDAY, facts.FeePaid(Payment(8_000)))
    for dossier, at in ((online, FRIDAY), (taken, datetime(2026, 12, 11, 9))):
        files = (RESULT_SCAN,) if dossier is online else ()
        happens(desk, clock, dossier, at, facts.ResultRecorded("12", at.date(), 1, files=files))
    happens(desk, clock, taken, NOW, facts.Rated(Rating.NOT_SATISFIED))
    found = {rate.key: (rate.part, rate.whole, rate.words) for rate in reports.rates(desk, DECEMBER)}
    assert found == {
        "on_time": (1, 2, "50,0 %"),
        "early": (1, 2, "50,0 %"),
        "late": (1, 2, "50,0 %"),
        "in_term": (0, 0, "—"),
        "online": (1, 2, "50,0 %"),
        "digitised": (1, 2, "50,0 %"),
        "digital_result": (1, 2, "50,0 %"),
        "reused": (1, 2, "50,0 %"),
        "paid_online": (1, 2, "50,0 %"),
        "satisfied": (0, 1, "0,0 %"),
        "not_rated": (1, 2, "50,0 %"),
    }
    results = [receive(desk, THREE_DAYS) for _ in range(3)]
    for dossier in results:
        happens(desk, clock, dossier, NOW, RESULT)
    in_january = {rate.key: (rate.part, rate.whole) for rate in reports.rates(desk, JANUARY)}
    assert (in_january["digital_result"], in_january["digitised"]) == ((0, 3), (0, 3))
    components = reports.index766(desk, DECEMBER)
    assert {one.name: one.rate.part for one in components if one.rate}["Hồ sơ nộp trực tuyến"] == 1
    assert all((one.rate is None) == bool(one.why_not) for one in components)


def test_causes_are_those_that_were_named_last(desk: Desk, clock: Clock, taken: Dossier) -> None:
    clock.at = FRIDAY
    other = receive(desk, THREE_DAYS)
    clock.at = NOW
    happens(desk, clock, taken, DUE, facts.Explained(LateCause.OWN, "x"))
    happens(desk, clock, taken, NOW, facts.Explained(LateCause.SYSTEM, "x"))
    (row,) = reports.causes(desk, JANUARY)
    assert (row.field, row.late, row.by_cause) == ("Hộ tịch", 2, {LateCause.SYSTEM: 1, None: 1})
    happens(desk, clock, other, datetime(2026, 12, 7, 9), RESULT)
    assert [row.late for row in reports.causes(desk, JANUARY)] == [1]


def test_handling_leaves_out_what_the_citizen_was_waited_for(desk: Desk, clock: Clock, taken: Dossier) -> None:
    clock.at = FRIDAY
    other = receive(desk, THREE_DAYS)
    happens(desk, clock, taken, datetime(2026, 12, 7, 9), facts.SupplementRequested(("x",), ""))
    clock.at = datetime(2026, 12, 21, 9)
    processing.supplement(desk, MAI, taken.id, ())
    happens(desk, clock, taken, datetime(2026, 12, 22, 9), RESULT)
    happens(desk, clock, other, datetime(2026, 12, 9, 9), RESULT)
    clock.at = NOW
    (line,) = reports.handling(desk, DECEMBER)
    assert (line.limit, line.unit, line.term) == ("3 ngày làm việc", "ngày làm việc", 3)
    assert (line.dossiers, line.mean, line.median) == (2, 2.5, 2.5)


def test_dossiers_of_other_bodies_are_counted_apart(desk: Desk, taken: Dossier) -> None:
    assert reports.foreign(desk, DECEMBER) == ()
    for number, body in enumerate(("UBND xã Đồng Nguyên", "", "UBND xã Đồng Nguyên")):
        code = f"H02.15.23-261204-090{number}"
        in_the_log(desk, replace(taken.received, decided_by=body, code=code), 900 + number)
    (row,) = reports.foreign(desk, DECEMBER)
    assert (row.unit, row.counts[Column.RECEIVED], row.counts[Column.OVERDUE]) == ("UBND xã Đồng Nguyên", 2, 2)
    units = {row.name: row.counts[Column.RECEIVED] for row in reports.report(desk, DECEMBER, By.UNIT).rows}
    assert units == {"UBND xã Suối Trong": 2, "UBND xã Đồng Nguyên": 2}
