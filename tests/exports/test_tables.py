"""Tables as Excel and CSV: what was put in is read back, nothing becomes a formula, a file is whole or not there."""

from __future__ import annotations

import csv
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onecua_desk.domain.csv_cell import unguarded
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.exports.table import Cell, Check, Head, Sum, SumAbove, Table
from onecua_desk.exports.writing import write_table
from onecua_desk.imports.reading import read_rows
from tests.exports.workbooks import computed, formulas, rows, sheet
from tests.store.programs import ROOT_ONLY

HEADS = (
    Head("STT", 6),
    Head("Tên", 30),
    Head("Tổng", 10, "Nhận", "(3)"),
    Head("A", 10, "Nhận", "(4)"),
    Head("B", 10, "Nhận", "(5)"),
)
NAME = st.text(max_size=30)
NUMBERS = st.lists(st.tuples(NAME, st.integers(0, 9_999), st.integers(0, 9_999)), max_size=12)
EVIL = ["=1+1", "+84912345678", "-5", "@SUM(A1)", "＝1", "'=1", "'tên", '="a"', "\t=1+1", "\u202e=1+1", "a\x00b\r\n=2"]
FAST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def table(lines: list[tuple[str, int, int]]) -> Table:
    a, b = sum(one[1] for one in lines), sum(one[2] for one in lines)
    body: list[tuple[Cell, ...]] = [
        (number, name, Sum(first + second, (3, 4)), first, second)
        for number, (name, first, second) in enumerate(lines, 1)
    ]
    total = (None, "Tổng cộng", SumAbove(a + b), SumAbove(a), SumAbove(b)) if lines else (None, "Tổng cộng", 0, 0, 0)
    return Table(
        "Bảng", ("BẢNG", "Kỳ"), HEADS, body, len(body), total, (Check("(3) = (4) + (5)", 2, (3, 4), (a + b, a + b)),)
    )


def plain(names: list[str]) -> Table:
    return Table("Tên", (), (Head("Tên", 30),), [(name,) for name in names], len(names))


def csv_rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


@FAST
@given(NUMBERS)
def test_every_formula_comes_to_the_number_that_was_counted(tmp_path: Path, lines: list[tuple[str, int, int]]) -> None:
    path = tmp_path / "bang.xlsx"
    write_table(table(lines), path)
    found, written = sheet(path), sheet(path, values=True)
    for cell in formulas(found):
        assert computed(found, cell) == written[cell].value
    assert [written.cell(6 + at, 3).value for at in range(len(lines))] == [a + b for _, a, b in lines]
    assert rows(path, values=True)[-1][1:] == ("(3) = (4) + (5)", *[sum(a + b for _, a, b in lines)] * 2, "Khớp")


@FAST
@given(st.lists(NAME, max_size=20))
def test_what_is_written_to_excel_is_read_back_as_it_is_seen(tmp_path: Path, names: list[str]) -> None:
    path = tmp_path / "ten.xlsx"
    write_table(plain(names), path)
    assert [row[0] or "" for row in rows(path)[1:]] == [clean(name) for name in names]
    assert formulas(sheet(path)) == []


@FAST
@given(st.lists(NAME, max_size=20))
def test_what_is_written_to_csv_is_read_back_as_it_is_seen(tmp_path: Path, names: list[str]) -> None:
    path = tmp_path / "ten.csv"
    write_table(plain(names), path)
    read = [unguarded(row[0]) if row else "" for row in csv_rows(path)[1:]]
    assert read == [clean(name) for name in names]


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula(tmp_path: Path, text: str) -> None:
    write_table(plain([text]), tmp_path / "ten.xlsx")
    cell = sheet(tmp_path / "ten.xlsx")["A2"]
    assert (cell.value, cell.data_type) == (clean(text), "s")
    assert cell.quotePrefix or clean(text)[0] not in "=+-@＝"
    write_table(plain([text]), tmp_path / "ten.csv")
    written = csv_rows(tmp_path / "ten.csv")[1][0]
    assert written[0] not in "=+-@＝\t\r"
    assert unguarded(written) == clean(text)


