"""Writes a table that other programs open: an Excel file, or CSV that Excel reads with its Vietnamese letters."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from onecua_desk.errors import UserError
from onecua_desk.refused import reason


def write_rows(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Whole or not at all; ``UserError`` when the place cannot be written. The suffix of ``path`` decides the kind."""
    part = path.with_name(f".{path.name}.part")
    try:
        if path.suffix.lower() == ".csv":
            _write_csv(part, heads, rows)
        else:
            _write_excel(part, heads, rows)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(f"Không ghi được tệp {path}: {reason(error)}.") from error


def _write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(heads)
        writer.writerows(rows)


def _write_excel(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for texts in (heads, *rows):
        cells = [WriteOnlyCell(sheet, text) for text in texts]
        for cell in cells:
            cell.data_type = "s"  # text that begins with "=" is no formula
        sheet.append(cells)
    book.save(path)
