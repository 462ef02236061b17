"""Working time, and the calendar that is shipped."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.calendar import DeskHours, WorkCalendar
from onecua_desk.errors import UserError
from onecua_desk.wire.calendar import parse_calendar
from tests.domain.terms import CALENDAR, SHIPPED

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)).map(lambda m: m.replace(microsecond=0))


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize(
    ("year", "known_differences"),
    [
        (2024, set()),
        (2025, set()),
        # The package does not know document 12729/VPCP-KGVX: 2 January off, worked on Saturday 10 January.
        (2026, {date(2026, 1, 2), date(2026, 1, 10)}),
        (2027, set()),
    ],
)
def test_the_shipped_calendar_agrees_with_the_holidays_package_but_for_what_is_named(year, known_differences):
    oracle = holidays.country_holidays("VN", years=year)

    def works(day: date) -> bool:
        return day in oracle.weekend_workdays or (day.weekday() < 5 and day not in oracle)

    assert {day for day in days_of(year) if CALENDAR.is_working_day(day) != works(day)} == known_differences


def test_the_swaps_of_2026_are_in_the_shipped_calendar():
    assert CALENDAR.reason(date(2026, 1, 2)) == "Nghỉ hoán đổi, làm bù 10/1/2026"
    assert CALENDAR.is_working_day(date(2026, 1, 10))
    assert CALENDAR.reason(date(2026, 8, 31)) == "Nghỉ hoán đổi, làm bù 22/8/2026"
    assert CALENDAR.is_working_day(date(2026, 8, 22))


def test_the_day_of_culture_is_off_until_its_row_is_taken_out():
    assert CALENDAR.reason(date(2026, 11, 24)) == "Ngày Văn hóa Việt Nam"
    lines = SHIPPED.read_text(encoding="utf-8").splitlines(keepends=True)
    without = "".join(line for line in lines if "2026-11-24" not in line)
    assert parse_calendar(without, DeskHours()).is_working_day(date(2026, 11, 24))


def test_a_day_off_says_why():
    assert CALENDAR.reason(date(2026, 2, 17)) == "Tết Nguyên đán"
    assert CALENDAR.reason(date(2026, 11, 21)) == "Thứ Bảy"
    assert CALENDAR.reason(date(2026, 11, 22)) == "Chủ nhật"
    assert CALENDAR.reason(date(2026, 11, 23)) is None


def test_years_that_are_not_known_work_by_weekdays_and_say_so():
    assert CALENDAR.covers(date(2027, 12, 31))
    assert not CALENDAR.covers(date(2028, 1, 3))
    assert CALENDAR.is_working_day(date(2028, 1, 3))
    assert not CALENDAR.is_working_day(date(2028, 1, 1))


def test_tet_is_stepped_over_in_both_directions():
    assert CALENDAR.next_working_day(date(2026, 2, 13)) == date(2026, 2, 23)
    assert CALENDAR.working_day_after(date(2026, 2, 23), -1) == date(2026, 2, 13)
    assert CALENDAR.this_or_next_working_day(date(2026, 2, 14)) == date(2026, 2, 23)
    assert CALENDAR.working_days_between(date(2026, 2, 13), date(2026, 2, 22)) == 0


def test_a_working_day_has_two_spans_and_a_day_off_none():
    monday = date(2026, 11, 23)
    assert CALENDAR.spans(monday) == (
        (datetime(2026, 11, 23, 7, 30), datetime(2026, 11, 23, 11, 30)),
        (datetime(2026, 11, 23, 13, 30), datetime(2026, 11, 23, 17)),
    )
    assert CALENDAR.closing(monday) == datetime(2026, 11, 23, 17)
    assert CALENDAR.spans(date(2026, 11, 24)) == ()


def test_a_weekday_may_have_its_own_hours():
    mornings = DeskHours(special={5: ((time(8), time(11)),)})
    calendar = WorkCalendar(working={date(2026, 1, 10): "Làm bù"}, hours=mornings)
    assert calendar.closing(date(2026, 1, 10)) == datetime(2026, 1, 10, 11)
    assert not calendar.is_working_day(date(2026, 1, 17))


@pytest.mark.parametrize(
    "spans",
    [(), ((time(11), time(7)),), ((time(7), time(7)),), ((time(7), time(12)), (time(11), time(17)))],
)
def test_hours_that_cannot_be_are_refused(spans):
    with pytest.raises(UserError, match="Giờ làm việc"):
        DeskHours(usual=spans)
    with pytest.raises(UserError, match="Giờ làm việc thứ Sáu"):
        DeskHours(special={4: spans})


def test_a_weekday_that_does_not_exist_is_refused():
    with pytest.raises(UserError, match="«7»"):
        DeskHours(special={7: ((time(8), time(11)),)})


@given(days, st.integers(1, 60))
def test_stepping_and_counting_working_days_agree(day, count):
    later = CALENDAR.working_day_after(day, count)
    assert CALENDAR.is_working_day(later)
    assert CALENDAR.working_days_between(day, later) == count


@given(moments, st.integers(1, 6000))
def test_adding_and_measuring_working_time_agree(start, minutes):
    amount = timedelta(minutes=minutes)
    end = CALENDAR.after_working_time(start, amount)
    assert end > start
    assert CALENDAR.working_time(start, end) == amount