def test_numbers_and_days_are_what_excel_counts_with_and_the_head_stays_in_view(tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    cells = (1_871, 97.3, date(2026, 11, 23), datetime(2026, 11, 23, 9, 41), None)
    write_table(Table("Bảng", ("BẢNG",), HEADS, [cells], 1), path)
    found = sheet(path)
    assert [cell.value for cell in found[5]] == [
        1_871,
        97.3,
        datetime(2026, 11, 23),
        datetime(2026, 11, 23, 9, 41),
        None,
    ]
    assert [cell.number_format for cell in found[5]][:4] == ["#,##0", "#,##0.00", "dd/mm/yyyy", "dd/mm/yyyy hh:mm"]
    assert found.freeze_panes == "C5"
    assert {str(joined) for joined in found.merged_cells.ranges} == {"A1:E1", "A2:A3", "B2:B3", "C2:E2"}


def test_csv_opens_in_a_vietnamese_excel(tmp_path: Path) -> None:
    path = tmp_path / "bang.csv"
    day = (1, "Đặng Thị Ngọc Bích", date(2026, 11, 23), datetime(2026, 11, 23, 9, 41), 0.5)
    write_table(Table("Bảng", ("BẢNG",), HEADS, [day], 1), path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfSTT;T\xc3\xaan;Nh\xe1\xba\xadn: T\xe1\xbb\x95ng")
    assert csv_rows(path)[1] == ["1", "Đặng Thị Ngọc Bích", "23/11/2026", "23/11/2026 09:41", "0,50"]


def test_a_telephone_and_a_code_stay_whole_in_excel_and_are_read_back(tmp_path: Path) -> None:
    path, texts = tmp_path / "ten.csv", ["0912345678", "1.001190", "Tổ 5; 0912345678"]
    write_table(plain(texts), path)
    assert [row[0] for row in csv_rows(path)[1:]] == ["\t0912345678", "\t1.001190", "Tổ 5; 0912345678"]
    assert [row.cells[0] for row in read_rows(path, 10)[1:]] == texts


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_progress_is_told_and_a_stopped_file_leaves_the_old_one_as_it_was(tmp_path: Path, suffix: str) -> None:
    path, told = tmp_path / f"ten.{suffix}", list[tuple[int, int]]()
    path.write_text("cũ")
    stop: Callable[[], bool] = lambda: len(told) > 3  # noqa: E731
    assert not write_table(plain(["tên"] * 1_000), path, lambda *done: told.append(done), stop)
    assert told == [(0, 1_000), (100, 1_000), (200, 1_000), (300, 1_000)]
    assert path.read_text() == "cũ"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert write_table(plain(["tên"] * 1_000), path)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(UserError, match=r"Không ghi được tệp .*: không còn ở đó nữa"):
        write_table(plain(["a"]), tmp_path / "rút rồi" / f"ten.{suffix}")
    taken = tmp_path / f"ten.{suffix}"
    taken.mkdir()
    with pytest.raises(UserError, match="là thư mục, không phải tệp"):
        write_table(plain(["a"]), taken)
    assert [file.name for file in tmp_path.iterdir()] == [taken.name]


@ROOT_ONLY
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(small_disk: Path, suffix: str) -> None:
    many = Table("Tên", (), (Head("Tên", 9),), [(f"Nguyễn Văn {at}",) for at in range(60_000)], 60_000)
    with pytest.raises(UserError, match="ổ đĩa đã đầy"):
        write_table(many, small_disk / f"ten.{suffix}")
    assert list(small_disk.iterdir()) == []


def test_a_text_that_excel_would_take_for_the_number_of_a_letter_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "ten.xlsx"
    write_table(plain(["_x003D_1+1", "_x0_", "a_x000A_b_x0041_"]), path)
    written = ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<t[^>]*>([^<]*)</t>", written)[1:] == [
        "_x005F_x003D_1+1",
        "_x0_",
        "a_x005F_x000A_b_x005F_x0041_",
    ]


@ROOT_ONLY
def test_where_the_disk_for_files_on_the_way_is_full_no_names_are_left_on_it(
    small_disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    with pytest.raises(UserError, match="ổ đĩa đã đầy"):
        write_table(plain([f"Nguyễn Văn {at}" for at in range(60_000)]), tmp_path / "ten.xlsx")
    assert list(small_disk.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)], capture_output=True)
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)
