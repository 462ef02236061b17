"""Tables of other people: read as text whatever their cells hold, or refused in one sentence."""

from __future__ import annotations

import zipfile
from datetime import datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from onecua_desk.errors import UserError
from onecua_desk.imports import reading, unpacking
from onecua_desk.imports.cells import cell_text
from onecua_desk.imports.reading import Row, read_rows
from tests.imports.tables import workbook, write_rows

MOST = 1_000
GAP = 100_000
FEW = [["Họ tên", "Ngày nhận"], ["Đặng Thị Hà", "05/01/2026"]]


def test_cells_of_every_kind_are_text(tmp_path: Path) -> None:
    cells = [
        34086005678,
        1.5,
        datetime(2026, 1, 5, 8, 30),
        datetime(2026, 1, 5),
        time(7, 5),
        True,
        None,
        "  Hà\u200b  ",
        None,
    ]
    rows = read_rows(workbook(tmp_path / "so.xlsx", [["Đầu"], [], cells]), MOST)
    assert [row.number for row in rows] == [1, 3]
    assert rows[1].cells == ("34086005678", "1.5", "05/01/2026 08:30", "05/01/2026", "07:05", "True", "", "Hà")
    assert (rows[1].cell(1), rows[1].cell(99), rows[1].cell(None)) == ("1.5", "", "")


def test_the_first_sheet_that_is_filled_is_read(tmp_path: Path) -> None:
    assert read_rows(workbook(tmp_path / "so.xlsx", FEW), MOST)[1].cells == ("Đặng Thị Hà", "05/01/2026")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_of_any_usual_make_is_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "so.csv"
    path.write_bytes("\r\n".join(delimiter.join(cells) for cells in FEW).encode(encoding))
    assert [row.cells for row in read_rows(path, MOST)] == [tuple(cells) for cells in FEW]


def test_a_csv_in_the_old_windows_letters_is_read(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_bytes("Ho ten;Dia chi\nLê Mai;xa\u0303 Suô\u0301i".encode("cp1258"))
    assert read_rows(path, MOST)[1].cells == ("Lê Mai", "xã Suối")


def _encrypted(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096)


def _damaged(path: Path) -> None:
    workbook(path, FEW)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _no_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<xml/>")


def _garbled(path: Path) -> None:
    workbook(path, FEW)
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data[: len(data) // 2] if name.endswith(("sheet2.xml", "workbook.xml")) else data)


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("so.xlsx", _encrypted, "có mật khẩu hoặc là Excel cũ"),
        ("so.xlsx", _damaged, "bị hỏng"),
        ("so.xlsx", _no_workbook, "bị hỏng hoặc không phải tệp Excel"),
        ("so.xlsx", _garbled, "bị hỏng"),
        ("so.xls", _encrypted, "Excel 97-2003"),
        ("so.xlsb", _encrypted, "Excel nhị phân"),
        ("so.csv", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "không phải bảng tính"),
        ("so.csv", lambda path: path.write_bytes(b"\n\n  \n"), "không có dòng nào"),
        ("so.csv", lambda path: None, "Không đọc được tệp"),
        ("so.csv", lambda path: path.mkdir(), "Không đọc được tệp"),
    ],
)
def test_what_is_no_table_is_said_in_one_sentence(tmp_path: Path, name: str, make, said: str) -> None:
    path = tmp_path / name
    make(path)
    with pytest.raises(UserError, match=said):
        read_rows(path, MOST)


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    with path.open("wb") as file:
        file.truncate(reading.LARGEST + 1)
    with pytest.raises(UserError, match="quá lớn"):
        read_rows(path, MOST)


def test_a_file_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "so.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/bomb.xml", "w") as part:
        for _ in range((unpacking.LARGEST_UNPACKED >> 20) + 1):
            part.write(b"\0" * (1 << 20))
    with pytest.raises(UserError, match="mở ra quá lớn"):
        read_rows(path, MOST)


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=1, max_size=4), max_size=5))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    texts = [[cell_text(cell).replace("\ufffe", "") for cell in cells] for cells in rows]
    wanted = [row for row in (_row(number, cells) for number, cells in enumerate(texts, 2)) if row.cells]
    for name in ("a.csv", "a.xlsx"):
        path = tmp_path_factory.getbasetemp() / name
        write_rows(path, ["Đầu"], texts)
        assert read_rows(path, MOST)[1:] == wanted


def _row(number: int, cells: list[str]) -> Row:
    texts = list(cells)
    while texts and not texts[-1]:
        texts.pop()
    return Row(number, tuple(texts))


@pytest.mark.parametrize("name", ["so.csv", "so.xlsx"])
def test_rows_behind_a_long_gap_are_read_too(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "so.csv":
        path.write_text("Họ tên\nHà\n" + "\n" * GAP + "Tám\n", encoding="utf-8")
    else:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet["A1"], sheet["A2"], sheet[f"A{GAP + 3}"] = "Họ tên", "Hà", "Tám"
        book.save(path)
    rows = [(row.number, row.cells) for row in read_rows(path, MOST)]
    assert rows == [(1, ("Họ tên",)), (2, ("Hà",)), (GAP + 3, ("Tám",))]


def test_a_table_that_has_no_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text("Họ tên\n" + "\n" * reading.LAST_ROW, encoding="utf-8")
    with pytest.raises(UserError, match=r"dài hơn 1\.048\.576 dòng, kể cả dòng trống"):
        read_rows(path, MOST)


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "so.csv").mkdir()
    with pytest.raises(UserError, match="Không ghi được tệp"):
        write_rows(tmp_path / "so.csv", ["Đầu"], [])
    assert [path.name for path in tmp_path.iterdir()] == ["so.csv"]
