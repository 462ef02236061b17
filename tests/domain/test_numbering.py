"""Dossier codes, and slices of serials that never overlap."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.numbering import (
    DESKS,
    Slice,
    desk_slice,
    dossier_code,
    is_dossier_code,
    is_provisional,
    placed,
    provisional_code,
    restored_code,
    serial_of,
)
from onecua_desk.errors import UserError

UNITS = st.from_regex(r"[A-Z0-9.]{1,35}", fullmatch=True)
DAYS = st.dates(date(2000, 1, 1), date(2068, 12, 31))


def test_the_slices_of_all_desks_are_999_numbers_each_and_share_none() -> None:
    numbers = [number for desk in DESKS for number in range(desk_slice(desk).first, desk_slice(desk).last + 1)]
    assert len(numbers) == len(set(numbers)) == 9 * 999
    assert all(f"{number:04d}"[0] == str(number // 1000) for number in numbers)


@pytest.mark.parametrize("desk", [-1, 0, 10, 99])
def test_a_desk_number_outside_one_to_nine_is_refused_with_its_field(desk: int) -> None:
    with pytest.raises(UserError) as refused:
        desk_slice(desk)
    assert refused.value.field == "desk"


@given(st.integers(0, 9999))
def test_what_is_left_of_a_slice_lies_in_it_above_the_last_serial_that_was_given_out(used: int) -> None:
    assert list(Slice(2001, 2999).behind(used)) == [one for one in range(2001, 3000) if one > used]


def test_the_day_of_a_code_is_year_month_day() -> None:
    assert dossier_code("H02.15.23", date(2026, 11, 21), 2007) == "H02.15.23-261121-2007"


@given(UNITS, DAYS, st.integers(0, 9999))
def test_every_code_that_is_given_out_is_recognised_again(unit: str, day: date, serial: int) -> None:
    assert is_dossier_code(dossier_code(unit, day, serial))


@given(DAYS, DAYS, st.integers(0, 9999), st.integers(0, 9999))
def test_two_codes_of_a_unit_are_equal_only_for_the_same_day_and_serial(a: date, b: date, m: int, n: int) -> None:
    assert (dossier_code("H02", a, m) == dossier_code("H02", b, n)) == ((a, m) == (b, n))


@given(UNITS, DAYS, st.integers(1000, 9999))
def test_a_provisional_code_is_recognised_and_told_from_the_official_one(unit: str, day: date, serial: int) -> None:
    code, official = provisional_code(unit, day, serial), dossier_code(unit, day, serial)
    assert is_dossier_code(code)
    assert (is_provisional(code), is_provisional(official)) == (True, False)
    assert (placed(code), placed(official)) == ((unit, day, -serial), (unit, day, serial))
    assert (serial_of(code), serial_of(official)) == (f"T{serial}", f"{serial}")


@given(UNITS, st.sampled_from(DESKS), st.datetimes(datetime(2000, 1, 1), datetime(2068, 12, 31)))
def test_a_code_with_its_moment_is_provisional_and_like_no_other_one(unit: str, desk: int, at: datetime) -> None:
    code = restored_code(unit, desk, at)
    assert is_dossier_code(code)
    assert is_provisional(code)
    assert serial_of(code) == f"R{desk}{at:%H%M%S}"
    assert placed(code) == (unit, at.date(), -int(f"{desk}{at:%H%M%S}"))
    assert placed(code).serial < placed(provisional_code(unit, at.date(), 9999)).serial


@pytest.mark.parametrize("unit", ["", "h02", "H 02", "H02-1", "Đ02", "A" * 36])
def test_a_unit_code_that_the_law_does_not_allow_is_refused_with_its_field(unit: str) -> None:
    with pytest.raises(UserError) as refused:
        dossier_code(unit, date(2026, 11, 21), 1)
    assert refused.value.field == "unit.code"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2007",
        "H02.15.23-261121-207",
        "H02.15.23-261121-20070",
        "H02.15.23-261321-2007",
        "H02.15.23-260230-2007",
        "h02.15.23-261121-2007",
        " H02.15.23-261121-2007",
        "H02.15.23-261121-2007\n",
        "H02.15.23-٢٦١١٢١-٢٠٠٧",
        "H02.15.23_261121_2007",
        "H02.15.23-261121-T207",
        "H02.15.23-261121-T0207",
        "H02.15.23-261121-TT207",
        "H02.15.23-261121-t2007",
        "H02.15.23-261121-X2007",
        "H02.15.23-261121-R2007",
        "H02.15.23-261121-R0094105",
        "H02.15.23-261121-R2246060",
    ],
)
def test_what_is_not_a_whole_code_with_a_real_day_is_none(text: str) -> None:
    assert not is_dossier_code(text)


@given(st.text())
def test_a_text_that_is_a_code_has_the_form_of_one(text: str) -> None:
    assert not is_dossier_code(text) or re.fullmatch(r"[A-Z0-9.]{1,35}-[0-9]{6}-(T?[0-9]{4}|R[0-9]{7})", text)


def test_no_two_days_in_a_century_share_their_six_digits() -> None:
    days = [date(2000, 1, 1) + timedelta(days=n) for n in range(36_000)]
    assert len({dossier_code("H", day, 1) for day in days}) == len(days)
