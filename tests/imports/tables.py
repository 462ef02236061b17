"""Tables as people make them, for the tests of importing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

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
