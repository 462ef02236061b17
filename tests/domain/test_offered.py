"""An abolished procedure is not offered, and its code says when it ended and what took its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.offered import gone, offered
from onecua_desk.domain.procedure import Procedure
from tests.desk_fixture import BIRTH, COPY, THREE_DAYS, procedure

TODAY = date(2026, 11, 23)
OLD = replace(procedure(BIRTH), code="1.000001", name="Khai sinh kiểu cũ", valid_to=date(2026, 6, 30))
FUTURE = replace(procedure(BIRTH), code="1.000002", name="Khai sinh kiểu mới", valid_from=date(2027, 1, 1))


def test_only_what_is_valid_on_the_day_is_offered() -> None:
    assert offered([OLD, procedure(COPY), FUTURE], TODAY) == [procedure(COPY)]


def test_an_abolished_code_names_the_day_and_the_replacement() -> None:
    old = replace(OLD, replaced_by=(BIRTH,))
    found = gone([old, procedure(BIRTH)], TODAY)["1.000001"]
    assert found.sentence == "«Khai sinh kiểu cũ» (1.000001) hết hiệu lực từ 01/07/2026; thay bằng: Đăng ký khai sinh."
    assert found.instead == (procedure(BIRTH),)


def test_a_replacement_that_is_itself_unknown_is_named_by_its_code_and_not_offered() -> None:
    found = gone([replace(OLD, replaced_by=("9.999999", BIRTH)), procedure(BIRTH)], TODAY)["1.000001"]
    assert "thay bằng: 9.999999, Đăng ký khai sinh." in found.sentence
    assert found.instead == (procedure(BIRTH),)


def test_without_a_known_replacement_the_sentence_says_so() -> None:
    assert gone([OLD], TODAY)["1.000001"].sentence.endswith("danh mục chưa ghi thủ tục thay thế.")


def test_what_is_not_valid_yet_says_from_when() -> None:
    found = gone([FUTURE], TODAY)["1.000002"]
    assert found.sentence == "«Khai sinh kiểu mới» (1.000002) có hiệu lực từ 01/01/2027, chưa nhận được."


def test_a_code_with_a_valid_version_is_not_gone() -> None:
    older = replace(procedure(THREE_DAYS), valid_from=date(2020, 1, 1), valid_to=date(2025, 6, 30))
    assert gone([older, procedure(THREE_DAYS)], TODAY) == {}


def test_between_two_versions_the_coming_one_is_named() -> None:
    coming = replace(OLD, valid_from=date(2027, 1, 1), valid_to=None)
    assert "có hiệu lực từ 01/01/2027" in gone([OLD, coming], TODAY)["1.000001"].sentence


DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@st.composite
def versions(draw: st.DrawFn) -> Procedure:
    start = draw(DAYS)
    end = draw(st.none() | DAYS.filter(lambda day: day >= start))
    code = draw(st.sampled_from(["1.000001", "1.000002", "1.000003"]))
    return replace(procedure(BIRTH), code=code, valid_from=start, valid_to=end)


@given(st.lists(versions(), max_size=6), DAYS)
def test_every_code_is_either_offered_or_says_why_not(found: list[Procedure], day: date) -> None:
    valid = {one.code for one in offered(found, day)}
    missing = gone(found, day)
    assert valid | set(missing) == {one.code for one in found}
    assert not valid & set(missing)
    assert all(reason.sentence.endswith(".") for reason in missing.values())
