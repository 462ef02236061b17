"""An amount in words reads back as the same amount, in the Vietnamese of receipts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.money_words import dong_in_words

_FIGURES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9,
}  # fmt: skip
_PLACES = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}
AMOUNTS = st.one_of(
    st.integers(0, 2_000),
    st.integers(0, 10**13),
    st.builds(lambda figures, zeros: figures * 10**zeros, st.integers(0, 9_999), st.integers(0, 9)),
)


def read(words: str) -> int:
    """The number that ``words`` say, as a person adds it up."""
    total = group = figure = 0
    for word in words.lower().removesuffix(" đồng").split():
        if word in _FIGURES:
            figure = _FIGURES[word]
        elif word == "mười":
            group, figure = group + 10, 0
        elif word in ("mươi", "trăm"):
            group, figure = group + figure * (10 if word == "mươi" else 100), 0
        elif word == "tỷ":
            total, group, figure = (total + group + figure) * _PLACES[word], 0, 0
        elif word in _PLACES:
            total, group, figure = total + (group + figure) * _PLACES[word], 0, 0
        else:
            assert word == "linh"
    return total + group + figure


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (14, "Mười bốn đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi tư đồng"),
        (25, "Hai mươi lăm đồng"),
        (55, "Năm mươi lăm đồng"),
        (100, "Một trăm đồng"),
        (104, "Một trăm linh bốn đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (8_000, "Tám nghìn đồng"),
        (50_000, "Năm mươi nghìn đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (1_000_015, "Một triệu không trăm mười lăm đồng"),
        (121_500, "Một trăm hai mươi mốt nghìn năm trăm đồng"),
        (2_000_000_000, "Hai tỷ đồng"),
        (3_000_000_021, "Ba tỷ không trăm hai mươi mốt đồng"),
        (
            1_234_567_890_000,
            "Một nghìn hai trăm ba mươi tư tỷ năm trăm sáu mươi bảy triệu tám trăm chín mươi nghìn đồng",
        ),
    ],
)
def test_amounts_are_said_as_a_cashier_says_them(amount: int, words: str) -> None:
    assert dong_in_words(amount) == words


@given(AMOUNTS)
def test_the_words_read_back_as_the_amount(amount: int) -> None:
    assert read(dong_in_words(amount)) == amount


@given(AMOUNTS)
def test_the_changing_figures_stand_only_where_they_are_said(amount: int) -> None:
    said = dong_in_words(amount).lower().split()
    for before, word in zip(["", *said], said, strict=False):
        if word in ("mốt", "tư"):
            assert before == "mươi"
        if word == "lăm":
            assert before in ("mươi", "mười")
        if before == "mươi":
            assert word not in ("một", "bốn", "năm", "không")
        if before == "linh":
            assert word in _FIGURES
    assert said[0] != "linh"
    assert said[-1] == "đồng"


def test_less_than_nothing_has_no_words() -> None:
    with pytest.raises(ValueError, match="-1"):
        dong_in_words(-1)
