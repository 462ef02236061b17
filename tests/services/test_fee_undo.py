"""What came with one file of fees is known for certain, whatever the clock and whoever else has the same name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onecua_desk.domain.fees import Flat
from onecua_desk.errors import UserError
from onecua_desk.services import fee_files, fee_undo, fees
from onecua_desk.services.desk import Desk
from tests.clock import Clock
from tests.desk_fixture import BIRTH, COPY, MAI, THREE_DAYS
from tests.services.province_fees import fee

NEXT_YEAR = date(2027, 1, 1)


def take(desk: Desk, path: Path, *rows: str) -> None:
    """Take a file over: of each row the procedure, the amount and the first day."""
    heads = "Mã thủ tục;Cách tính;Mức thu;Đơn vị tính;Từ ngày;Nghị quyết\n"
    path.write_text(heads + "".join(f"{row};NQ 12/2026/NQ-HĐND\n" for row in rows), encoding="utf-8")
    plan = fee_files.preview(desk, path)
    assert plan is not None
    fee_files.take(desk, MAI, plan)


def row(code: str, amount: int, first: str = "01/01/2026") -> str:
    return f"{code};Theo đơn vị;{amount};lần;{first}"


def amounts(desk: Desk) -> dict[str, int]:
    lines = [one.entry.line for one in fees.listed(desk)]
    return {line.procedure: line.rule.amount for line in lines if isinstance(line.rule, Flat)}


def of(desk: Desk, code: str) -> fees.FeeEntry:
    return next(one.entry for one in fees.listed(desk) if one.entry.line.procedure == code)


def test_two_files_and_a_line_by_hand_of_one_second_are_three_things(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path / "a.csv", row(COPY, 2_000), row(BIRTH, 5_000))
    take(desk, tmp_path / "b.csv", row(BIRTH, 6_000))
    by_hand = fees.add(desk, MAI, fee(code=THREE_DAYS))
    assert [len(fee_undo.of_one_file(desk, of(desk, code))) for code in (COPY, BIRTH)] == [1, 1]
    assert fee_undo.of_one_file(desk, by_hand) == [by_hand]
    assert fee_undo.take_back(desk, MAI, of(desk, BIRTH)) == 1
    assert amounts(desk) == {COPY: 2_000, BIRTH: 5_000, THREE_DAYS: 15_000}


def test_what_stands_again_came_with_no_file_and_brings_nothing_back_when_it_goes(
    desk: Desk, clock: Clock, tmp_path: Path
) -> None:
    take(desk, tmp_path / "a.csv", row(COPY, 2_000), row(BIRTH, 5_000))
    clock.turn(minutes=1)
    take(desk, tmp_path / "b.csv", row(COPY, 3_000), row(BIRTH, 6_000))
    clock.turn(minutes=1)
    assert fee_undo.take_back(desk, MAI, of(desk, COPY)) == 2
    again = of(desk, COPY)
    assert fee_undo.of_one_file(desk, again) == [again]
    assert fee_undo.take_back(desk, MAI, again) == 1
    assert amounts(desk) == {BIRTH: 5_000}


def test_a_line_that_the_file_only_ended_goes_on_when_it_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    fees.add(desk, MAI, fee())
    take(desk, tmp_path / "a.csv", row(THREE_DAYS, 20_000, "01/01/2027"), row(COPY, 3_000))
    new = next(one.entry for one in fees.listed(desk) if one.entry.line.first == NEXT_YEAR)
    assert fee_undo.take_back(desk, MAI, new) == 3
    (left,) = fees.listed(desk)
    assert left.entry.line == fee()


def test_a_file_of_which_nothing_stands_any_more_is_not_taken_back_once_more(desk: Desk, tmp_path: Path) -> None:
    """Another window took it back, and the line that stood before it was withdrawn since."""
    fees.add(desk, MAI, fee())
    take(desk, tmp_path / "a.csv", row(THREE_DAYS, 20_000))
    stale = of(desk, THREE_DAYS)
    assert fee_undo.take_back(desk, MAI, stale) == 1
    fees.withdraw(desk, MAI, of(desk, THREE_DAYS).id)
    with pytest.raises(UserError, match="đã được bỏ rồi"):
        fee_undo.take_back(desk, MAI, stale)
    assert amounts(desk) == {}
