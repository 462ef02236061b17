"""The appointment of a dossier: counted by hand, and as the law counts its terms."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.calendar import DeskHours, WorkCalendar
from onecua_desk.domain.deadline import Appointment, appointment
from onecua_desk.domain.procedure import Limit, LimitUnit
from tests.domain.terms import (
    CALENDAR,
    CULTURE,
    NEXT_DAY,
    SAME_DAY,
    at,
    calendar_days,
    counted,
    hours,
    limits,
    moments,
    waits,
    working_days,
)

BY_HAND = [
    (SAME_DAY, "2026-11-23 14:59", "2026-11-23 17:00", "Trong ngày; nhận trước 15 giờ"),
    (SAME_DAY, "2026-11-23 15:00:59", "2026-11-23 17:00", "Trong ngày; nhận trước 15 giờ"),
    (SAME_DAY, "2026-11-23 15:01", "2026-11-25 17:00", f"Nhận sau 15 giờ: {NEXT_DAY}, {CULTURE}"),
    (SAME_DAY, "2026-11-20 16:00", "2026-11-23 17:00", f"Nhận sau 15 giờ: {NEXT_DAY}"),
    (SAME_DAY, "2026-11-24 09:00", "2026-11-25 17:00", f"Nhận ngày nghỉ: {NEXT_DAY}, {CULTURE}"),
    (SAME_DAY, "2026-11-21 09:00", "2026-11-23 17:00", f"Nhận ngày nghỉ: {NEXT_DAY}"),
    (SAME_DAY, "2026-01-10 09:00", "2026-01-10 17:00", "Trong ngày; nhận trước 15 giờ"),
    (working_days(1), "2026-01-09 16:30", "2026-01-10 17:00", "1 ngày làm việc"),
    (
        working_days(1),
        "2025-12-31 09:00",
        "2026-01-05 17:00",
        "1 ngày làm việc, nghỉ 1/1 (Tết Dương lịch), 2/1 (Nghỉ hoán đổi, làm bù 10/1/2026)",
    ),
    (working_days(3), "2026-11-23 18:30", "2026-11-27 17:00", f"3 ngày làm việc, {CULTURE}"),
    (working_days(3), "2026-11-16 08:00", "2026-11-19 17:00", "3 ngày làm việc"),
    (working_days(2), "2026-02-13 08:00", "2026-02-24 17:00", "2 ngày làm việc, nghỉ 16/2-20/2 (Tết Nguyên đán)"),
    (working_days(1), "2024-02-07 08:00", "2024-02-15 17:00", "1 ngày làm việc, nghỉ 8/2-14/2 (Tết Nguyên đán)"),
    (
        working_days(5),
        "2026-04-29 08:00",
        "2026-05-08 17:00",
        "5 ngày làm việc, nghỉ 30/4 (Ngày Chiến thắng), 1/5 (Ngày Quốc tế Lao động)",
    ),
    (calendar_days(30), "2026-10-26 10:00", "2026-11-25 17:00", "30 ngày"),
    (
        calendar_days(15),
        "2026-11-09 10:00",
        "2026-11-25 17:00",
        f"15 ngày, hết hạn ngày nghỉ 24/11 nên {NEXT_DAY}, {CULTURE}",
    ),
    (calendar_days(7), "2026-11-21 10:00", "2026-11-30 17:00", f"7 ngày, hết hạn ngày nghỉ 28/11 nên {NEXT_DAY}"),
    (
        calendar_days(10),
        "2026-02-06 10:00",
        "2026-02-23 17:00",
        f"10 ngày, hết hạn ngày nghỉ 16/2 nên {NEXT_DAY}, nghỉ 16/2-20/2 (Tết Nguyên đán)",
    ),
    (hours(2), "2026-11-23 09:15", "2026-11-23 11:15", "2 giờ làm việc"),
    (hours(2), "2026-11-23 09:30", "2026-11-23 11:30", "2 giờ làm việc"),
    (hours(2), "2026-11-23 10:30", "2026-11-23 14:30", "2 giờ làm việc"),
    (hours(2), "2026-11-23 16:00", "2026-11-25 08:30", f"2 giờ làm việc, {CULTURE}"),
    (hours(3), "2026-11-20 17:30", "2026-11-23 10:30", "3 giờ làm việc"),
    (hours(8), "2026-11-25 07:00", "2026-11-26 08:00", "8 giờ làm việc"),
]


@pytest.mark.parametrize(("limit", "received", "due", "why"), BY_HAND)
def test_the_appointment_is_the_one_counted_by_hand(limit, received, due, why):
    assert appointment(limit, at(received), CALENDAR) == Appointment(at(due), why)


def test_a_procedure_may_have_its_own_cut_off():
    limit = Limit(0, LimitUnit.SAME_DAY, time(10, 30))
    assert appointment(limit, at("2026-11-23 10:00"), CALENDAR).why == "Trong ngày; nhận trước 10 giờ 30"
    assert appointment(limit, at("2026-11-23 10:45"), CALENDAR).due == at("2026-11-25 17:00")


def test_a_same_day_dossier_received_after_an_early_closing_is_due_on_the_next_working_day():
    morning = DeskHours(special={5: ((time(7, 30), time(11, 30)),)})
    calendar = WorkCalendar(working={date(2026, 1, 10): "Làm bù"}, hours=morning)
    assert appointment(SAME_DAY, at("2026-01-10 11:30"), calendar).due == at("2026-01-10 11:30")
    late = appointment(SAME_DAY, at("2026-01-10 11:30:20"), calendar)
    assert late == Appointment(at("2026-01-12 17:00"), f"Nhận sau giờ làm việc: {NEXT_DAY}")


@given(limits, moments)
def test_a_result_is_due_in_working_time_and_never_before_its_receipt(limit, received):
    due = appointment(limit, received, CALENDAR).due
    assert due >= received
    assert any(opens <= due <= closes for opens, closes in CALENDAR.spans(due.date()))


@given(counted, moments)
def test_a_longer_limit_is_never_due_earlier(limit, received):
    longer = Limit(limit.value + 1, limit.unit)
    assert appointment(limit, received, CALENDAR).due <= appointment(longer, received, CALENDAR).due


@given(limits, moments, waits)
def test_what_is_received_later_is_never_due_earlier(limit, received, wait):
    assert appointment(limit, received, CALENDAR).due <= appointment(limit, received + wait, CALENDAR).due


# the terms of the law, counted the other way round (Bộ luật Dân sự 2015 Art. 147-148)
def on_its_day(received: datetime, other: time) -> datetime:
    return datetime.combine(received.date(), other)


@given(st.integers(1, 60), moments)
def test_a_term_of_working_days_has_just_as_many_of_them_after_the_day_of_receipt(value, received):
    due = appointment(working_days(value), received, CALENDAR).due
    assert CALENDAR.working_days_between(received.date(), due.date()) == value
    assert due == CALENDAR.closing(due.date())


@given(st.integers(1, 200), moments)
def test_a_term_of_days_ends_on_its_last_day_or_on_the_first_working_day_behind_days_off(value, received):
    due, last = appointment(calendar_days(value), received, CALENDAR).due, received.date() + timedelta(days=value)
    assert due.date() >= last
    assert CALENDAR.working_days_between(last - timedelta(days=1), due.date()) == 1


@given(st.integers(1, 80), moments)
def test_a_term_of_hours_has_just_as_much_working_time_and_ends_inside_it(value, received):
    due = appointment(hours(value), received, CALENDAR).due
    assert CALENDAR.working_time(received, due) == timedelta(hours=value)
    assert CALENDAR.working_time(received, due - timedelta(seconds=1)) < timedelta(hours=value)


@given(st.integers(1, 60), moments, st.times(), st.sampled_from([working_days, calendar_days]))
def test_at_what_time_of_its_day_a_dossier_comes_moves_no_term_of_days(value, received, other, unit):
    """Near closing, after it and on a day off: the day of receipt is not counted, whatever is left of it."""
    again = on_its_day(received, other)
    assert appointment(unit(value), received, CALENDAR).due == appointment(unit(value), again, CALENDAR).due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-23 16:59:59", "2026-11-25 08:29:59"),
        ("2026-11-23 17:00:00", "2026-11-25 08:30"),
        ("2026-11-23 17:00:01", "2026-11-25 08:30"),
        ("2026-11-23 11:30:00", "2026-11-23 14:30"),
        ("2026-11-23 12:15:00", "2026-11-23 14:30"),
        ("2026-11-22 10:00:00", "2026-11-23 08:30"),
        ("2027-02-03 16:30:00", "2027-02-11 08:00"),
    ],
)
def test_an_hour_begins_at_the_receipt_or_when_the_desk_opens_next(received, due):
    assert appointment(hours(1), at(received), CALENDAR).due == at(due)


HALF = WorkCalendar(
    days_off=CALENDAR.days_off,
    working={date(2026, 11, 28): "Làm thứ Bảy"},
    hours=DeskHours(special={5: ((time(7, 30), time(11, 30)),)}),
)


@pytest.mark.parametrize(
    ("limit", "received", "due"),
    [
        (SAME_DAY, "2026-11-28 11:30", "2026-11-28 11:30"),
        (SAME_DAY, "2026-11-28 14:00", "2026-11-30 17:00"),
        (working_days(1), "2026-11-27 16:00", "2026-11-28 11:30"),
        (calendar_days(5), "2026-11-23 16:00", "2026-11-28 11:30"),
        (hours(4), "2026-11-27 16:00", "2026-11-28 10:30"),
        (hours(6), "2026-11-27 16:00", "2026-11-30 08:30"),
    ],
)
def test_a_half_day_is_a_working_day_that_closes_early(limit, received, due):
    assert appointment(limit, at(received), HALF).due == at(due)


@pytest.mark.parametrize(
    ("limit", "received", "due"),
    [
        (working_days(3), "2027-02-03 08:00", "2027-02-15 17:00"),
        (calendar_days(3), "2027-02-03 08:00", "2027-02-11 17:00"),
        (SAME_DAY, "2027-02-03 15:01", "2027-02-11 17:00"),
        (working_days(1), "2027-04-30 08:00", "2027-05-04 17:00"),
        (calendar_days(1), "2027-09-01 08:00", "2027-09-06 17:00"),
        (working_days(1), "2026-08-28 08:00", "2026-09-03 17:00"),
        (working_days(1), "2026-08-21 08:00", "2026-08-22 17:00"),
        (calendar_days(1), "2026-08-21 08:00", "2026-08-22 17:00"),
    ],
)
def test_tet_the_swaps_and_the_compensatory_days_of_2026_and_2027(limit, received, due):
    assert appointment(limit, at(received), CALENDAR).due == at(due)


@pytest.mark.parametrize(("year", "days"), [(2024, 11), (2025, 11), (2026, 12), (2027, 12)])
def test_a_year_has_the_days_off_of_the_labour_code_each_made_up_for_on_a_weekday(year, days):
    """Bộ luật Lao động 2019 Art. 112: 1 + 5 + 1 + 1 + 1 + 2, and 24/11 from 2026; a swap gives and takes a day."""
    off = [day for day in CALENDAR.days_off if day.year == year and day.weekday() < 5]
    assert len(off) - sum(day.year == year for day in CALENDAR.working) == days
