"""Numbers of postal labels: tidied, and doubted where their own check digit says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.consignment import consignment_warning, is_item_number, tidy_consignment


@pytest.mark.parametrize("number", ["RR473124829GB", "EB123456785VN", " eb 123 456 785 vn ", "VN-2026-17", "", "12345"])
def test_a_right_number_and_one_of_another_form_are_not_doubted(number: str) -> None:
    assert consignment_warning(number) == ""


@given(st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(place: int, step: int) -> None:
    digits = [int(char) for char in "47312482"]
    digits[place] = (digits[place] + step) % 10
    wrong = "RR" + "".join(map(str, digits)) + "9GB"
    assert consignment_warning(wrong).startswith("Số kiểm tra")


def test_a_number_is_kept_in_capitals_without_gaps() -> None:
    assert tidy_consignment(" eb 123 456 785 vn\n") == "EB123456785VN"
    assert is_item_number("eb 123456785 vn")
    assert not is_item_number("H02.15.23-261123-2007")
