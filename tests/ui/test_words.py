"""Moments, phones and numbers as every screen writes them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.text import digits
from onecua_desk.ui.words import appointment_words, grouped_number, grouped_phone, short_moment

TODAY = date(2026, 11, 23)


def test_an_appointment_is_said_with_its_weekday() -> None:
    assert appointment_words(datetime(2026, 11, 19, 17), TODAY) == "17:00 thứ Năm 19/11"
    assert appointment_words(datetime(2027, 1, 4, 10, 30), TODAY) == "10:30 thứ Hai 04/01/2027"
    assert appointment_words(datetime(2026, 11, 23, 17), TODAY) == "17:00 hôm nay"
    assert short_moment(datetime(2025, 12, 31, 8, 5), date(2026, 1, 1)) == "31/12/2025 08:05"


@pytest.mark.parametrize(
    ("phone", "grouped"),
    [
        ("0986123456", "0986 123 456"),
        ("0986.123.456", "0986 123 456"),
        ("+84986123456", "+84 986 123 456"),
        ("113", "113"),
        ("0986 123 456 (chị Hà)", "0986 123 456 (chị Hà)"),
        ("", ""),
    ],
)
def test_a_phone_is_grouped_as_it_is_read_aloud(phone: str, grouped: str) -> None:
    assert grouped_phone(phone) == grouped


@pytest.mark.parametrize(
    ("number", "grouped"),
    [
        ("024185004321", "024 185 004 321"),
        ("024-185.004 321", "024 185 004 321"),
        ("123456789", "123 456 789"),
        ("0101234567-001", "0101234567-001"),
        ("C1234567", "C1234567"),
    ],
)
def test_a_personal_number_is_grouped_in_threes(number: str, grouped: str) -> None:
    assert grouped_number(number) == grouped


@given(st.text(alphabet="0123456789 .-+abc", max_size=20))
def test_grouping_never_changes_a_figure(typed: str) -> None:
    assert digits(grouped_number(typed)) == digits(typed)
    assert digits(grouped_phone(typed)) == digits(typed)
