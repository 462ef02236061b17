"""A table as an Excel workbook: a head that stays in view, real numbers and dates, sums that go on counting."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from onecua_desk.exports.rows import Rows
from onecua_desk.exports.sums import with_values
from onecua_desk.exports.table import Stop, Table, Told, told_rows

if TYPE_CHECKING:
    from openpyxl import Workbook


def write_xlsx(table: Table, file: BinaryIO, told: Told, stopped: Stop) -> None:
    """``Stopped``; openpyxl writes row by row, so a long table takes no more memory than a short one."""
    from openpyxl import Workbook  # slow to import; nothing else needs it

    book = Workbook(write_only=True)
    rows = Rows(book.create_sheet(table.name), table)
    try:
        rows.heads()
        for row in told_rows(table, told, stopped):
            rows.row(row)
        rows.total()
        rows.checks()
        if not rows.values:
            _save(book, file)
            return
        with TemporaryFile() as without:
            _save(book, without)
            without.seek(0)
            with_values(without, file, rows.values)
    except BaseException:
        rows.throw_away()
        raise


def _save(book: Workbook, file: BinaryIO) -> None:
    """As ``Workbook.save`` does, which leaves its archive open where the disk is full."""
    from openpyxl.writer.excel import ExcelWriter

    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
