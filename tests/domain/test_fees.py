"""What a procedure costs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.fees import MOST_UNITS, Fee, Flat, Free, PerPage, SetByProvince, compute, dong
from onecua_desk.errors import UserError

CERTIFIED = PerPage(first_price=2_000, first_pages=2, next_price=1_000, cap_per_copy=200_000)
counts = st.integers(1, 300)


@pytest.mark.parametrize(
    ("rule", "copies", "pages", "fee"),
    [
        (Free(), 3, 9, Fee(0, "Không thu phí")),
        (Flat(8_000, "bản"), 3, 1, Fee(24_000, "3 bản × 8.000 đ")),
        (Flat(10_000, "trường hợp"), 1, 1, Fee(10_000, "1 trường hợp × 10.000 đ")),
        (CERTIFIED, 1, 1, Fee(2_000, "1 bản × (1 × 2.000 đ)")),
        (CERTIFIED, 2, 2, Fee(8_000, "2 bản × (2 × 2.000 đ)")),
        (CERTIFIED, 3, 4, Fee(18_000, "3 bản × (2 × 2.000 đ + 2 × 1.000 đ)")),
        (CERTIFIED, 1, 198, Fee(200_000, "1 bản × (2 × 2.000 đ + 196 × 1.000 đ)")),
        (CERTIFIED, 2, 199, Fee(400_000, "2 bản × 200.000 đ (mức tối đa một bản)")),
        (PerPage(cap_per_copy=None), 1, 300, Fee(302_000, "1 bản × (2 × 2.000 đ + 298 × 1.000 đ)")),
        (SetByProvince(note="Theo nghị quyết của tỉnh"), 1, 1, Fee(None, "Theo nghị quyết của tỉnh")),
    ],
)
def test_a_fee_is_computed_and_explained(rule, copies, pages, fee):
    assert compute(rule, copies, pages) == fee


def test_an_unknown_fee_without_a_note_says_whom_to_ask():
    assert "hỏi" in compute(SetByProvince()).words


@pytest.mark.parametrize("bad", [0, -1, MOST_UNITS + 1])
@pytest.mark.parametrize("rule", [Free(), Flat(8_000, "bản"), CERTIFIED, SetByProvince()])
def test_a_bad_count_is_refused_with_the_field_it_concerns(rule, bad):
    with pytest.raises(UserError, match=r"Số lượng phải từ 1 đến 10\.000") as refused:
        compute(rule, copies=bad)
    assert refused.value.field == "copies"
    with pytest.raises(UserError, match="Số trang"):
        compute(rule, pages=bad)


@pytest.mark.parametrize(
    ("amount", "words"), [(0, "0 đ"), (500, "500 đ"), (18_000, "18.000 đ"), (4_500_000, "4.500.000 đ")]
)
def test_money_is_written_with_dots(amount, words):
    assert dong(amount) == words


@given(counts, counts)
def test_a_copy_never_costs_more_than_the_cap_and_never_less_with_more_pages(copies, pages):
    fee, more = compute(CERTIFIED, copies, pages).amount, compute(CERTIFIED, copies, pages + 1).amount
    assert fee is not None
    assert more is not None
    assert fee <= more <= copies * 200_000


@given(counts, counts)
def test_copies_cost_alike(copies, pages):
    one = compute(CERTIFIED, 1, pages).amount
    assert one is not None
    assert compute(CERTIFIED, copies, pages).amount == copies * one
