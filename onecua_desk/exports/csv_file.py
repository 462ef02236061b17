"""A table as CSV that a Vietnamese Excel opens with a double click.

Semicolons, because the comma is the decimal mark of Vietnamese Windows and Excel parts columns by the other one; a BOM,
because without it Excel reads the letters as those of an old code page.
"""

from __future__ import annotations

import csv
from datetime import date, datetime
from io import TextIOWrapper
from typing import BinaryIO

from onecua_desk.domain.csv_cell import guarded
from onecua_desk.exports.table import Cell, Stop, Table, Told, plain, told_rows


def write_csv(table: Table, file: BinaryIO, told: Told, stopped: Stop) -> None:
    """The heads in one line, the rows, the total; ``Stopped``."""
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_head(head.group, head.title) for head in table.heads])
    for row in told_rows(table, told, stopped):
        writer.writerow([_written(cell) for cell in row])
    if table.total:
        writer.writerow([_written(cell) for cell in table.total])
    text.flush()
    text.detach()  # the file is its owner's to close


def _head(group: str, title: str) -> str:
    return f"{group}: {title}" if group else title


def _written(cell: Cell) -> str:
    match plain(cell):
        case None:
            return ""
        case str(text):
            return guarded(text)
        case float(number):
            return f"{number:.2f}".replace(".", ",")
        case datetime() as at:
            return f"{at:%d/%m/%Y %H:%M}"
        case date() as day:
            return f"{day:%d/%m/%Y}"
        case whole:
            return str(whole)
