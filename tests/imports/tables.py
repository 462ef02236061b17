"""Tables as people make them, for the tests of importing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from onecua_desk.exports.table import Head, Table
from onecua_desk.exports.writing import write_table

HEADS = (
    "STT",
    "Số biên nhận",
    "Họ và tên người nộp",
    "Số CCCD",
    "Điện thoại",
    "Tên thủ tục",
    "Ngày tiếp nhận",
    "Ngày hẹn trả KQ",
    "Trạng thái",
    "Ngày trả kết quả",
)


def workbook(path: Path, rows: Sequence[Sequence[object]], before: Sequence[Sequence[object]] = ()) -> Path:
    """An Excel file with cells of any kind; ``before`` stands on an earlier sheet."""
    book = Workbook()
    first = book.active
    assert first is not None
    for cells in before:
        first.append(list(cells))
    sheet = book.create_sheet("Sổ") if not before else first
    for cells in rows:
        sheet.append(list(cells))
    book.save(path)
    return path


def write_rows(path: Path, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table of texts as the program writes its own, Excel or CSV."""
    write_table(Table("Bảng", (), tuple(Head(head, 20) for head in heads), rows, len(rows)), path)
