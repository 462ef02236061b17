"""Every day lies in one period of each kind, and the periods of a kind follow each other without a gap."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.period import Preset, around, earlier, free, later, months, preset_of, words
from onecua_desk.domain.report import Period
from onecua_desk.errors import UserError

DAYS = st.dates(date(1995, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("preset", "day", "first", "last", "said"),
    [
        ("day", date(2026, 11, 23), "2026-11-23", "2026-11-23", "Ngày 23/11/2026"),
        ("week", date(2026, 11, 22), "2026-11-16", "2026-11-22", "Tuần 16/11/2026–22/11/2026"),
        ("month", date(2028, 2, 29), "2028-02-01", "2028-02-29", "Tháng 02/2028"),
        ("quarter", date(2026, 11, 23), "2026-10-01", "2026-12-31", "Quý IV/2026"),
        ("year", date(2026, 11, 23), "2026-01-01", "2026-12-31", "Năm 2026"),
        ("report_month", date(2026, 11, 14), "2026-10-15", "2026-11-14", "Tháng 11/2026 (15/10/2026–14/11/2026)"),
        ("report_month", date(2026, 12, 15), "2026-12-15", "2027-01-14", "Tháng 01/2027 (15/12/2026–14/01/2027)"),
        ("report_quarter", date(2026, 3, 14), "2025-12-15", "2026-03-14", "Quý I/2026 (15/12/2025–14/03/2026)"),
        ("report_quarter", date(2026, 3, 15), "2026-03-15", "2026-06-14", "Quý II/2026 (15/03/2026–14/06/2026)"),
        ("report_year", date(2026, 12, 14), "2025-12-15", "2026-12-14", "Năm 2026 (15/12/2025–14/12/2026)"),
        ("report_year", date(2026, 12, 15), "2026-12-15", "2027-12-14", "Năm 2027 (15/12/2026–14/12/2027)"),
    ],
)
def test_the_period_around_a_day(preset: str, day: date, first: str, last: str, said: str) -> None:
    found = around(Preset(preset), day)
    assert found == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert words(found) == said


@given(st.sampled_from(Preset), DAYS)
def test_periods_of_a_kind_follow_each_other(preset: Preset, day: date) -> None:
    found = around(preset, day)
    assert found.first <= day <= found.last
    assert around(preset, found.last) == found
    assert earlier(preset, found).last + timedelta(days=1) == found.first
    assert later(preset, found) == around(preset, found.last + timedelta(days=1))
    assert preset_of(found) is preset


@given(DAYS, st.integers(0, 1_000))
def test_months_are_the_period_cut_up(first: date, days: int) -> None:
    period = Period(first, first + timedelta(days=days))
    found = months(period)
    assert (found[0].period.first, found[-1].period.last) == (period.first, period.last)
    for one, two in pairwise(found):
        assert one.period.last + timedelta(days=1) == two.period.first
    assert len({month.key for month in found}) == len(found)


def test_months_of_a_reporting_year_go_from_the_15th_and_cut_ones_say_so() -> None:
    whole = months(around(Preset.REPORT_YEAR, date(2026, 6, 1)))
    assert [month.key for month in whole] == [f"2026-{month:02}" for month in range(1, 13)]
    assert whole[0].name == "Tháng 01/2026 (15/12/2025–14/01/2026)"
    cut = months(Period(date(2026, 2, 10), date(2026, 3, 31)))
    assert [month.name for month in cut] == ["Tháng 02/2026 (10/02/2026–28/02/2026)", "Tháng 03/2026"]
    assert words(Period(date(2026, 2, 10), date(2026, 3, 31))) == "Từ 10/02/2026 đến 31/03/2026"


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (None, date(2026, 1, 1), "first"),
        (date(2026, 1, 1), None, "last"),
        (date(2026, 1, 2), date(2026, 1, 1), "last"),
        (date(2006, 1, 1), date(2026, 1, 1), "first"),
        (date(1889, 12, 31), date(1890, 1, 1), "first"),
        (date(2026, 1, 1), date(9999, 12, 31), "last"),
    ],
)
def test_what_is_no_period_is_refused_at_its_field(first: date | None, last: date | None, field: str) -> None:
    with pytest.raises(UserError) as refused:
        free(first, last)
    assert refused.value.field == field


def test_twenty_years_are_a_period() -> None:
    assert free(date(2006, 1, 1), date(2025, 12, 31)) == Period(date(2006, 1, 1), date(2025, 12, 31))
