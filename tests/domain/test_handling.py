"""Working time by running sums is the calendar's, and each limit is compared in its own unit."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.handling import Handled, WorkingTime, handling
from onecua_desk.domain.procedure import Limit, LimitUnit

CALENDAR = WorkCalendar(days_off={date(2026, 11, 24): "Ngày Văn hóa"}, working={date(2026, 11, 28): "Làm bù"})
FIRST, LAST = datetime(2026, 11, 1), datetime(2026, 12, 31, 23, 59)
MOMENTS = st.datetimes(FIRST, LAST)
MONDAY, FRIDAY = datetime(2026, 11, 23, 8, 30), datetime(2026, 11, 27, 15)


@given(MOMENTS, MOMENTS)
@settings(deadline=None)
def test_running_sums_say_what_the_calendar_says(one: datetime, two: datetime) -> None:
    start, end = sorted((one, two))
    working = WorkingTime(CALENDAR, FIRST.date(), LAST.date())
    assert working.days(start, end) == CALENDAR.working_days_between(start.date(), end.date())
    assert working.hours(start, end) == pytest.approx(CALENDAR.working_time(start, end).total_seconds() / 3600)


@pytest.mark.parametrize(
    ("limit", "unit", "term", "taken"),
    [
        (None, "ngày làm việc", None, 3),
        (Limit(5, LimitUnit.WORKING_DAYS), "ngày làm việc", 5, 3),
        (Limit(5, LimitUnit.DAYS), "ngày", 5, 4),
        (Limit(30, LimitUnit.HOURS), "giờ làm việc", 30, 6.5 + 7.5 + 7.5 + 5.5),
        (Limit(1, LimitUnit.SAME_DAY), "giờ làm việc", None, 6.5 + 7.5 + 7.5 + 5.5),
    ],
)
def test_every_limit_is_compared_in_its_own_unit(
    limit: Limit | None, unit: str, term: int | None, taken: float
) -> None:
    (line,) = handling([Handled("1", "x", limit, MONDAY, FRIDAY)], CALENDAR)
    assert (line.unit, line.term, line.dossiers) == (unit, term, 1)
    assert line.mean == line.median == pytest.approx(taken)


def test_waiting_is_left_out_and_procedures_with_many_dossiers_stand_first() -> None:
    limit = Limit(5, LimitUnit.WORKING_DAYS)
    waited = ((datetime(2026, 11, 25, 8), datetime(2026, 11, 27, 8)),)
    dossiers = [
        Handled("2", "b", limit, MONDAY, FRIDAY),
        Handled("1", "a", limit, MONDAY, FRIDAY, waited),
        Handled("1", "a", limit, MONDAY, FRIDAY),
        Handled("1", "a", limit, MONDAY, MONDAY),
    ]
    first, second = handling(dossiers, CALENDAR)
    assert (first.procedure, first.dossiers, first.median) == ("1", 3, 1)
    assert first.mean == pytest.approx(4 / 3)
    assert (second.procedure, second.mean) == ("2", 3)
    assert handling([], CALENDAR) == ()
