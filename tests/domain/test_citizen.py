"""A card's scan is read whole or refused with what to do; odd numbers only warn."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.citizen import FIELD, Card, looks_like_card, masked, number_facts, number_warnings, read_card
from onecua_desk.domain.province import PROVINCES
from onecua_desk.errors import UserError

TODAY = date(2026, 11, 23)
SCAN = "034188001234|012345678|Đặng Thị Ngọc Bích|29021988|Nữ|Tổ dân phố số 5, Suối Trong, Bắc Ninh|15042021"
CARD = Card(
    number="034188001234",
    old_number="012345678",
    name="Đặng Thị Ngọc Bích",
    born=date(1988, 2, 29),
    sex="Nữ",
    address="Tổ dân phố số 5, Suối Trong, Bắc Ninh",
    issued=date(2021, 4, 15),
)
SCAN_OF_A_MAN = "034088001234||Nguyễn Văn Hùng|01021988|Nam|Thôn 3, Xã Bình An, Hà Nội|15042021"


def refusal(scan: str) -> str:
    with pytest.raises(UserError) as refused:
        read_card(scan, TODAY)
    assert refused.value.field == FIELD
    return str(refused.value)


def replaced(number: int, value: str, scan: str = SCAN) -> str:
    parts = scan.split("|")
    parts[number] = value
    return "|".join(parts)


def test_a_whole_card_is_read() -> None:
    assert read_card(SCAN, TODAY) == CARD


def test_a_card_without_an_old_number_is_read() -> None:
    assert read_card(replaced(1, ""), TODAY).old_number == ""


def test_the_fields_behind_the_seventh_of_a_newer_card_are_kept_as_they_came_and_fill_nothing() -> None:
    card = read_card(f"{SCAN}||Đặng Văn A|Lê Thị B|", TODAY)
    assert card == replace(CARD, extra="|Đặng Văn A|Lê Thị B|")


def test_a_card_in_the_decomposed_form_gives_the_composed_values() -> None:
    assert read_card(unicodedata.normalize("NFD", SCAN), TODAY) == CARD


@pytest.mark.parametrize("around", ["\ufeff{}", "{}\r\n", "\t{}\t", "\x02{}\x03", "\ufeff\t{}\r"])
def test_what_the_scanner_adds_around_the_card_does_no_harm(around: str) -> None:
    assert read_card(around.format(SCAN), TODAY) == CARD


@pytest.mark.parametrize("fields", range(1, 7))
def test_a_scan_cut_short_behind_any_field_is_refused_as_incomplete(fields: int) -> None:
    assert "bị thiếu" in refusal("|".join(SCAN.split("|")[:fields]))


@given(st.integers(0, len(SCAN) - 1))
def test_a_scan_cut_at_any_letter_is_never_taken_for_a_whole_card(end: int) -> None:
    refusal(SCAN[:end])


@pytest.mark.parametrize("scan", ["", "H02.15.23-261123-1001", "0912345678", "a|b"])
def test_other_scans_do_not_look_like_a_card(scan: str) -> None:
    assert not looks_like_card(scan)


def test_a_card_cut_after_its_name_still_looks_like_a_card() -> None:
    assert looks_like_card("034188001234||Đặng")


@pytest.mark.parametrize("name", ["Ngu?n Th? H", "\ufffdặng", "Nguy□n"])
def test_letters_that_the_scanner_could_not_type_are_noticed_and_it_says_how_to_set_it(name: str) -> None:
    assert "cổng COM" in refusal(replaced(2, name))


@pytest.mark.parametrize("name", ["Nguy[n Th]", "Đặng Thị 2", "Nguye64n", ""])
def test_letters_that_the_input_method_destroyed_are_noticed_in_the_name(name: str) -> None:
    assert "tiếng Anh (EN)" in refusal(replaced(2, name))


@pytest.mark.parametrize("sex", ["Nu", "N?"])
def test_a_sex_without_its_marks_says_how_to_set_the_scanner(sex: str) -> None:
    assert "cổng COM" in refusal(replaced(4, sex))


@pytest.mark.parametrize("sex", ["Nuwx", "nam", "", "Female"])
def test_a_sex_that_is_neither_of_the_two_words_is_taken_for_a_garbled_scan(sex: str) -> None:
    assert "tiếng Anh (EN)" in refusal(replaced(4, sex))


@pytest.mark.parametrize("name", ["Nguyễn Văn Hùng", "Siu Ksor", "Y Djoan", "Lo A Pao", "H'Wen Nie"])
def test_names_of_all_peoples_are_read_where_the_address_has_its_accents(name: str) -> None:
    assert read_card(replaced(2, name, SCAN_OF_A_MAN), TODAY).name == name


def test_a_card_without_any_accent_is_read_when_nothing_in_it_looks_like_key_strokes() -> None:
    card = read_card(replaced(5, "Kon Tum", replaced(2, "Lo Van Pao", SCAN_OF_A_MAN)), TODAY)
    assert card.name == "Lo Van Pao"
    assert "không có chữ nào có dấu" in card.note


@pytest.mark.parametrize("number", ["", "03418800123", "0341880012345", "03418800123O", "٠٣٤١٨٨٠٠١٢٣٤"])
def test_a_number_that_is_not_twelve_digits_is_refused(number: str) -> None:
    assert "12 chữ số" in refusal(replaced(0, number))


@pytest.mark.parametrize("born", ["30021988", "29021989", "2902198", "290219888", "", "ab021988", "00000000"])
def test_an_impossible_day_of_birth_is_refused_by_name(born: str) -> None:
    assert refusal(replaced(3, born)).startswith("Ngày sinh")


@pytest.mark.parametrize("issued", ["31042021", "1504202", "", "99999999"])
def test_an_impossible_day_of_issue_is_refused_by_name(issued: str) -> None:
    assert refusal(replaced(6, issued)).startswith("Ngày cấp")


@pytest.mark.parametrize(
    ("born", "issued"),
    [(date(1988, 3, 1), date(1988, 2, 28)), (date(1988, 2, 29), TODAY + timedelta(days=1)), (date(2030, 1, 1), TODAY)],
)
def test_issue_before_birth_or_after_today_is_refused(born: date, issued: date) -> None:
    assert "không hợp lý" in refusal(replaced(6, f"{issued:%d%m%Y}", replaced(3, f"{born:%d%m%Y}")))


@given(st.text() | st.lists(st.text(), min_size=7, max_size=12).map("|".join))
def test_any_scan_is_read_or_refused_with_a_sentence_and_nothing_else(scan: str) -> None:
    with suppress(UserError):
        card = read_card(scan, TODAY)
        assert card.born <= card.issued <= TODAY


NUMBERS = st.text() | st.from_regex(r"[0-9]{12}", fullmatch=True)


@given(NUMBERS, st.none() | st.dates(), st.sampled_from(["", "Nam", "Nữ"]))
def test_warnings_about_a_number_never_raise(number: str, born: date | None, sex: str) -> None:
    assert all(warning.endswith(".") for warning in number_warnings(number, born, sex))


def test_a_number_that_fits_the_person_gives_no_warning() -> None:
    assert number_warnings(CARD.number, CARD.born, CARD.sex) == ()


@pytest.mark.parametrize("number", ["", "012345678", "0123456789", "0123456789012"])
def test_no_number_old_cards_and_tax_codes_give_no_warning(number: str) -> None:
    assert number_warnings(number, date(1988, 2, 29), "Nam") == ()


@pytest.mark.parametrize(("digit", "year"), [("0", 1988), ("1", 1988), ("2", 2005), ("3", 2005), ("4", 2105)])
def test_century_and_sex_are_read_from_the_fourth_digit(digit: str, year: int) -> None:
    number = f"034{digit}{year % 100:02d}001234"
    right = "Nữ" if int(digit) % 2 else "Nam"
    wrong = "Nam" if right == "Nữ" else "Nữ"
    assert number_warnings(number, date(year, 1, 1), right) == ()
    assert len(number_warnings(number, date(year + 1, 1, 1), right)) == 1
    assert len(number_warnings(number, date(year + 100, 1, 1), wrong)) == 2


def test_a_number_of_no_province_is_warned_about_and_of_a_country_abroad_is_not() -> None:
    assert number_warnings("003188001234", None, "") == ("«003» không phải mã tỉnh, thành phố nào.",)
    assert number_warnings("216188001234", None, "") == ()


@pytest.mark.parametrize(
    ("number", "facts"),
    [
        ("001090123456", "Nam, sinh 1990 (36 tuổi), Hà Nội"),
        ("034188001234", "Nữ, sinh 1988 (38 tuổi), Thái Bình"),
        ("079326000001", "Nữ, sinh 2026 (0 tuổi), TP. Hồ Chí Minh"),
        ("216207000001", "Nam, sinh 2007 (19 tuổi), nước ngoài"),
        ("003090123456", "Nam, sinh 1990 (36 tuổi)"),
        ("001299123456", "Nam, sinh 2099, Hà Nội"),
        ("012345678", "Chứng minh nhân dân 9 số, hết giá trị từ 01/01/2025"),
        ("0123456789", ""),
        ("", ""),
    ],
)
def test_a_personal_number_tells_sex_age_and_province(number: str, facts: str) -> None:
    assert number_facts(number, TODAY) == facts


@given(NUMBERS)
def test_any_number_tells_something_or_nothing(number: str) -> None:
    assert isinstance(number_facts(number, TODAY), str)


def test_there_are_63_provinces_all_below_097() -> None:
    assert len(set(PROVINCES.values())) == len(PROVINCES) == 63
    assert all(len(code) == 3 and 1 <= int(code) <= 96 for code in PROVINCES)


def test_a_number_of_an_unusual_length_says_how_many_digits_there_usually_are() -> None:
    assert "12 chữ số" in number_warnings("12345", None, "")[0]


@given(st.from_regex(r"[0-9]{0,15}", fullmatch=True))
def test_a_masked_number_hides_four_digits_at_least_where_there_are_enough(number: str) -> None:
    shown = masked(number)
    assert sum(char.isdigit() for char in shown) <= max(2, len(number) - 4)
    assert shown.endswith(number[-2:])


def test_a_personal_number_is_masked_in_its_middle() -> None:
    assert masked("001088003456") == "0010••••3456"
