"""Shares in words never claim more than is true."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.index766 import index766
from onecua_desk.domain.rates import Rate


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(0, 0, "—"), (0, 7, "0,0 %"), (7, 7, "100,0 %"), (1, 3, "33,3 %"), (2, 3, "66,7 %"), (1815, 1845, "98,4 %")],
)
def test_a_share_in_words(part: int, whole: int, said: str) -> None:
    assert Rate("x", "x", part, whole).words == said


@given(st.integers(1, 10**6).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_all_and_none_are_said_only_of_all_and_none(share: tuple[int, int]) -> None:
    rate = Rate("x", "x", *share)
    assert (rate.words == "100,0 %") == (rate.part == rate.whole)
    assert (rate.words == "0,0 %") == (rate.part == 0)
    assert rate.percent == pytest.approx(100 * rate.part / rate.whole)


def test_components_without_a_share_say_why() -> None:
    components = index766([])
    assert {one.group.split(" (")[1] for one in components} == {"18 điểm)", "20 điểm)", "22 điểm)"}
    assert sum(bool(one.why_not) for one in components) == 4
