"""Procedures are called by the few words that officials use."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onecua_desk.domain.short_name import short_initials, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Đăng ký khai sinh", "Khai sinh"),
        ("Đăng ký lại kết hôn", "Lại kết hôn"),
        ("Thủ tục đăng ký giám hộ", "Giám hộ"),
        ("Chứng thực bản sao từ bản chính", "CT bản sao từ bản chính"),
        ("Cấp Giấy xác nhận tình trạng hôn nhân", "XN hôn nhân"),
        ("Cấp bản sao Trích lục hộ tịch", "BS Trích lục hộ tịch"),
        ("Tách hộ", "Tách hộ"),
        ("Đăng ký", "Đăng ký"),
        ("", ""),
    ],
)
def test_common_openings_are_left_out_or_abbreviated(name: str, short: str) -> None:
    assert short_name(name) == short


@given(st.text(max_size=60))
def test_a_name_with_words_never_becomes_empty(name: str) -> None:
    assert bool(short_name(name)) == bool(name.split())


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Đăng ký khai sinh", "ks"),
        ("Cấp Giấy xác nhận tình trạng hôn nhân", "xnhn"),
        ("Chứng thực chữ ký", "ctck"),
        ("Cấp bản sao Trích lục hộ tịch", "bstlht"),
        ("", ""),
    ],
)
def test_the_letters_of_the_short_name_keep_its_sign_whole(name: str, letters: str) -> None:
    assert short_initials(name) == letters


@given(st.text(max_size=60))
@example("\N{COMBINING GRAVE ACCENT}")
def test_any_name_has_letters_or_none(name: str) -> None:
    assert " " not in short_initials(name)
