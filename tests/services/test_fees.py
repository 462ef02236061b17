"""The province's fee table: what may stand in it, what it makes of the catalogue, and what stays of each line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.fee_words import rule_words
from onecua_desk.domain.fees import FeeRule, Flat, PerPage, SetByProvince
from onecua_desk.errors import UserError
from onecua_desk.services import fees
from onecua_desk.services.desk import Desk
from tests.desk_fixture import COPY, MAI, MONDAY, THREE_DAYS, procedure
from tests.services.province_fees import DECISION, FIRST, fee


def rules(desk: Desk, code: str, day: date) -> tuple[FeeRule, ...]:
    with desk.store.read() as connection:
        (one,) = fees.apply(connection, [procedure(code)], day)
    return one.fees


def test_the_rule_of_the_province_replaces_the_catalogues_on_its_days_only(desk: Desk) -> None:
    fees.add(desk, MAI, fee(first=date(2026, 3, 1), last=date(2026, 6, 30)))
    catalogue = procedure(THREE_DAYS).fees
    assert rules(desk, THREE_DAYS, date(2026, 2, 28)) == catalogue
    for day in (date(2026, 3, 1), date(2026, 6, 30)):
        assert rules(desk, THREE_DAYS, day) == (Flat(15_000, "trường hợp", note=f"Theo {DECISION}"),)
    assert rules(desk, THREE_DAYS, date(2026, 7, 1)) == catalogue


def test_a_rule_for_one_channel_leaves_the_other_channels_to_the_catalogue(desk: Desk) -> None:
    fees.add(desk, MAI, fee(Flat(5_000, "bản", only=Channel.ONLINE)))
    found = replace(procedure(THREE_DAYS), fees=rules(desk, THREE_DAYS, MONDAY.date()))
    assert [rule.only for rule in found.fees_for(Channel.ONLINE)] == [Channel.ONLINE]
    assert found.fees_for(Channel.ONLINE)[0] == Flat(5_000, "bản", only=Channel.ONLINE, note=f"Theo {DECISION}")
    assert all(isinstance(rule, SetByProvince) for rule in found.fees_for(Channel.COUNTER))


def test_by_post_the_provinces_fee_at_the_counter_holds_and_not_the_catalogues(desk: Desk) -> None:
    residence = "1.004222"
    fees.add(desk, MAI, fee(Flat(15_000, "lần", only=Channel.COUNTER), code=residence))
    found = replace(procedure(residence), fees=rules(desk, residence, MONDAY.date()))
    assert [rule_words(rule) for rule in found.fees_for(Channel.POST)] == ["15.000 đ/lần"]
    assert [rule_words(rule) for rule in found.fees_for(Channel.ONLINE)] == ["10.000 đ/lần đăng ký", "Không thu"]


def test_a_fee_of_the_province_for_all_ways_gives_way_to_its_own_for_one(desk: Desk) -> None:
    fees.add(desk, MAI, fee(Flat(15_000, "lần")))
    fees.add(desk, MAI, fee(Flat(7_000, "lần", only=Channel.ONLINE)))
    found = replace(procedure(THREE_DAYS), fees=rules(desk, THREE_DAYS, MONDAY.date()))
    said = {channel: [rule_words(rule) for rule in found.fees_for(channel)] for channel in Channel}
    assert said[Channel.COUNTER] == said[Channel.POST] == ["15.000 đ/lần"]
    assert said[Channel.ONLINE] == ["7.000 đ/lần"]


def test_two_rules_of_different_names_stand_side_by_side(desk: Desk) -> None:
    fees.add(desk, MAI, fee(Flat(15_000, "lần", name="Cá nhân")))
    fees.add(desk, MAI, fee(Flat(10_000, "người", name="Theo danh sách")))
    assert [rule.name for rule in rules(desk, THREE_DAYS, MONDAY.date())] == ["Cá nhân", "Theo danh sách"]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (FIRST, None),
        (date(2025, 1, 1), None),
        (date(2025, 1, 1), FIRST),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_overlapping_days_are_refused_with_the_line_that_stands(desk: Desk, first: date, last: date | None) -> None:
    fees.add(desk, MAI, fee(last=date(2026, 12, 31)))
    with pytest.raises(UserError, match=r"đã có mức thu từ 01/01/2026 đến 31/12/2026 \(NQ 12") as refused:
        fees.add(desk, MAI, fee(first=first, last=last))
    assert refused.value.field == "first"
    assert len(fees.listed(desk)) == 1


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (replace(fee(), procedure="9.999999"), "procedure"),
        (replace(fee(), decision="  "), "decision"),
        (fee(last=date(2025, 12, 31)), "last"),
        (fee(first=date(202, 1, 1)), "first"),
    ],
)
def test_a_line_that_is_not_whole_is_refused_at_its_field(desk: Desk, line: ProvinceFee, field: str) -> None:
    with pytest.raises(UserError) as refused:
        fees.add(desk, MAI, line)
    assert refused.value.field == field


def test_what_is_changed_ended_or_withdrawn_stays_in_the_history(desk: Desk) -> None:
    first = fees.add(desk, MAI, fee())
    second = fees.change(desk, MAI, first.id, fee(Flat(20_000, "trường hợp")))
    third = fees.end(desk, MAI, second.id, date(2026, 12, 31))
    fees.withdraw(desk, MAI, third.id)
    assert fees.listed(desk) == []
    written = fees.history(desk, THREE_DAYS)
    assert [(entry.line.rule, entry.line.last) for entry in written] == [
        (Flat(15_000, "trường hợp"), None),
        (Flat(20_000, "trường hợp"), None),
        (Flat(20_000, "trường hợp"), date(2026, 12, 31)),
    ]
    assert {(entry.written_by, entry.ended_by, entry.ended_at) for entry in written} == {(MAI.name, MAI.name, MONDAY)}


def test_a_line_that_somebody_else_changed_meanwhile_is_not_changed_twice(desk: Desk) -> None:
    first = fees.add(desk, MAI, fee())
    fees.change(desk, MAI, first.id, fee(Flat(20_000, "trường hợp")))
    for late in (
        lambda: fees.change(desk, MAI, first.id, fee(Flat(30_000, "trường hợp"), first=date(2030, 1, 1))),
        lambda: fees.end(desk, MAI, first.id, date(2026, 12, 31)),
        lambda: fees.withdraw(desk, MAI, first.id),
    ):
        with pytest.raises(UserError):
            late()
    assert [one.entry.line.rule for one in fees.listed(desk)] == [Flat(20_000, "trường hợp")]


def test_the_list_is_searched_by_code_name_and_decision_without_marks(desk: Desk) -> None:
    fees.add(desk, MAI, fee())
    fees.add(desk, MAI, fee(PerPage(), code=COPY))
    assert [one.entry.line.procedure for one in fees.listed(desk, "chung thuc ban sao")] == [COPY]
    assert len(fees.listed(desk, "nq 12/2026")) == 2
    assert fees.listed(desk, "khai tử") == []
