"""Reads a table that people made: the first filled sheet of an Excel file, or a CSV file in any usual encoding."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from onecua_desk.domain.csv_cell import unguarded
from onecua_desk.errors import UserError
from onecua_desk.imports.cells import LONGEST, cell_text, column_letter
from onecua_desk.imports.excel import SAVE_AGAIN, visible_sheets
from onecua_desk.imports.unpacking import Stop, Stopped
from onecua_desk.refused import reason

LARGEST = 30 * 1024 * 1024
"""Bytes of a file: 5,000 dossiers have less than one million."""
LAST_ROW = 1_048_576
"""Where a sheet of Excel ends; a row behind it, with or without anything in it, is nobody's table."""
MOST_COLUMNS = 100
_OLD = b"\xd0\xcf\x11\xe0"
"""How Excel files of before 2007 begin, and encrypted ones of today."""
_SUFFIXES = {".xls": "Excel 97-2003", ".xlsb": "Excel nhị phân", ".ods": "OpenDocument", ".numbers": "Numbers"}


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` as the program of the table shows it, from 1; ``cells`` as text, empty ones at the end left out.

    A cell with more than ``LONGEST`` letters is cut behind them. ``hidden``: nobody sees the row in that program.
    """

    number: int
    cells: tuple[str, ...]
    hidden: bool = False

    def cell(self, place: int | None) -> str:
        """The text at ``place``; empty where the row is shorter, or ``None`` is asked for."""
        return self.cells[place] if place is not None and place < len(self.cells) else ""

    def checked(self, place: int | None) -> str:
        """The same; ``UserError`` where the cell was cut."""
        text = self.cell(place)
        if place is not None and len(text) > LONGEST:
            raise UserError(f"Ô ở cột {column_letter(place)} dài hơn {_dotted(LONGEST)} chữ; hãy rút ngắn trong bảng.")
        return text


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row of a file; ``row`` as the program of the table numbers it."""

    row: int
    sentence: str


def read_rows(path: Path, most: int, stopped: Stop = lambda: False) -> list[Row]:
    """The first ``most`` rows that are not empty: who wants to know whether there are more asks for one more.

    ``UserError``: in one sentence why the file cannot be read, and what to do. ``Stopped`` as soon as ``stopped`` says.
    """
    if (kind := _SUFFIXES.get(path.suffix.lower())) is not None:
        raise UserError(f"Tệp {path.name} có dạng {kind}; {SAVE_AGAIN}.")
    data = _data(path)
    if data.startswith(_OLD):
        raise UserError(f"Tệp {path.name} có mật khẩu hoặc là Excel cũ; hãy bỏ mật khẩu, {SAVE_AGAIN}.")
    excel = data.startswith(b"PK")
    found = _from_excel(path, data, stopped) if excel else _from_csv(path, data, stopped)
    if not (rows := list(islice(found, most))):
        raise UserError(f"Tệp {path.name} không có dòng nào.")
    return rows


def _data(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise UserError(f"Tệp {path.name} quá lớn (hơn {LARGEST >> 20} MB); hãy tách thành nhiều tệp nhỏ.")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"Không đọc được tệp {path.name}: {reason(error)}.") from error


def _from_excel(path: Path, data: bytes, stopped: Stop) -> Iterator[Row]:
    for sheet in visible_sheets(path.name, data, MOST_COLUMNS, stopped):
        rows = _filled(path, sheet.rows, stopped, sheet.hidden)
        if (first := next(rows, None)) is not None:
            yield first
            yield from rows
            return


def _from_csv(path: Path, data: bytes, stopped: Stop) -> Iterator[Row]:
    text = _decoded(path, data)
    try:
        cells = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        yield from _filled(path, (map(unguarded, row) for row in cells), stopped)
    except csv.Error as error:
        raise UserError(f"Tệp {path.name} không phải bảng CSV đọc được; {SAVE_AGAIN}.") from error


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


def _filled(
    path: Path, rows: Iterable[Iterable[Any]], stopped: Stop, hidden: frozenset[int] = frozenset()
) -> Iterator[Row]:
    for number, cells in enumerate(rows, 1):
        if stopped():
            raise Stopped
        if number > LAST_ROW:
            raise UserError(
                f"Tệp {path.name} dài hơn {_dotted(LAST_ROW)} dòng, kể cả dòng trống; hãy xóa dòng trống rồi nhập lại."
            )
        values = tuple(islice(cells, MOST_COLUMNS))
        if values.count(None) == len(values):  # most rows of a gap, of which there can be a million
            continue
        texts = [cell_text(value) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield Row(number, tuple(texts), number in hidden)


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
