"""The procedure box finds what an official types, the most used first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_among_equal_fits_the_most_used_comes_first() -> None:
    used_first = Finder(list(reversed(PROCEDURES)))
    by_field_alone = [one for one in used_first.find("ho tich") if not {"ho", "tich"} <= set(fold(one.name).split())]
    places = [PROCEDURES.index(one) for one in by_field_alone]
    assert len(places) > 5
    assert places == sorted(places, reverse=True)


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
