"""The enrolment code survives a chat window and notices every slip of the hand."""

from __future__ import annotations

import textwrap
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.parts import Unit
from onecua_desk.errors import UserError
from onecua_desk.wire.enrolment import Enrolment, read_enrolment, write_enrolment
from tests.facts import WORDS, built

ENROLMENT = Enrolment(
    url="https://motcua.example.vn",
    token="k3y-0123456789abcdef",
    device=12,
    unit=Unit("H02.15.23", "xã Suối Trong", "UBND xã Suối Trong", "Trung tâm Phục vụ hành chính công", "Suối Trong"),
    desk=3,
)
CODE = write_enrolment(ENROLMENT)


def refused(text: str) -> None:
    with pytest.raises(UserError) as error:
        read_enrolment(text)
    assert error.value.field == "enrolment"


@given(st.builds(Enrolment, WORDS, WORDS, st.integers(0, 2**23), built(Unit), st.integers(1, 9)))
def test_every_enrolment_comes_back_the_same(enrolment: Enrolment) -> None:
    assert read_enrolment(write_enrolment(enrolment)) == enrolment


def test_the_code_is_one_line_of_plain_letters() -> None:
    assert CODE.isascii()
    assert len(CODE.split()) == 1
    assert CODE.startswith("OCD1-")


@pytest.mark.parametrize("width", [20, 64, 76])
def test_line_breaks_and_spaces_that_a_letter_put_in_do_no_harm(width: int) -> None:
    broken = "\r\n  ".join(textwrap.wrap(CODE, width, break_on_hyphens=False))
    assert read_enrolment(f"\n {broken}\t\n") == ENROLMENT


@given(st.integers(0, len(CODE) - 1))
def test_a_code_cut_at_either_end_is_refused(at: int) -> None:
    refused(CODE[:at])
    if at:
        refused(CODE[at:])


@given(st.integers(0, len(CODE) - 1), st.sampled_from("AZaz09-_x"))
def test_a_mistyped_letter_is_refused_or_means_nothing_else(at: int, letter: str) -> None:
    mistyped = CODE[:at] + letter + CODE[at + 1 :]
    if mistyped == CODE:
        return
    if at < len(CODE) - 1:
        refused(mistyped)
    else:
        with suppress(UserError):  # only unused bits of the last letter may differ
            assert read_enrolment(mistyped) == ENROLMENT


@given(st.integers(5, len(CODE) - 2))
def test_two_letters_that_changed_places_are_noticed(at: int) -> None:
    swapped = CODE[:at] + CODE[at + 1] + CODE[at] + CODE[at + 2 :]
    if swapped != CODE and at + 2 < len(CODE):
        refused(swapped)


@pytest.mark.parametrize("text", ["", " ", "OCD1-", "OCD1-AAAAAA", "ocd1-" + CODE[5:], CODE[5:], "Đây là mã", "{}"])
def test_what_is_no_code_is_refused(text: str) -> None:
    refused(text)


@given(st.text() | st.text().map("OCD1-".__add__))
def test_any_text_is_refused_and_nothing_worse(text: str) -> None:
    refused(text)
