"""The visible sheets of an Excel file, row by row, whatever state the file is in."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import IO, Any
from xml.parsers import expat

from onecua_desk.errors import UserError
from onecua_desk.imports.unpacking import Stop, Stopped, TooLarge, unpacked

SAVE_AGAIN = "hãy mở bằng Excel, chọn «Lưu thành» (Save As) kiểu .xlsx rồi nhập lại"
_VISIBLE = "visible"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows``: the values of each row from the first on, empty ones too. ``hidden``: the numbers of hidden rows."""

    rows: Iterator[tuple[Any, ...]]
    hidden: frozenset[int]


def visible_sheets(name: str, data: bytes, columns: int, stopped: Stop) -> Iterator[Sheet]:
    """The sheets in their order, each to be read before the next, ``columns`` wide.

    ``UserError`` where the file ``name`` is damaged or too large; ``Stopped``.
    """
    from openpyxl import load_workbook  # slow to import; nothing else needs it

    with _foreign(name):
        book = load_workbook(unpacked(data, stopped), read_only=True, data_only=True)
    with closing(book):
        for sheet in book.worksheets:
            if sheet.sheet_state == _VISIBLE:
                with _foreign(name):
                    sheet.reset_dimensions()  # some programs write a wrong size into the file
                    rows = sheet.iter_rows(values_only=True, max_col=columns)
                    hidden = _hidden(sheet)
                yield Sheet(_each(name, rows), hidden)
        if any(sheet.sheet_state != _VISIBLE for sheet in book.worksheets):
            raise UserError(f"Các trang đang hiện của tệp {name} không có dòng nào; hãy bỏ ẩn trang cần nhập.")


def _each(name: str, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    while True:
        with _foreign(name):
            row = next(rows, None)
        if row is None:
            return
        yield row


@contextmanager
def _foreign(name: str) -> Iterator[None]:
    """Around what zipfile, expat and openpyxl do: for a damaged file they promise no kind of error."""
    try:
        yield
    except Stopped:
        raise
    except TooLarge as error:
        raise UserError(f"Tệp {name} mở ra quá lớn; hãy tách thành nhiều tệp nhỏ.") from error
    except Exception as error:
        log.debug("%s cannot be read as an Excel file", name, exc_info=True)
        raise UserError(f"Tệp {name} bị hỏng hoặc không phải tệp Excel (.xlsx); {SAVE_AGAIN}.") from error


def _hidden(sheet: Any) -> frozenset[int]:
    """While it streams, openpyxl does not tell which rows are hidden; its own way to the sheet's text does."""
    found: set[int] = set()
    number = 0

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal number
        if tag.rpartition(" ")[2] == "row":
            number = int(float(attributes.get("r", number + 1)))
            if attributes.get("hidden") in ("1", "true"):
                found.add(number)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = begin
    source: IO[bytes] = sheet.parent._archive.open(sheet._worksheet_path)
    with source:
        parser.ParseFile(source)
    return frozenset(found)
