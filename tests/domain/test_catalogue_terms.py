"""Every procedure of the shipped catalogue, by every way of submitting: one fee and one limit, or a question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.fee_choice import usual
from onecua_desk.domain.fees import ByValue, FeeRule, Flat, Free, SetByProvince
from onecua_desk.domain.procedure import Case, Limit, Procedure
from onecua_desk.resources import resource
from onecua_desk.services.intake_draft import Draft, fee_of
from onecua_desk.wire.catalogue import parse

ASKED = {
    "1.002755": {"Cá nhân, hộ gia đình", "Theo danh sách"},
    "1.004194": {"Cá nhân, hộ gia đình", "Theo danh sách", "Diện được miễn"},
    "3.000422": {"Sơ tuyển", "Các ngành năng khiếu"},
    "3.000423": {"Sơ tuyển", "Các ngành năng khiếu"},
}
"""Where the names of the fees say who pays what, the official chooses, by whichever way it comes."""
ONLY_TWO_WAYS = {("1.012812", Channel.ONLINE)}
"""The source names limits for the other two ways only: the official says which holds."""


@cache
def catalogue() -> tuple[Procedure, ...]:
    with resource("catalogue.jsonl").open(encoding="utf-8") as lines:
        return tuple(parse(lines)[0])


def by_way() -> Iterator[tuple[Procedure, Channel]]:
    return ((one, channel) for one in catalogue() for channel in Channel)


def found(code: str) -> Procedure:
    return next(one for one in catalogue() if one.code == code)


def bare(rules: tuple[FeeRule, ...]) -> list[FeeRule]:
    return [replace(rule, only=None) for rule in rules]


def test_all_of_the_catalogue_is_looked_at() -> None:
    assert len(list(by_way())) == 433 * 3


def test_every_procedure_by_every_way_has_one_fee_or_asks() -> None:
    for one, channel in by_way():
        rules = one.fees_for(channel)
        names = [rule.name for rule in rules]
        assert len(names) == len(set(names)), (one.code, channel, "two fees that nobody could tell apart")
        if one.code in ASKED:
            assert (usual(rules), set(names)) == (None, ASKED[one.code]), (one.code, channel)
        else:
            assert not rules or usual(rules) is not None, (one.code, channel)


def test_the_usual_fee_is_never_nothing_where_some_pay() -> None:
    for one, channel in by_way():
        place, rules = usual(one.fees_for(channel)), one.fees_for(channel)
        pays = any(not isinstance(rule, Free) for rule in one.fees)
        assert place is None or not (pays and isinstance(rules[place], Free)), (one.code, channel)


def test_by_post_every_fee_is_that_of_the_counter() -> None:
    for one in catalogue():
        assert all(rule.only is not Channel.POST for rule in one.fees), (one.code, "the catalogue now names post")
        assert bare(one.fees_for(Channel.POST)) == bare(one.fees_for(Channel.COUNTER)), one.code


@pytest.mark.parametrize(("code", "amount"), [("1.004222", 20_000), ("1.010038", 10_000)])
def test_what_came_by_post_as_free_is_paid_as_at_the_counter(code: str, amount: int) -> None:
    rules = found(code).fees_for(Channel.POST)
    place = usual(rules)
    assert place is not None
    rule = rules[place]
    assert isinstance(rule, Flat)
    assert rule.amount == amount


def test_whoever_moves_into_a_home_of_their_own_is_asked_for_no_vehicle_and_for_no_care_home() -> None:
    residence = found("1.004222")
    own = residence.papers_for(residence.cases[0], Channel.COUNTER)
    required = [paper.name for paper in own if not paper.optional]
    assert len(required) == 2
    assert [word for word in ("phương tiện", "trợ giúp") if any(word in name for name in required)] == []
    assert all(paper.note for paper in own if paper.optional), "each says for whom it is"


def test_what_a_draft_costs_is_an_amount_or_a_question() -> None:
    for one, channel in by_way():
        rules, fee = one.fees_for(channel), fee_of(Draft(one, channel=channel))
        place = usual(rules)
        asks = place is None or isinstance(rules[place], SetByProvince | ByValue)
        assert (fee.amount is None) == asks, (one.code, channel)
        assert fee.words, (one.code, channel)


def test_every_procedure_by_every_way_has_one_limit_or_a_choice_of_cases() -> None:
    for one, channel in by_way():
        cases = one.cases_for(channel)
        ids = [case.id for case in cases]
        assert len(ids) == len(set(ids)) > 0, (one.code, channel)
        assert len(cases) == 1 or all(ids), (one.code, channel, "a choice that a draft could not name")
        names = [(case.name, case.limit) for case in cases]
        assert len(names) == len(set(names)), (one.code, channel, "two cases that nobody could tell apart")


def test_no_case_is_of_another_way_but_where_the_official_is_asked() -> None:
    others = {
        (one.code, channel) for one, channel in by_way() if any(_of_another(c, channel) for c in one.cases_for(channel))
    }
    assert others == ONLY_TWO_WAYS
    assert all(len(found(code).cases_for(channel)) > 1 for code, channel in others)


def test_of_several_cases_at_most_the_first_is_the_usual_one() -> None:
    for one, channel in by_way():
        cases = one.cases_for(channel)
        places = [place for place, case in enumerate(cases) if case.name.startswith("Thông thường")]
        assert places in ([], [0]), (one.code, channel)


def test_where_the_limit_depends_on_the_way_the_official_is_told_that_the_source_may_be_wrong() -> None:
    differ = [one for one in catalogue() if len({_limits(one, channel) for channel in Channel}) > 1]
    assert len(differ) == 17
    assert [one.code for one in differ if "đối chiếu quyết định công bố" not in one.doubt] == []


def _limits(one: Procedure, channel: Channel) -> frozenset[Limit | None]:
    return frozenset(case.limit for case in one.cases_for(channel))


def _of_another(case: Case, channel: Channel) -> bool:
    return case.channel not in (None, channel)
