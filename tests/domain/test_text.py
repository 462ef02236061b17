"""Text is kept clean, and found and ordered without its marks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.text import capitalised, clean, digits, fold, initials, sort_key, uncapitalised

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
VIETNAMESE = st.text(st.sampled_from(LETTERS + LETTERS.upper() + " '-.,0123456789"), max_size=40)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(VIETNAMESE)
def test_the_two_ways_to_write_an_accent_fold_to_the_same_ascii(text: str) -> None:
    assert fold(text) == fold(nfd(text))
    assert fold(text).isascii()
    assert fold(text) == fold(text).lower() == fold(fold(text))


@given(st.text())
def test_any_text_folds_without_marks_whatever_its_normal_form(text: str) -> None:
    folded = fold(text)
    assert not any(unicodedata.combining(char) for char in folded)
    assert unicodedata.is_normalized("NFC", folded)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đặng Thị Hà", "dang thi ha"), ("ĐĂNG KÝ", "dang ky"), ("Nguyễn Ư Ơ", "nguyen u o"), ("Y Djôan", "y djoan")],
)
def test_the_letter_d_with_stroke_folds_to_d_like_every_marked_vowel(text: str, folded: str) -> None:
    assert fold(text) == fold(nfd(text)) == folded


@given(st.text())
def test_clean_text_is_composed_trimmed_and_stays_as_it_is_when_cleaned_again(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert clean(cleaned) == cleaned
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cf", "Cs", "Co", "Cn"}


@given(VIETNAMESE)
def test_clean_makes_both_ways_to_write_an_accent_the_same(text: str) -> None:
    assert clean(nfd(text)) == clean(text)


@pytest.mark.parametrize("mark", ["\ufeff", "\u200f", "\u202e", "\u200b", "\x00", "\x02", "\x7f", "\ue000", "\ud800"])
def test_control_and_direction_marks_vanish_without_leaving_a_gap(mark: str) -> None:
    assert clean(f"{mark}Đặng{mark} Thị{mark}") == "Đặng Thị"


def test_a_letter_and_its_accent_join_when_the_sign_between_them_is_dropped() -> None:
    assert clean("Ha\u200b\u0300") == "Hà"


@pytest.mark.parametrize("gap", ["\t", "\r\n", "\u00a0", "\u2003", " \n "])
def test_every_kind_of_white_space_becomes_one_space(gap: str) -> None:
    assert clean(f"{gap}Lê{gap}{gap}Mai{gap}") == "Lê Mai"


def test_names_with_the_same_letters_stand_together_and_marks_decide_among_them() -> None:
    names = ["Hạ", "Hoa", "hà", "Đông", "Ha", "Dung", "Hà"]
    assert sorted(names, key=sort_key) == ["Đông", "Dung", "Ha", "hà", "Hà", "Hạ", "Hoa"]
    assert sort_key("Hà") == sort_key(nfd("Hà"))


@pytest.mark.parametrize(
    ("text", "letters"),
    [("Đăng ký khai sinh", "dkks"), ("  cấp   bản sao ", "cbs"), ("(Đất đai) số 5", "ds5"), ("", ""), ("- –", "")],
)
def test_initials_are_the_first_letters_of_the_folded_words(text: str, letters: str) -> None:
    assert initials(text) == letters


@given(st.text())
def test_initials_and_digits_never_fail_and_bring_nothing_of_their_own(text: str) -> None:
    assert set(initials(text)) <= set(fold(text))
    assert digits(text) == "".join(char for char in text if char.isdigit() and char.isascii())


def test_only_the_ten_plain_digits_count_as_digits() -> None:
    assert digits("+84 (912) 345-678 ٣ ²") == "84912345678"


@pytest.mark.parametrize(("text", "capital"), [("đăng ký UBND", "Đăng ký UBND"), ("thứ Bảy", "Thứ Bảy"), ("", "")])
def test_a_capital_at_the_beginning_leaves_the_other_letters(text: str, capital: str) -> None:
    assert capitalised(text) == capitalised(capital) == capital
    assert uncapitalised(capital) == text
