"""Reads a table that people made: the first filled sheet of an Excel file, or a CSV file in any usual encoding."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from onecua_desk.errors import UserError
from onecua_desk.imports.cells import cell_text

LARGEST = 30 * 1024 * 1024
"""Bytes of a file: 5,000 dossiers have less than one million."""
LARGEST_UNPACKED = 400 * 1024 * 1024
MOST_ROWS = 100_000
"""Rows with something in them."""
LAST_ROW = 1_048_576
"""Where a sheet of Excel ends; a row behind it, with or without anything in it, is nobody's table."""
MOST_COLUMNS = 100
_OLD = b"\xd0\xcf\x11\xe0"
"""How Excel files of before 2007 begin, and encrypted ones of today."""
_SUFFIXES = {".xls": "Excel 97-2003", ".xlsb": "Excel nhị phân", ".ods": "OpenDocument", ".numbers": "Numbers"}
_SAVE_AGAIN = "hãy mở bằng Excel, chọn «Lưu thành» (Save As) kiểu .xlsx rồi nhập lại"


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` as the program of the table shows it, from 1; ``cells`` as text, empty ones at the end left out."""

    number: int
    cells: tuple[str, ...]

    def cell(self, place: int | None) -> str:
        """The text at ``place``; empty where the row is shorter, or ``None`` is asked for."""
        return self.cells[place] if place is not None and place < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row of a file; ``row`` as the program of the table numbers it."""

    row: int
    sentence: str


def read_rows(path: Path) -> list[Row]:
    """The rows that are not empty. ``UserError``: in one sentence why the file cannot be read, and what to do."""
    if (kind := _SUFFIXES.get(path.suffix.lower())) is not None:
        raise UserError(f"Tệp {path.name} có dạng {kind}; {_SAVE_AGAIN}.")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UserError(f"Tệp {path.name} quá lớn (hơn {LARGEST >> 20} MB); hãy tách thành nhiều tệp nhỏ.")
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"Không đọc được tệp {path.name}: {error.strerror or error}.") from error
    if data.startswith(_OLD):
        raise UserError(f"Tệp {path.name} có mật khẩu hoặc là Excel cũ; hãy bỏ mật khẩu, {_SAVE_AGAIN}.")
    rows: list[Row] = []
    for row in _from_excel(path, data) if data.startswith(b"PK") else _from_csv(path, data):
        rows.append(row)
        if len(rows) > MOST_ROWS:
            raise UserError(f"Tệp {path.name} có hơn {_dotted(MOST_ROWS)} dòng; hãy tách thành nhiều tệp.")
    if not rows:
        raise UserError(f"Tệp {path.name} không có dòng nào.")
    return rows


def _from_excel(path: Path, data: bytes) -> Iterator[Row]:
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise UserError(f"Tệp {path.name} mở ra quá lớn; hãy tách thành nhiều tệp nhỏ.")
        yield from _first_filled(path, data)
    except UserError:
        raise
    # Whatever a damaged part makes openpyxl stumble over: it promises no kind of error.
    except (BadZipFile, OSError, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise UserError(f"Tệp {path.name} bị hỏng hoặc không phải tệp Excel (.xlsx); {_SAVE_AGAIN}.") from error


def _first_filled(path: Path, data: bytes) -> Iterator[Row]:
    from openpyxl import load_workbook  # slow to import; nothing else needs it

    with closing(load_workbook(io.BytesIO(data), read_only=True, data_only=True)) as book:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write a wrong size into the file
            rows = _filled(path, sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS))
            if (first := next(rows, None)) is not None:
                yield first
                yield from rows
                return


def _from_csv(path: Path, data: bytes) -> Iterator[Row]:
    text = _decoded(path, data)
    try:
        yield from _filled(path, csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise UserError(f"Tệp {path.name} không phải bảng CSV đọc được; {_SAVE_AGAIN}.") from error


def _delimiter(text: str) -> str:
    """What parts the cells of the first line: an address further down may have more commas than a line has cells."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", head)
    return max(";,\t", key=outside.count)


def _decoded(path: Path, data: bytes) -> str:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ("utf-16",) if marked else ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError(f"Tệp {path.name} không phải bảng tính; hãy chọn tệp .xlsx hoặc .csv.")


def _filled(path: Path, rows: Iterable[Iterable[Any]]) -> Iterator[Row]:
    for number, cells in enumerate(rows, 1):
        if number > LAST_ROW:
            raise UserError(
                f"Tệp {path.name} dài hơn {_dotted(LAST_ROW)} dòng, kể cả dòng trống; hãy xóa dòng trống rồi nhập lại."
            )
        texts = ["" if cell is None else cell_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield Row(number, tuple(texts))


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
