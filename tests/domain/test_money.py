"""The day's money closes by construction, and numbers of receipts are counted on."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.money import Movement, day_money, shares
from onecua_desk.domain.money_sheet import difference_words
from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.receipt_numbers import following, ranges

DAY = date(2026, 11, 23)
officials = st.sampled_from([Official("mai", "Lê Thị Mai"), Official("hung", "Phạm Hùng"), Official("mai", "Trần Mai")])
movements = st.lists(
    st.builds(
        Movement,
        st.just(datetime(2026, 11, 23, 9)),
        officials,
        st.builds(
            Payment, st.integers(0, 10**7), st.sampled_from(PayWay), st.sampled_from(["", "0007", "0008", "0010"])
        ),
        st.booleans(),
        st.sampled_from(["1.001193", "2.000815", ""]),
        st.just("Tên"),
        st.just("H02"),
    ),
    max_size=30,
)


@given(movements)
def test_every_sum_of_the_day_is_that_of_its_movements(moved: list[Movement]) -> None:
    money = day_money(DAY, moved)
    assert money.left() == sum(one.amount for one in moved)
    assert sum(till.left() for till in money.tills) == money.left()
    assert sum(till.count for till in money.tills) == sum(not one.voided for one in moved)
    assert sum(share.amount for share in money.shares()) == money.left()
    assert sum(money.left(way) for way in PayWay) == money.left()
    for till in money.tills:
        assert sum(till.left(way) for way in PayWay) == till.left() == till.taken() - till.voided()
        assert sum(share.amount for share in till.shares()) == till.left()
        assert sum(share.count for share in till.shares()) == till.count


@given(movements, movements)
def test_what_was_refused_is_in_no_sum_and_in_the_till_of_who_made_it(
    moved: list[Movement], refused: list[Movement]
) -> None:
    money, without = day_money(DAY, moved, refused), day_money(DAY, moved)
    assert (money.left(), money.shares()) == (without.left(), without.shares())
    assert sorted(map(repr, money.together(Official("", "")).refused)) == sorted(map(repr, refused))
    assert all(one.official == till.official for till in money.tills for one in till.refused)


@given(movements)
def test_every_movement_stands_in_the_till_of_who_made_it(moved: list[Movement]) -> None:
    money = day_money(DAY, moved)
    assert sum(len(till.movements) for till in money.tills) == len(moved)
    assert all(one.official == till.official for till in money.tills for one in till.movements)
    assert len({till.official for till in money.tills}) == len(money.tills)
    assert shares(moved) == money.shares()


@pytest.mark.parametrize(
    ("number", "next_one"),
    [
        ("0001234", "0001235"),
        ("AB/26P 0001234", "AB/26P 0001235"),
        ("0001234/2026", "0001235/2026"),
        ("12/BL-2026", "13/BL-2026"),
        ("0999", "1000"),
        ("9", "10"),
        ("Quyển A", ""),
        ("", ""),
        ("9" * 40, ""),
    ],
)
def test_the_next_number_of_a_book_keeps_its_form(number: str, next_one: str) -> None:
    assert following(number) == next_one


def test_numbers_that_follow_one_another_are_one_run() -> None:
    assert ranges(["0003", "0001", "0002", "0009", "A 7", "A 8", "0002"]) == ("0001–0003", "0009", "A 7–A 8")
    assert ranges([]) == ()


@given(st.lists(st.integers(1, 60), max_size=40))
def test_runs_hold_exactly_the_numbers_given(numbers: list[int]) -> None:
    held: set[int] = set()
    for run in ranges(f"{number:04d}" for number in numbers):
        first, _, last = run.partition("–")
        held |= set(range(int(first), int(last or first) + 1))
    assert held == set(numbers)


def test_a_difference_is_said_by_its_direction() -> None:
    assert [difference_words(one) for one in (0, 2_000, -5_000)] == ["đủ", "thừa 2.000 đ", "thiếu 5.000 đ"]
