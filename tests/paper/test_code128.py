"""The bars of a code say that code, in no more room than ReportLab's own bars take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.barcode.code128 import Code128

from onecua_desk.paper.code128 import _WIDTHS, bars

PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30)
CODES = st.from_regex(r"[A-Z][0-9]{2}(\.[0-9]{1,3}){0,3}-[0-9]{6}-[RT]?[0-9]{4,7}", fullmatch=True)


def reportlabs(text: str) -> list[int]:
    code = Code128(text)
    code.validate()
    code.encode()
    return ["abcd".index(width.lower()) + 1 for width in code.decompose()]


def said(widths: list[int]) -> str:
    """What a reader makes of the bars; fails where the check symbol is wrong."""
    symbols = [_WIDTHS.index("".join(map(str, widths[at : at + 6]))) for at in range(0, len(widths) - 7, 6)]
    assert "".join(map(str, widths[-7:])) == _WIDTHS[106]
    first, *values, check = symbols
    assert (first + sum(place * value for place, value in enumerate(values, 1))) % 103 == check
    pairs, text = first == 105, ""
    for value in values:
        if value == (100 if pairs else 99):
            pairs = not pairs
        else:
            text += f"{value:02}" if pairs else chr(value + 32)
    return text


@given(PRINTABLE.filter(lambda text: "\x7f" not in text))
def test_a_reader_gets_back_what_was_written(text: str) -> None:
    assert said(bars(text)) == text


@given(PRINTABLE)
def test_no_other_way_takes_less_room(text: str) -> None:
    assert sum(bars(text)) <= sum(reportlabs(text))


@given(CODES)
def test_codes_of_dossiers_are_the_bars_that_were_always_printed(code: str) -> None:
    assert sum(bars(code)) == sum(reportlabs(code))
    assert said(reportlabs(code)) == code


@pytest.mark.parametrize("code", ["H02.15.23-261123-0001", "H29.101-R1094105", "000.00.12.H01-261122-T2001"])
def test_these_codes_have_the_very_bars(code: str) -> None:
    assert bars(code) == reportlabs(code)


def test_letters_that_the_code_does_not_have_are_left_out() -> None:
    assert bars("Đ1ă2\n3") == bars("123")
