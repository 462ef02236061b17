"""The province's fee table as a file for all communes: taken over whole, looked at first, and taken back whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.fee_words import rule_words
from onecua_desk.domain.fees import Band, ByValue, Flat, PerPage, SetByProvince, Step, Stepped
from onecua_desk.errors import UserError
from onecua_desk.imports.reading import read_rows
from onecua_desk.services import fee_files, fee_undo, fees
from onecua_desk.services.desk import Desk
from onecua_desk.services.fee_files import FeePlan
from tests.clock import Clock
from tests.desk_fixture import BIRTH, COPY, MAI, THREE_DAYS
from tests.imports.tables import write_rows
from tests.services.province_fees import DECISION, FIRST, fee


def looked_at(desk: Desk, path: Path) -> FeePlan:
    plan = fee_files.preview(desk, path)
    assert plan is not None
    return plan


EVERY_KIND = (
    fee(Flat(8_000, "bản", name="Bản sao", only=Channel.COUNTER, note="Mỗi bản")),
    fee(PerPage(1_500, 3, 500, None), code=COPY),
    fee(Stepped("thửa", (Step(8_000, 1), Step(5_000)), 50_000), code=BIRTH),
    fee(ByValue("giá trị hợp đồng", (Band(0, 100, 10**9), Band(10**6, 60)), minimum=50_000), code="2.001035"),
    fee(ByValue("diện tích", (Band(100_000, 0, 500), Band(200_000)), "m²"), date(2025, 1, 1), FIRST, "2.000913"),
    fee(SetByProvince(), code="2.000884"),
)


@pytest.mark.parametrize("name", ["muc-thu.xlsx", "muc-thu.csv"])
def test_a_table_that_is_written_is_taken_over_whole_by_another_desk(desk: Desk, tmp_path: Path, name: str) -> None:
    for line in EVERY_KIND:
        fees.add(desk, MAI, line)
    assert fee_files.export(desk, tmp_path / name) == 6
    before = fees.listed(desk)
    for one in before:
        fees.withdraw(desk, MAI, one.entry.id)
    plan = looked_at(desk, tmp_path / name)
    assert (len(plan.added), plan.errors) == (6, ())
    fee_files.take(desk, MAI, plan)
    assert [one.entry.line for one in fees.listed(desk)] == [one.entry.line for one in before]
    again = looked_at(desk, tmp_path / name)
    assert (again.steps, again.same) == (0, 6)


def rewrite(path: Path, **changes: str) -> None:
    """The same file with other texts in the columns that are named by their place (``c5``)."""
    heads, *rows = read_rows(path, 100)
    places = {int(name[1:]): text for name, text in changes.items()}
    wide = len(heads.cells)
    texts = [[places.get(at, row.cell(at)) for at in range(wide)] for row in rows]
    write_rows(path, heads.cells, texts)


def test_a_newer_decision_ends_what_had_no_end_and_changes_what_began_on_the_same_day(
    desk: Desk, tmp_path: Path
) -> None:
    old = fees.add(desk, MAI, fee())
    path = tmp_path / "moi.xlsx"
    fee_files.export(desk, path)
    rewrite(path, c5="20.000")
    plan = looked_at(desk, path)
    assert (list(plan.changed), plan.ended, plan.added) == ([old.id], {}, ())
    rewrite(path, c10="01/07/2026", c12="NQ 30/2026/NQ-HĐND")
    plan = looked_at(desk, path)
    fee_files.take(desk, MAI, plan)
    assert (len(plan.added), [line.last for line in plan.ended.values()]) == (1, [date(2026, 6, 30)])
    assert [(one.entry.line.first, one.entry.line.last) for one in fees.listed(desk)] == [
        (FIRST, date(2026, 6, 30)),
        (date(2026, 7, 1), None),
    ]


def test_what_was_looked_at_is_taken_whatever_the_file_says_by_now(desk: Desk, tmp_path: Path) -> None:
    first = fees.add(desk, MAI, fee())
    path = tmp_path / "moi.csv"
    fee_files.export(desk, path)
    rewrite(path, c5="20.000")
    plan = looked_at(desk, path)
    rewrite(path, c5="999.000")
    fee_files.take(desk, MAI, plan)
    assert [one.entry.line for one in fees.listed(desk)] == [plan.changed[first.id]]
    assert "20.000" in rule_words(fees.listed(desk)[0].entry.line.rule)


def test_a_table_that_changed_since_the_file_was_looked_at_is_left_as_it_is(desk: Desk, tmp_path: Path) -> None:
    fees.add(desk, MAI, fee())
    path = tmp_path / "moi.csv"
    fee_files.export(desk, path)
    rewrite(path, c5="20.000")
    plan = looked_at(desk, path)
    fees.add(desk, MAI, fee(PerPage(), code=COPY))
    before = fees.listed(desk)
    fees.change(desk, MAI, before[0].entry.id, replace(before[0].entry.line, decision="NQ 99/2026/NQ-HĐND"))
    now = fees.listed(desk)
    with pytest.raises(UserError, match="Bảng mức thu đã đổi sau khi xem tệp"):
        fee_files.take(desk, MAI, plan)
    assert fees.listed(desk) == now


def test_one_bad_row_stops_the_whole_file_and_is_named(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "sai.csv"
    heads = ["Mã thủ tục", "Cách tính", "Mức thu", "Đơn vị tính", "Từ ngày", "Nghị quyết"]
    rows = [
        [THREE_DAYS, "Theo đơn vị", "15.000", "bản", "01/01/2026", DECISION],
        [COPY, "Theo đơn vị", "mười nghìn", "bản", "01/01/2026", DECISION],
        ["9.999999", "theo don vi", "8000", "bản", "01/01/2026", DECISION],
        [BIRTH, "Không thu", "", "", "31/02/2026", DECISION],
        [THREE_DAYS, "Theo đơn vị", "15.000", "bản", "01/01/2026", DECISION],
        [BIRTH, "Theo cảm hứng", "", "", "01/01/2026", DECISION],
    ]
    write_rows(path, heads, rows)
    plan = looked_at(desk, path)
    with pytest.raises(UserError, match="còn dòng sai"):
        fee_files.take(desk, MAI, plan)
    assert [error.row for error in plan.errors] == [3, 4, 5, 6, 7]
    for error, said in zip(
        plan.errors, ["số tiền", "không có thủ tục", "31/02/2026", "dòng 2", "Cách tính"], strict=True
    ):
        assert said in error.sentence
    assert fees.listed(desk) == []


def test_a_day_that_is_kept_as_a_number_and_a_cell_that_was_cut_are_errors_of_their_rows(
    desk: Desk, tmp_path: Path
) -> None:
    heads = ["Mã thủ tục", "Cách tính", "Từ ngày", "Nghị quyết"]
    rows = [[BIRTH, "Không thu", "45965", DECISION], [BIRTH, "Không thu", "01/01/2026", "N" * 3_000]]
    write_rows(tmp_path / "sai.csv", heads, rows)
    first, second = looked_at(desk, tmp_path / "sai.csv").errors
    assert "Từ ngày «45965» là ngày mà bảng tính giữ thành số" in first.sentence
    assert "Ô ở cột D dài hơn 2.000 chữ" in second.sentence


def test_a_file_that_is_no_table_of_fees_is_not_read_to_its_end(desk: Desk, tmp_path: Path) -> None:
    write_rows(tmp_path / "so.csv", ["Mã thủ tục"], [["1"]] * (fee_files.MOST_FEES + 1))
    with pytest.raises(UserError, match="có hơn 2000 mức thu"):
        looked_at(desk, tmp_path / "so.csv")


def test_a_file_without_the_needed_columns_says_which(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "khac.csv"
    write_rows(path, ["Mã thủ tục", "Mức thu"], [[COPY, "8.000"]])
    with pytest.raises(UserError, match="thiếu cột «Cách tính», «Từ ngày», «Nghị quyết»"):
        looked_at(desk, path)


def test_a_file_is_taken_back_whole_and_what_it_replaced_stands_again(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    fees.add(desk, MAI, fee())
    before = [one.entry.line for one in fees.listed(desk)]
    path = tmp_path / "moi.csv"
    fee_files.export(desk, path)
    rewrite(path, c5="20.000", c10="01/07/2026")
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{COPY};;;;Không thu;;;;;;01/07/2026;;{DECISION};\n")
    clock.turn(minutes=1)
    fee_files.take(desk, MAI, looked_at(desk, path))
    after = [one.entry for one in fees.listed(desk)]
    assert len(fee_undo.of_one_file(desk, after[0])) == len(after) == 3
    clock.turn(minutes=1)
    assert fee_undo.take_back(desk, MAI, after[0]) == 3
    assert [one.entry.line for one in fees.listed(desk)] == before
    clock.turn(minutes=1)
    fee_files.take(desk, MAI, looked_at(desk, path))
    assert [one.entry.line for one in fees.listed(desk)] == [one.line for one in after]


def test_a_line_that_was_added_by_hand_came_with_no_other(desk: Desk, clock: Clock) -> None:
    first = fees.add(desk, MAI, fee())
    clock.turn(minutes=1)
    fees.add(desk, MAI, fee(code=COPY))
    assert [one.id for one in fee_undo.of_one_file(desk, first)] == [first.id]


def test_a_file_of_which_a_line_was_changed_since_is_not_taken_back(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    fees.add(desk, MAI, fee())
    path = tmp_path / "moi.csv"
    fee_files.export(desk, path)
    rewrite(path, c5="20.000")
    clock.turn(minutes=1)
    fee_files.take(desk, MAI, looked_at(desk, path))
    (taken,) = (one.entry for one in fees.listed(desk))
    clock.turn(minutes=1)
    fees.change(desk, MAI, taken.id, replace(taken.line, decision="NQ 99/2026/NQ-HĐND"))
    now = fees.listed(desk)
    with pytest.raises(UserError, match=f"Thủ tục {THREE_DAYS} đã được sửa mức thu sau lần nhập này"):
        fee_undo.take_back(desk, MAI, taken)
    assert fees.listed(desk) == now


def test_the_reading_of_a_file_can_be_stopped_at_any_moment(desk: Desk, tmp_path: Path) -> None:
    fees.add(desk, MAI, fee())
    path = tmp_path / "bang.xlsx"
    fee_files.export(desk, path)
    for asked in range(4):
        answers = iter([False] * asked)
        assert fee_files.preview(desk, path, partial(next, answers, True)) is None
