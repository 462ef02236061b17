"""Tables that hold the desk up or make the reader stumble: one sentence, soon, and stopped when a person says so."""

from __future__ import annotations

import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from openpyxl import Workbook

from onecua_desk.errors import UserError
from onecua_desk.imports import unpacking
from onecua_desk.imports.cells import LONGEST
from onecua_desk.imports.reading import MOST_COLUMNS, read_rows
from onecua_desk.imports.unpacking import Stopped
from tests.imports.tables import workbook

FEW = [["Họ tên", "Ngày nhận"], ["Đặng Thị Hà", "05/01/2026"]]
MOST = 1_000
_SHEET = "xl/worksheets/sheet1.xml"
_STRINGS = "xl/sharedStrings.xml"
_LISTED = (
    f'<Override PartName="/{_STRINGS}" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
_SST = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_SPACE = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def repacked(path: Path, part: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> Path:
    """An Excel file whose ``part`` holds ``data``."""
    workbook(path, FEW)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()} | {part: data}
    if part == _STRINGS:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", _LISTED.encode())
    with zipfile.ZipFile(path, "w", method) as packed:
        for name, its in parts.items():
            packed.writestr(name, its)
    return path


@pytest.mark.parametrize("seed", range(150))
def test_a_file_with_flipped_bytes_is_read_or_refused_in_one_sentence(tmp_path: Path, seed: int) -> None:
    path = workbook(tmp_path / "so.xlsx", FEW)
    dice, data = random.Random(seed), bytearray(path.read_bytes())
    for _ in range(8):
        data[dice.randrange(len(data))] = dice.randrange(256)
    path.write_bytes(data)
    with suppress(UserError):
        assert read_rows(path, MOST)


@pytest.mark.parametrize("part", [_SHEET, _STRINGS, "xl/styles.xml", "xl/media/image1.png"])
def test_a_part_that_unpacks_to_too_much_is_refused(tmp_path: Path, part: str) -> None:
    path = repacked(tmp_path / "so.xlsx", part, b" " * (unpacking.LARGEST_PART + 1))
    with pytest.raises(UserError, match="mở ra quá lớn"):
        read_rows(path, MOST)


def test_a_part_that_says_it_is_small_is_counted_all_the_same(tmp_path: Path) -> None:
    size = unpacking.LARGEST_PART + 1
    path = repacked(tmp_path / "so.xlsx", _SHEET, b" " * size)
    path.write_bytes(path.read_bytes().replace(size.to_bytes(4, "little"), (99).to_bytes(4, "little")))
    with pytest.raises(UserError, match=r"bị hỏng|mở ra quá lớn"):
        read_rows(path, MOST)


def test_a_part_with_more_marks_than_a_table_has_is_refused(tmp_path: Path) -> None:
    rows = b"<row/>" * (unpacking.MOST_TAGS + 1)
    with pytest.raises(UserError, match="mở ra quá lớn"):
        read_rows(repacked(tmp_path / "so.xlsx", _SHEET, _SPACE + rows + b"</sheetData></worksheet>"), MOST)


def test_a_packing_that_excel_does_not_use_is_no_excel_file(tmp_path: Path) -> None:
    path = repacked(tmp_path / "so.xlsx", "xl/media/image1.png", b"", zipfile.ZIP_LZMA)
    with pytest.raises(UserError, match="bị hỏng"):
        read_rows(path, MOST)


@pytest.mark.parametrize("name", ["so.xlsx", "so.csv"])
def test_reading_ends_with_the_last_row_that_was_asked_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "so.csv":
        path.write_text("Hà\n" * 50 + '"' + "x" * 200_000, encoding="utf-8")
    else:
        workbook(path, [["Hà"]] * 50)
    assert len(read_rows(path, 20)) == 20


def test_the_cells_of_a_row_behind_the_last_column_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text(",".join(map(str, range(MOST_COLUMNS + 50))), encoding="utf-8")
    assert len(read_rows(path, MOST)[0].cells) == MOST_COLUMNS


@pytest.mark.parametrize("filling", ["A", " ", "\u200b"])
def test_a_cell_that_is_too_long_is_cut_and_never_taken_as_whole(tmp_path: Path, filling: str) -> None:
    long = "A" + filling * (3_000 if filling == "A" else 30_000) + "B"
    (row,) = read_rows(workbook(tmp_path / "so.xlsx", [["Hà", long]]), MOST)
    assert row.checked(0) == "Hà"
    if filling == " ":
        assert row.checked(1) == "A B"
        return
    assert len(row.cell(1)) == LONGEST + 1
    with pytest.raises(UserError, match=r"Ô ở cột B dài hơn 2\.000 chữ"):
        row.checked(1)


@pytest.mark.parametrize("name", ["so.xlsx", "so.csv"])
def test_reading_stops_when_a_person_says_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "so.csv":
        path.write_text("Hà\n" * 50, encoding="utf-8")
    else:
        workbook(path, FEW)
    with pytest.raises(Stopped):
        read_rows(path, MOST, lambda: True)


def test_reading_stops_within_what_openpyxl_reads_by_itself(tmp_path: Path) -> None:
    strings = b"".join(b"<si><t>%d</t></si>" % number for number in range(100_000))
    path = repacked(tmp_path / "so.xlsx", _STRINGS, strings.join((_SST, b"</sst>")))
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 60

    with pytest.raises(Stopped):
        read_rows(path, MOST, stopped)
    assert asked == 61


def test_the_first_visible_sheet_is_read_and_its_hidden_rows_are_known(tmp_path: Path) -> None:
    book = Workbook()
    hidden, empty, shown = book.active, book.create_sheet("Trống"), book.create_sheet("Sổ")
    assert hidden is not None
    assert empty.title == "Trống"
    hidden.append(["Ẩn"])
    hidden.sheet_state = "hidden"
    for name in ("Họ tên", "Hà", "Tám", "Sáu"):
        shown.append([name])
    shown.row_dimensions[3].hidden = True
    book.active = 2
    book.save(path := tmp_path / "so.xlsx")
    rows = [(row.number, row.cells, row.hidden) for row in read_rows(path, MOST)]
    assert rows == [(1, ("Họ tên",), False), (2, ("Hà",), False), (3, ("Tám",), True), (4, ("Sáu",), False)]


def test_a_file_whose_filled_sheets_are_all_hidden_says_so(tmp_path: Path) -> None:
    book = Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.append(["Ẩn"])
    hidden.sheet_state = "veryHidden"
    book.create_sheet("Trống")
    book.active = 1
    book.save(path := tmp_path / "so.xlsx")
    with pytest.raises(UserError, match="bỏ ẩn trang cần nhập"):
        read_rows(path, MOST)


def test_why_a_file_cannot_be_read_is_said_in_vietnamese(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^Không đọc được tệp nix\.xlsx: không còn ở đó nữa\.$"):
        read_rows(tmp_path / "nix.xlsx", MOST)
    with pytest.raises(UserError, match=r"là thư mục, không phải tệp\.$"):
        read_rows(tmp_path, MOST)
