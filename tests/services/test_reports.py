"""The report of a commune: what is counted in which month, when it was late, and what else is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import update

from onecua_desk.domain import events as facts
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Collector, Official
from onecua_desk.domain.report import By, Column, Figure, Period
from onecua_desk.errors import UserError
from onecua_desk.services import intake, paper_settings, processing, reports, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.paper_settings import PaperSettings
from onecua_desk.store import course_backlog, dossiers, log
from onecua_desk.store.tables import event
from tests.clock import Clock
from tests.desk_fixture import BIRTH, MAI, THREE_DAYS, UNIT, draft, receive
from tests.services.december import (
    CARRIED,
    DECEMBER,
    DUE,
    EARLY,
    IN_TERM,
    JANUARY,
    LATE,
    NEW,
    NOVEMBER,
    NOW,
    ON_TIME,
    OVERDUE,
    RESULT,
    YEAR,
    figures,
    happens,
    in_the_log,
)
from tests.services.december import taken as taken


@pytest.mark.parametrize(
    ("at", "fate"),
    [
        (datetime(2026, 12, 8, 23, 59, 59), EARLY),
        (datetime(2026, 12, 9, 8), ON_TIME),
        (DUE, ON_TIME),
        (DUE.replace(second=1), LATE),
        (datetime(2026, 12, 10, 8), LATE),
    ],
)
def test_early_is_before_the_day_and_late_is_after_the_moment(
    desk: Desk, clock: Clock, taken: Dossier, at: datetime, fate: dict[str, int]
) -> None:
    happens(desk, clock, taken, at, RESULT)
    assert figures(desk, DECEMBER) == NEW | fate


def test_what_was_overdue_at_the_end_of_a_month_stays_so_in_its_report(
    desk: Desk, clock: Clock, taken: Dossier
) -> None:
    happens(desk, clock, taken, datetime(2027, 1, 3, 8), RESULT)
    happens(desk, clock, taken, datetime(2027, 1, 20, 8), facts.Returned(Collector("x", "1")))
    assert figures(desk, NOVEMBER) == {}
    assert figures(desk, DECEMBER) == NEW | OVERDUE
    assert figures(desk, JANUARY) == CARRIED | LATE
    assert figures(desk, Period(date(2027, 1, 4), date(2027, 1, 23))) == {}
    assert figures(desk, YEAR) == NEW | LATE


def test_waiting_for_papers_is_in_term_also_when_it_is_looked_at_later(
    desk: Desk, clock: Clock, taken: Dossier
) -> None:
    happens(desk, clock, taken, datetime(2026, 12, 8, 9), facts.SupplementRequested(("x",), ""))
    then, clock.at = clock.at, datetime(2026, 12, 31, 23)
    seen = reports.report(desk, DECEMBER, By.FIELD).rows
    clock.at = datetime(2027, 1, 11, 9)
    processing.supplement(desk, MAI, taken.id, ())
    clock.at = then
    happens(desk, clock, taken, datetime(2027, 1, 12, 9), RESULT)
    assert figures(desk, Period(date(2026, 12, 3), date(2026, 12, 7))) == NEW | IN_TERM
    assert figures(desk, DECEMBER) == NEW | IN_TERM
    assert reports.report(desk, DECEMBER, By.FIELD).rows == seen
    assert figures(desk, JANUARY) == CARRIED | ON_TIME  # due on the 12th: one working day was left, and the day itself


def test_what_ends_while_papers_are_waited_for_is_held_against_the_day_on_which_they_were_asked_for(
    desk: Desk, clock: Clock, taken: Dossier
) -> None:
    happens(desk, clock, taken, datetime(2026, 12, 9, 9), facts.SupplementRequested(("x",), ""))
    happens(desk, clock, taken, datetime(2027, 1, 2, 9), facts.Withdrawn("x"))
    assert figures(desk, JANUARY) == CARRIED | ON_TIME


def test_asked_for_papers_after_the_term_was_over_it_stays_late(desk: Desk, clock: Clock, taken: Dossier) -> None:
    happens(desk, clock, taken, datetime(2026, 12, 11, 9), facts.SupplementRequested(("x",), ""))
    happens(desk, clock, taken, datetime(2027, 1, 4, 9), facts.Refused("x"))
    assert figures(desk, Period(date(2026, 12, 1), date(2026, 12, 10))) == NEW | OVERDUE
    assert figures(desk, DECEMBER) == NEW | OVERDUE
    assert figures(desk, JANUARY) == CARRIED | LATE


def test_an_apology_puts_the_appointment_off_but_not_the_term_unless_the_province_says_so(
    desk: Desk, clock: Clock, taken: Dossier
) -> None:
    later = datetime(2027, 1, 5, 17)
    sorry = facts.Apologised(LateCause.WORKLOAD, "x", DUE, later)
    happens(desk, clock, taken, datetime(2026, 12, 8, 9), sorry)
    happens(desk, clock, taken, datetime(2027, 1, 5, 9), RESULT)
    assert (figures(desk, DECEMBER), figures(desk, JANUARY)) == (NEW | OVERDUE, CARRIED | LATE)
    paper_settings.write(desk.store, PaperSettings(extension_counts=True))
    assert (figures(desk, DECEMBER), figures(desk, JANUARY)) == (NEW | IN_TERM, CARRIED | ON_TIME)


def test_without_an_appointment_nothing_is_late(desk: Desk, taken: Dossier) -> None:
    in_the_log(desk, replace(taken.received, due=None, code="H02.15.23-261204-0900"), 900)
    assert figures(desk, DECEMBER) == {"3": 2, "5": 2, "11": 2, "12": 1, "13": 1}


def test_however_long_a_dossier_took_it_is_found_on_the_day_of_its_result(
    desk: Desk, clock: Clock, taken: Dossier
) -> None:
    days, ended = 70, datetime(2026, 12, 10, 8)
    for number in range(days):
        at = ended - timedelta(days=number)
        id = EventId(7, 10 * (number + 1))
        received = replace(taken.received, code=f"{UNIT.code}-{at:%y%m%d}-0900")
        with desk.store.write() as connection:
            log.append(connection, facts.Event(id, id, at, MAI, received))
            log.append(connection, facts.Event(EventId(7, id.seq + 1), id, ended, MAI, RESULT))
            dossiers.project(connection, id)
    on_the_day = figures(desk, Period(ended.date(), ended.date()))
    assert on_the_day == {"3": days + 1, "5": 1, "6": days, "7": days, "10": days, "11": 1, "13": 1}
    assert figures(desk, Period(date(2026, 12, 11), date(2026, 12, 31))) == CARRIED | OVERDUE


def test_the_end_of_the_period_is_now_while_it_runs(desk: Desk, clock: Clock, taken: Dossier) -> None:
    clock.at = DUE
    assert figures(desk, DECEMBER) == NEW | IN_TERM
    clock.turn(seconds=1)
    assert figures(desk, DECEMBER) == NEW | OVERDUE
    assert reports.report(desk, DECEMBER, By.FIELD).until == clock.at


def test_a_result_before_its_receipt_counts_with_the_receipt(desk: Desk, clock: Clock, taken: Dossier) -> None:
    happens(desk, clock, taken, datetime(2026, 11, 30, 9), RESULT)
    assert (figures(desk, NOVEMBER), figures(desk, DECEMBER)) == ({}, NEW | EARLY)


def test_what_a_clock_in_the_future_received_counts_when_that_day_has_come(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2027, 2, 20, 9)
    receive(desk, THREE_DAYS)
    clock.at = NOW
    assert figures(desk, YEAR) == {}
    clock.at = datetime(2027, 2, 20, 9)
    assert figures(desk, YEAR) == NEW | IN_TERM


def test_a_refused_receipt_is_in_no_figure(desk: Desk, taken: Dossier) -> None:
    with desk.store.write() as connection:
        connection.execute(update(event).values(status="refused"))
        dossiers.project(connection, taken.id)
    assert figures(desk, DECEMBER) == {}
    assert upkeep.check(desk) == []
    with desk.store.write() as connection:
        connection.execute(update(event).values(status="waiting"))
        dossiers.project(connection, taken.id)
    assert figures(desk, DECEMBER) == NEW | OVERDUE


def test_a_refused_result_leaves_the_dossier_pending(desk: Desk, clock: Clock, taken: Dossier) -> None:
    happens(desk, clock, taken, datetime(2026, 12, 7, 9), RESULT)
    with desk.store.write() as connection:
        connection.execute(update(event).where(event.c.kind == "result_recorded").values(status="refused"))
        dossiers.project(connection, taken.id)
    assert figures(desk, DECEMBER) == NEW | OVERDUE


def test_a_correction_of_the_applicant_moves_nothing(desk: Desk, clock: Clock, taken: Dossier) -> None:
    before = figures(desk, YEAR)
    processing.correct(desk, MAI, taken.id, {"name": "Lò Thị Vân"})
    assert figures(desk, YEAR) == before


def test_lines_are_named_and_ordered_and_each_month_carries_over_what_the_last_one_left(
    desk: Desk, clock: Clock, taken: Dossier
) -> None:
    clock.at = NOW
    intake.receive(desk, draft(desk, BIRTH), Official("hung", "Trần Văn Hùng"))
    by = partial(reports.report, desk, YEAR)
    assert [row.name for row in by(By.OFFICIAL).rows] == ["Lê Thị Mai", "Trần Văn Hùng"]
    assert [row.name for row in by(By.UNIT).rows] == ["UBND xã Suối Trong"]
    assert [(row.key, row.counts[Column.RECEIVED]) for row in by(By.FIELD).rows] == [("Hộ tịch", 2)]
    months = by(By.MONTH).rows
    assert [row.key for row in months] == [*(f"2026-{month:02}" for month in range(7, 13)), "2027-01"]
    assert [row.counts[Column.CARRIED] for row in months] == [0] * 6 + [1]
    assert [row.counts[Column.RECEIVED] for row in months] == [0] * 5 + [1, 2]
    figure = Figure(YEAR, By.MONTH, "2027-01", Column.CARRIED)
    assert [row.id for row in reports.dossiers(desk, figure)] == [taken.id]


def test_two_names_of_one_login_are_two_lines(desk: Desk) -> None:
    for name in ("Lê Thị Mai", "Lê Thị Mai (sổ cũ)"):
        intake.receive(desk, draft(desk, BIRTH), Official("mai", name))
    rows = reports.report(desk, YEAR, By.OFFICIAL).rows
    assert [(row.name, row.counts[Column.RECEIVED]) for row in rows] == [("Lê Thị Mai", 1), ("Lê Thị Mai (sổ cũ)", 1)]


@pytest.mark.parametrize(
    ("period", "field", "says"),
    [
        (Period(date(2026, 12, 31), date(2026, 12, 1)), "last", "trước ngày đầu kỳ"),
        (Period(date(2000, 1, 1), date(2026, 1, 1)), "first", "20 năm"),
        (Period(date(2027, 1, 26), date(2027, 1, 31)), "first", "chưa tới"),
        (Period(date(26, 1, 1), date(2026, 1, 1)), "first", "không đúng"),
    ],
)
def test_a_period_that_is_none_is_refused_in_a_sentence(desk: Desk, period: Period, field: str, says: str) -> None:
    asked: list[Callable[[], object]] = [
        lambda: reports.report(desk, period, By.FIELD),
        lambda: reports.dossiers(desk, Figure(period, By.FIELD, None, Column.RECEIVED)),
        lambda: reports.rates(desk, period),
        lambda: reports.handling(desk, period),
    ]
    for ask in asked:
        with pytest.raises(UserError, match=says) as refused:
            ask()
        assert refused.value.field == field


def test_before_all_is_made_up_for_no_figure_is_shown(desk: Desk, taken: Dossier) -> None:
    for _ in range(3):
        receive(desk)
    with desk.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM course")
        course_backlog.done(connection, 4)
    assert upkeep.check(desk) == []
    with pytest.raises(UserError, match="chưa dựng xong"):
        reports.report(desk, DECEMBER, By.FIELD)
    assert not reports.complete(desk, stopped=lambda: True)
    told: list[tuple[int, int]] = []
    assert reports.complete(desk, lambda done, total: told.append((done, total)))
    assert told == [(4, 4)]
    assert figures(desk, DECEMBER) == NEW | OVERDUE
    assert reports.complete(desk, lambda done, total: told.append((done, total)))
    assert len(told) == 1
