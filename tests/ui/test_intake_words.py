"""Dates, numbers and the appointment as the intake form writes and reads them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.text import digits
from onecua_desk.ui.intake.date_edit import read_day
from onecua_desk.ui.intake.words import appointment_words, day_text, grouped_number, grouped_phone

NOW = datetime(2026, 11, 23, 9, 41)


def test_today_is_said_as_today() -> None:
    assert appointment_words(datetime(2026, 11, 23, 17), NOW) == "17:00 hôm nay, 23/11"


def test_another_day_has_its_weekday() -> None:
    assert appointment_words(datetime(2026, 11, 25, 17), NOW) == "17:00 thứ Tư, 25/11"


def test_another_year_is_named() -> None:
    assert appointment_words(datetime(2027, 1, 4, 10, 30), NOW) == "10:30 thứ Hai, 4/1/2027"


@pytest.mark.parametrize("typed", ["29/02/1988", "29-2-1988", "29.02.1988", "29 2 1988", "29021988", " 29/2/1988 "])
def test_a_day_is_read_in_every_usual_way(typed: str) -> None:
    assert read_day(typed) == date(1988, 2, 29)


@pytest.mark.parametrize("typed", ["", "31/02/1988", "29/02/1987", "1988", "29/02/88", "00000000", "abc", "1/1/0000"])
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert read_day(typed) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_as_it_is_shown(day: date) -> None:
    assert read_day(day_text(day)) == day


@given(st.text(alphabet="0123456789 .-+abc", max_size=20))
def test_grouping_never_changes_a_figure(typed: str) -> None:
    assert digits(grouped_number(typed)) == digits(typed)
    assert digits(grouped_phone(typed)) == digits(typed)


def test_numbers_are_grouped_as_they_are_read_aloud() -> None:
    assert grouped_number("034188001234") == "034 188 001 234"
    assert grouped_phone("0912345678") == "0912 345 678"
    assert grouped_phone("+84912345678") == "+84912345678"
    assert grouped_number("C1234567") == "C1234567"
