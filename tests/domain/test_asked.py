"""What was typed is told apart: words, days, numbers of procedures, digits."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.asked import Asked, asked

MONDAY = date(2026, 11, 23)


def days(text: str) -> list[date]:
    """The one day that ``text`` names, in every meaning it has."""
    (meant,) = asked(text, MONDAY).days
    return list(meant)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21/11/2026", date(2026, 11, 21)),
        ("21.11.26", date(2026, 11, 21)),
        ("1-2-2025", date(2025, 2, 1)),
        ("hôm qua", date(2026, 11, 22)),
        ("HOM NAY", date(2026, 11, 23)),
        ("ngày mai", date(2026, 11, 24)),
        ("ngày 21/11/2026", date(2026, 11, 21)),
    ],
)
def test_a_day_is_read_as_people_write_and_say_it(text: str, day: date) -> None:
    assert days(text) == [day]
    assert asked(text, MONDAY).words == ()


def test_a_day_without_a_year_is_that_of_every_year_the_next_one_too() -> None:
    assert days("21/11")[:3] == [date(2027, 11, 21), date(2026, 11, 21), date(2025, 11, 21)]
    assert {day.year % 4 for day in days("29/2")} == {0}


@pytest.mark.parametrize("text", ["31/02/2026", "0912.345.678", "261123-1005", "15.23.1"])
def test_what_is_no_day_stays_digits(text: str) -> None:
    found = asked(text, MONDAY)
    assert found == Asked(number="".join(char for char in text if char.isdigit()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bích  chứng thực", Asked(("bích", "chứng", "thực"))),
        ("0912 345 67", Asked(number="091234567")),
        ("T2001", Asked(number="2001")),
        ("EB 123456785 VN", Asked(number="123456785")),
        ("1.001193", Asked(procedures=("1.001193",))),
        ("1.001193.000.00.00.H23 bích", Asked(("bích",), procedures=("1.001193",))),
        ("bích 2007", Asked(("bích", "2007"), number="2007")),
        ("tổ 5", Asked(("tổ", "5"))),
        ("h'wen", Asked(("h", "wen"))),
        ('" * ()', Asked()),
    ],
)
def test_words_procedures_and_digits_are_told_apart(text: str, found: Asked) -> None:
    assert asked(text, MONDAY) == found


@given(st.text(max_size=40) | st.text(st.sampled_from("0123456789/.- abđ"), max_size=20))
def test_whatever_is_typed_means_something_or_nothing(text: str) -> None:
    found = asked(text, MONDAY)
    assert all(word.isalnum() for word in found.words)
    assert all(meant and list(meant) == sorted(meant, reverse=True) for meant in found.days)
