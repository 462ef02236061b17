"""Fees in steps and by value: their computation, their limits, and the words in which clerks write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.fee_text import RuleKind, RuleText, read_money, read_rule, rule_text
from onecua_desk.domain.fee_words import rule_words
from onecua_desk.domain.fees import (
    MOST_UNITS,
    MOST_VALUE,
    Band,
    ByValue,
    Fee,
    FeeRule,
    Flat,
    Free,
    PerPage,
    SetByProvince,
    Step,
    Stepped,
    compute,
)
from onecua_desk.errors import UserError

BILLION = 10**9
CONTRACT = ByValue(
    "giá trị hợp đồng",
    (Band(50_000, 0, 50_000_000), Band(0, 100, BILLION), Band(1_000_000, 60)),
    minimum=50_000,
    maximum=3_000_000,
)
AREA = ByValue("diện tích", (Band(100_000, 0, 500), Band(200_000)), "m²")
COPIES = Stepped("bản", (Step(8_000, 2), Step(5_000, 3), Step(3_000)), 40_000)

prices, counts = st.integers(1, 100_000), st.integers(1, MOST_UNITS)
values = st.integers(0, MOST_VALUE)
caps = st.none() | st.integers(1, 10**7)


@pytest.mark.parametrize(
    ("count", "fee"),
    [
        (1, Fee(8_000, "1 bản: 1 × 8.000 đ")),
        (4, Fee(26_000, "4 bản: 2 × 8.000 đ + 2 × 5.000 đ")),
        (7, Fee(37_000, "7 bản: 2 × 8.000 đ + 3 × 5.000 đ + 2 × 3.000 đ")),
        (8, Fee(40_000, "8 bản: 2 × 8.000 đ + 3 × 5.000 đ + 3 × 3.000 đ")),
        (9, Fee(40_000, "9 bản: 40.000 đ (mức tối đa)")),
    ],
)
def test_steps_are_summed_and_read_aloud(count: int, fee: Fee) -> None:
    assert compute(COPIES, count) == fee


@pytest.mark.parametrize(
    ("value", "amount", "words"),
    [
        (0, 50_000, "50.000 đ"),
        (50_000_000, 50_000, "50.000 đ"),
        (50_000_001, 50_000, "0,1 % × 50.000.001 đ"),
        (200_000_000, 200_000, "0,1 % × 200.000.000 đ"),
        (BILLION, 1_000_000, "0,1 % × 1.000.000.000 đ"),
        (2 * BILLION, 1_600_000, "1.000.000 đ + 0,06 % × 1.000.000.000 đ"),
        (90 * BILLION, 3_000_000, "3.000.000 đ (mức tối đa)"),
    ],
)
def test_a_fee_by_value_takes_the_band_its_share_and_its_limits(value: int, amount: int, words: str) -> None:
    fee = compute(CONTRACT, value=value)
    assert fee.amount == amount
    assert fee.words.startswith("Giá trị hợp đồng ")
    assert fee.words.endswith(f" đ: {words}")


def test_a_measure_other_than_money_chooses_an_amount() -> None:
    assert compute(AREA, value=500) == Fee(100_000, "Diện tích 500 m²: 100.000 đ")
    assert compute(AREA, value=501) == Fee(200_000, "Diện tích 501 m²: 200.000 đ")


def test_a_value_that_nobody_named_yet_is_asked_for() -> None:
    assert compute(CONTRACT) == Fee(None, "Tính theo giá trị hợp đồng: hãy nhập giá trị hợp đồng (đ).")
    with pytest.raises(UserError) as refused:
        compute(CONTRACT, value=MOST_VALUE + 1)
    assert refused.value.field == "value"


@given(st.lists(st.builds(Step, prices, st.integers(1, 50)), max_size=4), prices, caps, counts)
def test_more_units_never_cost_less_and_never_more_than_the_cap(
    steps: list[Step], rest: int, cap: int | None, count: int
) -> None:
    rule = Stepped("bản", (*steps, Step(rest)), cap)
    fee, more = compute(rule, count).amount, compute(rule, min(count + 1, MOST_UNITS)).amount
    assert fee is not None
    assert more is not None
    assert fee <= more
    assert cap is None or more <= cap


@given(st.lists(st.builds(Step, prices, st.integers(1, 50)), max_size=4), prices, st.integers(1, 300))
def test_a_fee_in_steps_is_the_sum_of_its_units(steps: list[Step], rest: int, count: int) -> None:
    dear = [step.price for step in steps for _ in range(step.count or 0)] + [rest] * count
    assert compute(Stepped("bản", (*steps, Step(rest))), count).amount == sum(dear[:count])


@given(values, values)
def test_a_dearer_contract_never_costs_less_and_stays_within_its_limits(one: int, other: int) -> None:
    low, high = (compute(CONTRACT, value=value).amount for value in sorted((one, other)))
    assert low is not None
    assert high is not None
    assert 50_000 <= low <= high <= 3_000_000


@given(st.integers(0, 100_000), values)
def test_a_share_is_rounded_down_to_whole_dong(share: int, value: int) -> None:
    assert compute(ByValue("giá trị", (Band(0, share),)), value=value).amount == value * share // 100_000


@pytest.mark.parametrize(
    "broken",
    [
        lambda: Stepped("bản", ()),
        lambda: Stepped("bản", (Step(1, 2),)),
        lambda: Stepped("bản", (Step(1), Step(2))),
        lambda: ByValue("giá trị", (Band(1, 0, 5), Band(2, 0, 5), Band(3))),
        lambda: ByValue("diện tích", (Band(0, 10),), "m²"),
        lambda: ByValue("giá trị", (Band(1),), minimum=2, maximum=1),
    ],
)
def test_steps_that_contradict_each_other_are_no_rule(broken) -> None:
    with pytest.raises(UserError):
        broken()


names = st.sampled_from(["", "Cá nhân", "Theo danh sách"])
line = {"name": names, "note": names, "only": st.none() | st.sampled_from(Channel)}
money = st.integers(1, 10**9)
steps = st.builds(
    lambda inner, rest: (*inner, Step(rest)), st.lists(st.builds(Step, money, st.integers(1, 99)), max_size=3), money
)


@st.composite
def bands(draw: st.DrawFn, share: st.SearchStrategy[int]) -> tuple[Band, ...]:
    ends = sorted(draw(st.sets(st.integers(1, 10**9), max_size=3)))
    return tuple(Band(draw(st.integers(0, 10**7)), draw(share), end) for end in (*ends, None))


rules: st.SearchStrategy[FeeRule] = st.one_of(
    st.builds(Free, **line),
    st.builds(SetByProvince, **line),
    st.builds(Flat, money, st.sampled_from(["bản", "người/lần đăng ký"]), **line),
    st.builds(PerPage, money, st.integers(1, 99), money, st.none() | money, **line),
    st.builds(Stepped, st.just("bản"), steps, st.none() | money, **line),
    st.builds(ByValue, st.just("giá trị hợp đồng"), bands(st.integers(0, 99_999)), **line),
    st.builds(ByValue, st.just("diện tích"), bands(st.just(0)), st.just("m²"), minimum=st.none() | money, **line),
)


@given(rules)
def test_what_is_written_for_a_clerk_is_read_as_the_same_rule(rule: FeeRule) -> None:
    assert read_rule(rule_text(rule)) == rule
    assert rule_words(rule)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("15.000 đ", 15_000), ("15000", 15_000), ("1,500,000 VNĐ", 1_500_000), ("0", 0), ("15.00", None), ("-5", None)],
)
def test_money_is_read_in_the_ways_people_write_it(text: str, amount: int | None) -> None:
    assert read_money(text) == amount


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (RuleText("Theo đơn vị", "8x", "bản"), "amount"),
        (RuleText("Theo đơn vị", "8.000", " "), "per"),
        (RuleText("Theo trang", steps="2: 2.000"), "steps"),
        (RuleText("Theo trang", steps="còn lại: 1.000"), "steps"),
        (RuleText("Theo bậc số lượng", per="bản", steps="0: 2.000; còn lại: 1"), "steps"),
        (RuleText("Theo bậc số lượng", per="bản", steps="2 2.000"), "steps"),
        (RuleText("Theo giá trị", per="giá trị", steps="còn lại: 0,1234 %"), "steps"),
        (RuleText("Theo giá trị", per="giá trị", steps="còn lại: 1.000", maximum="x"), "maximum"),
        (RuleText("Miễn phí"), "kind"),
        (RuleText("Không thu", only="Qua cửa"), "only"),
    ],
)
def test_what_cannot_be_read_names_its_part(text: RuleText, field: str) -> None:
    with pytest.raises(UserError) as refused:
        read_rule(text)
    assert refused.value.field == field


def test_the_kinds_are_read_without_marks() -> None:
    assert isinstance(read_rule(RuleText("khong thu")), Free)
    assert {RuleKind(rule_text(rule).kind) for rule in (Free(), COPIES, AREA, PerPage())} <= set(RuleKind)
