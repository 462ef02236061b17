"""The procedure box finds what an official types, the most used first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.offered import Gone
from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.text import fold
from onecua_desk.resources import resource
from onecua_desk.ui.intake.finder import MOST, Finder
from onecua_desk.wire.catalogue import parse

PROCEDURES = parse(resource("catalogue.jsonl").read_text(encoding="utf-8").splitlines())[0]
FINDER = Finder(PROCEDURES)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2.000815", "2.000815"),
        ("1.001193", "1.001193"),
        ("khai sinh", "1.001193"),
        ("Đăng ký KHAI SINH", "1.001193"),
        ("dkks", "1.001193"),
        ("tinh trang hon nhan", "1.004873"),
        ("cgxntthn", "1.004873"),
    ],
)
def test_what_is_typed_finds_the_procedure_among_the_first(typed: str, code: str) -> None:
    assert code in [one.code for one in FINDER.find(typed)][:5]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("khai sinh", "Đăng ký khai sinh"),
        ("ket hon", "Đăng ký kết hôn"),
        ("khai tử", "Đăng ký khai tử"),
        ("lai ket hon", "Đăng ký lại kết hôn"),
        ("sinh khai", "Đăng ký khai sinh"),
    ],
)
def test_the_shortest_name_that_holds_the_words_stands_first_even_at_a_desk_that_uses_others_more(
    typed: str, first: str
) -> None:
    assert Finder(list(reversed(PROCEDURES))).find(typed)[0].name == first


def test_exact_initials_stand_before_longer_ones() -> None:
    assert FINDER.find("dkks")[0].name == "Đăng ký khai sinh"


def test_a_part_of_the_code_is_enough() -> None:
    found = FINDER.find("0815")
    assert found
    assert all("0815" in one.code for one in found)


def test_a_field_lists_its_procedures() -> None:
    found = FINDER.find("chung thuc")
    assert any(one.code == "2.000815" for one in found)


def test_an_empty_text_offers_the_procedures_in_the_order_given() -> None:
    assert FINDER.find("") == PROCEDURES[:MOST]


def test_a_field_typed_whole_lists_its_own_procedures_in_the_order_of_use() -> None:
    used_first = Finder(list(reversed(PROCEDURES)))
    of_field = [one for one in reversed(PROCEDURES) if one.field == "Hộ tịch"]
    assert used_first.find("ho tich")[: len(of_field)] == of_field[:MOST]


def test_among_equal_fits_what_the_desk_uses_comes_before_what_is_shorter() -> None:
    longer = next(one for one in PROCEDURES if one.name == "Đăng ký khai sinh có yếu tố nước ngoài")
    assert Finder(PROCEDURES).find("khai sinh")[0].name == "Đăng ký khai sinh"
    assert Finder([longer, *PROCEDURES], {longer.code: 3}).find("khai sinh")[0] == longer


def test_commas_in_a_name_need_not_be_typed() -> None:
    assert FINDER.find("nhan cha me con")[0].name == "Đăng ký nhận cha, mẹ, con"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ks", "Đăng ký khai sinh"),
        ("kh", "Đăng ký kết hôn"),
        ("kt", "Đăng ký khai tử"),
        ("xnhn", "Cấp Giấy xác nhận tình trạng hôn nhân"),
    ],
)
def test_the_letters_of_the_short_name_are_enough(typed: str, name: str) -> None:
    assert FINDER.find(typed)[0].name == name


ABOLISHED = replace(PROCEDURES[0], code="1.000001", name="Thủ tục cũ")


def test_the_exact_code_of_an_abolished_procedure_offers_what_takes_its_place() -> None:
    finder = Finder(PROCEDURES, gone={"1.000001": Gone("Đã bãi bỏ.", (PROCEDURES[5],))})
    assert finder.find("1.000001") == [PROCEDURES[5]]
    assert finder.gone(" 1.000001 ") == "Đã bãi bỏ."
    assert finder.gone("1.00000") == ""


def test_an_abolished_procedure_is_not_found_by_its_name() -> None:
    assert ABOLISHED not in FINDER.find("thu tuc cu")


def test_signs_alone_find_nothing() -> None:
    assert FINDER.find("!?") == []


@given(st.text(alphabet="adkhs inọđ2.0,", max_size=12))
def test_whatever_is_typed_no_procedure_is_offered_twice(typed: str) -> None:
    codes = [one.code for one in FINDER.find(typed)]
    assert len(codes) == len(set(codes))


@given(st.sampled_from(PROCEDURES), st.data())
def test_words_of_a_name_in_any_order_and_unfinished_find_it(procedure: Procedure, data: st.DataObject) -> None:
    words = procedure_words(procedure)
    chosen = data.draw(st.permutations(words))
    begun = [word[: data.draw(st.integers(1, len(word)))] for word in chosen]
    assert procedure in FINDER.find(" ".join(begun), most=len(PROCEDURES))


def procedure_words(procedure: Procedure) -> list[str]:
    return [word for word in fold(procedure.name).split() if word.isalnum()][:6]


def test_what_nothing_fits_finds_nothing() -> None:
    assert FINDER.find("zzzz") == []
    assert FINDER.find("9.999999") == []


@given(st.sampled_from(PROCEDURES))
def test_every_procedure_is_found_by_its_code_and_by_its_name_without_marks(procedure) -> None:
    assert procedure in FINDER.find(procedure.code)
    assert procedure in FINDER.find(fold(procedure.name))


@given(st.text(max_size=30))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    assert len(FINDER.find(typed)) <= MOST
