"""Days and times as people write them, in a field or in a cell of their own table."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.day_text import day_text, read_day, read_moment


@pytest.mark.parametrize(
    "typed", ["29/02/1988", "29-2-1988", "29.02.1988", "29 2 1988", "29021988", " 29/2/1988 ", "1988-02-29"]
)
def test_a_day_is_read_in_every_usual_way(typed: str) -> None:
    assert read_day(typed) == date(1988, 2, 29)


@pytest.mark.parametrize(
    "typed", ["", "31/02/1988", "29/02/1987", "1988", "29/02/88", "00000000", "abc", "1/1/0000", "29/02/19888"]
)
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert read_day(typed) is None


@given(st.dates())
def test_every_day_is_read_back_as_it_is_shown(day: date) -> None:
    assert read_day(day_text(day)) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_eight_figures_are_a_day_only_with_its_year_last(day: date) -> None:
    assert read_day(f"{day:%d%m%Y}") == day
    assert read_day(f"{day:%Y%m%d}") is None


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("05/01/2026", date(2026, 1, 5), None),
        ("5.1.2026", date(2026, 1, 5), None),
        ("2026-01-05", date(2026, 1, 5), None),
        ("ngày 05/01/2026", date(2026, 1, 5), None),
        ("05/01/2026 08:30", date(2026, 1, 5), time(8, 30)),
        ("2026-01-05 08:30:15", date(2026, 1, 5), time(8, 30)),
        ("8h30, 05/01/2026", date(2026, 1, 5), time(8, 30)),
        ("14 giờ 05 phút ngày 5-1-2026", date(2026, 1, 5), time(14, 5)),
    ],
)
def test_moments_are_read_in_the_ways_people_write_them(text: str, day: date, at: time | None) -> None:
    assert read_moment(text) == (day, at)
    assert read_day(text) == (day if at is None else None)


@pytest.mark.parametrize("text", ["", "31/02/2026", "tháng 5", "05/01/26", "05/01/2026 chiều", "05/01/2026 25:00"])
def test_what_names_no_moment_is_none(text: str) -> None:
    assert read_moment(text) is None
