"""Waiting for papers is added to a term, and lateness is counted in working days after it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.deadline import Appointment, appointment, lateness, resume
from tests.domain.terms import (
    CALENDAR,
    CULTURE,
    NEXT_DAY,
    SAME_DAY,
    at,
    calendar_days,
    hours,
    limits,
    moments,
    waits,
    working_days,
)


@pytest.mark.parametrize(
    ("limit", "due", "asked", "came", "moved", "why"),
    [
        (
            working_days(3),
            "2026-11-19 17:00",
            "2026-11-17 09:00",
            "2026-11-19 15:00",
            "2026-11-23 17:00",
            "Cộng 2 ngày làm việc chờ bổ sung",
        ),
        (
            working_days(3),
            "2026-11-23 17:00",
            "2026-11-20 09:00",
            "2026-11-23 09:00",
            "2026-11-25 17:00",
            f"Cộng 1 ngày làm việc chờ bổ sung, {CULTURE}",
        ),
        (
            calendar_days(15),
            "2026-11-18 17:00",
            "2026-11-10 09:00",
            "2026-11-16 09:00",
            "2026-11-25 17:00",
            f"Cộng 6 ngày chờ bổ sung, hết hạn ngày nghỉ 24/11 nên {NEXT_DAY}, {CULTURE}",
        ),
        (
            hours(2),
            "2026-11-23 11:00",
            "2026-11-23 09:30",
            "2026-11-23 14:00",
            "2026-11-23 15:30",
            "Cộng 2 giờ 30 phút làm việc chờ bổ sung",
        ),
        (
            SAME_DAY,
            "2026-11-23 17:00",
            "2026-11-23 09:00",
            "2026-11-23 16:00",
            "2026-11-25 17:00",
            f"Tính lại từ khi đủ giấy tờ 23/11: nhận sau 15 giờ: {NEXT_DAY}, {CULTURE}",
        ),
    ],
)
def test_waiting_for_papers_does_not_count(limit, due, asked, came, moved, why):
    assert resume(at(due), at(asked), at(came), limit, CALENDAR) == Appointment(at(moved), why)


@pytest.mark.parametrize("limit", [SAME_DAY, working_days(3), calendar_days(3), hours(2)])
@pytest.mark.parametrize("came", ["2026-12-02 09:31", "2026-12-07 10:00"])
def test_papers_that_are_asked_for_when_it_is_late_do_not_undo_that(limit, came):
    due, asked = at("2026-11-23 17:00"), at("2026-12-02 09:30")
    moved = resume(due, asked, at(came), limit, CALENDAR).due
    assert lateness(due, asked, CALENDAR) == 6
    assert lateness(moved, at(came), CALENDAR) >= 5  # hours and calendar days are not counted in whole working days


@pytest.mark.parametrize("limit", [SAME_DAY, working_days(3), calendar_days(3)])
def test_papers_that_come_at_once_move_nothing(limit):
    due = at("2026-11-26 17:00")
    kept = resume(due, at("2026-11-25 09:00"), at("2026-11-25 10:00"), limit, CALENDAR)
    assert kept == Appointment(due, "Bổ sung kịp trong hạn, giữ nguyên ngày hẹn")


def test_papers_cannot_come_before_they_were_asked_for():
    with pytest.raises(ValueError, match="before"):
        resume(at("2026-11-26 17:00"), at("2026-11-25 09:00"), at("2026-11-25 08:00"), SAME_DAY, CALENDAR)


@pytest.mark.parametrize(
    ("due", "moment", "late"),
    [
        ("2026-11-23 17:00", "2026-11-20 09:00", 0),
        ("2026-11-23 17:00", "2026-11-23 17:00", 0),
        ("2026-11-23 11:00", "2026-11-23 16:00", 0),
        ("2026-11-23 17:00", "2026-11-24 09:00", 1),
        ("2026-11-23 17:00", "2026-11-25 09:00", 1),
        ("2026-11-23 17:00", "2026-11-26 09:00", 2),
        ("2026-02-13 17:00", "2026-02-22 09:00", 1),
        ("2026-02-13 17:00", "2026-02-24 09:00", 2),
    ],
)
def test_lateness_is_counted_in_working_days(due, moment, late):
    assert lateness(at(due), at(moment), CALENDAR) == late


@given(limits, moments, waits, waits)
def test_waiting_never_makes_a_result_due_earlier_or_on_a_day_off(limit, received, before, wait):
    due = appointment(limit, received, CALENDAR).due
    asked = received + before
    moved = resume(due, asked, asked + wait, limit, CALENDAR).due
    assert moved >= due
    assert CALENDAR.is_working_day(moved.date())


@given(moments, waits)
def test_a_later_day_is_always_late_and_the_due_day_never(due, wait):
    late = lateness(due, due + wait, CALENDAR)
    assert (late > 0) == ((due + wait).date() > due.date())


def test_waiting_counts_from_the_day_off_on_which_the_term_ended():
    received, limit = date(2026, 11, 21), calendar_days(7)  # ends on Saturday 28/11, so due on Monday
    due = at("2026-11-30 17:00")
    moved = resume(due, at("2026-11-25 09:00"), at("2026-11-27 09:00"), limit, CALENDAR, received)
    assert moved == Appointment(due, "Bổ sung kịp trong hạn, giữ nguyên ngày hẹn")
    later = resume(due, at("2026-11-25 09:00"), at("2026-11-28 09:00"), limit, CALENDAR, received)
    assert later == Appointment(at("2026-12-01 17:00"), "Cộng 3 ngày chờ bổ sung")


def test_a_term_that_was_put_off_by_an_apology_counts_from_its_new_day():
    put_off = at("2026-12-04 17:00")
    asked, came = at("2026-12-01 09:00"), at("2026-12-02 09:00")
    moved = resume(put_off, asked, came, calendar_days(7), CALENDAR, date(2026, 11, 21))
    assert moved.due == at("2026-12-07 17:00")


pauses = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 12)), max_size=3)


@given(st.integers(1, 40), moments, pauses)
def test_however_often_papers_are_waited_for_the_term_is_its_days_and_those_of_waiting(value, received, waits):
    limit, waited, now = calendar_days(value), 0, received
    due = appointment(limit, received, CALENDAR).due
    for before, wait in waits:
        asked, came = now + timedelta(days=before), now + timedelta(days=before + wait)
        counted_from = received.date() + timedelta(days=waited)
        due = resume(due, asked, came, limit, CALENDAR, counted_from).due
        waited, now = waited + wait, came
    assert due == appointment(calendar_days(value + waited), received, CALENDAR).due
