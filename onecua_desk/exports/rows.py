"""The rows of one sheet of a workbook, from its title to the checks under its total."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import groupby
from typing import Any

from onecua_desk.domain.csv_cell import begins_a_formula
from onecua_desk.exports.styles import Styles, one_page_wide
from onecua_desk.exports.table import Cell, Check, Sum, SumAbove, Table, plain

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Excel reads ``_x003D_`` as the letter of that number, here "="; its own underscore has to be written so."""


class Rows:
    """``values``: what each cell with a formula comes to, by its name (``"D7"``)."""

    def __init__(self, sheet: Any, table: Table) -> None:
        self._table, self._sheet, self._styles = table, sheet, Styles(sheet)
        self._written = 0
        self.values: dict[str, int | str] = {}
        self._grouped = any(head.group for head in table.heads)
        self._numbered = any(head.number for head in table.heads)
        self._top = len(table.above) + 1
        self._first = self._top + 1 + self._grouped + self._numbered
        self._lay_out()

    def heads(self) -> None:
        """The lines above the table, then its head."""
        for line, text in enumerate(self._table.above):
            self._append([self._cell(text, self._styles.note() if line else self._styles.title())])
        heads, style = self._table.heads, self._styles.head
        if self._grouped:
            self._append([self._cell(head.group or head.title, style()) for head in heads])
        self._append([self._cell(head.title, style()) for head in heads])
        if self._numbered:
            self._append([self._cell(head.number, style()) for head in heads])

    def row(self, cells: Sequence[Cell], *, last: int = 0) -> None:
        """``last``: the last row that the total ``cells`` sum up; 0 where they are a row like others."""
        self._append([self._body(column, cell, last) for column, cell in enumerate(cells, 1)])

    def total(self) -> None:
        if self._table.total:
            self.row(self._table.total, last=max(self._written, self._first))

    def checks(self) -> None:
        total = self._written
        if self._table.checks:
            self._append([])
        for check in self._table.checks:
            self._append(self._check(check, total))

    def throw_away(self) -> None:
        """openpyxl keeps the rows in a file of its own until they are saved; they may be names."""
        with suppress(OSError):  # where the disk is full, the end does not go on it either
            if not self._sheet.closed:
                self._sheet.close()
        if os.path.exists(self._sheet._writer.out):
            self._sheet._writer.cleanup()

    def _body(self, column: int, cell: Cell, last: int) -> Any:
        if isinstance(cell, Sum):
            return self._formula(column, _sum(self._written + 1, cell.columns), cell.value, strong=last > 0)
        if isinstance(cell, SumAbove):
            formula = f"=SUM({_name(column, self._first)}:{_name(column, last)})"
            return self._formula(column, formula, cell.value, strong=last > 0)
        value = plain(cell)
        return self._cell(value, self._styles.of(value, last > 0))

    def _check(self, check: Check, total: int) -> list[Any]:
        """The words, both sides as formulas, and whether they are equal."""
        row = self._written + 1
        left, right = check.values
        verdict = f'=IF({_name(3, row)}={_name(4, row)},"Khớp","Lệch")'
        return [
            None,
            self._cell(check.words, self._styles.of("")),
            self._formula(3, f"={_name(check.left + 1, total)}", left),
            self._formula(4, _sum(total, check.right), right),
            self._formula(5, verdict, "Khớp" if left == right else "Lệch"),
        ]

    def _formula(self, column: int, formula: str, value: int | str, *, strong: bool = False) -> Any:
        self.values[_name(column, self._written + 1)] = value
        made = self._cell(None, self._styles.of(value, strong))
        made.value = formula
        return made

    def _cell(self, value: object, style: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        made: Any = WriteOnlyCell(self._sheet)
        made._style = style
        made.value = _ESCAPE.sub("_x005F_", value) if isinstance(value, str) else value
        if isinstance(value, str):
            made.data_type = "s"  # text that begins with "=" is no formula
            if begins_a_formula(value):
                made.quotePrefix = True  # nor does it become one when somebody edits the cell
        return made

    def _append(self, cells: list[Any]) -> None:
        self._sheet.append(cells)
        self._written += 1

    def _lay_out(self) -> None:
        """What openpyxl must know before the first row."""
        for column, head in enumerate(self._table.heads, 1):
            self._sheet.column_dimensions[_letter(column)].width = head.width
        self._sheet.freeze_panes = f"{'C' if self._grouped else 'A'}{self._first}"
        self._sheet.print_title_rows = f"{self._top}:{self._first - 1}"
        self._sheet.page_setup.orientation = "landscape"
        self._sheet.page_setup.paperSize = 9  # A4
        self._sheet.page_setup.fitToHeight = 0
        self._sheet.sheet_properties.pageSetUpPr = one_page_wide()
        self._join_heads()

    def _join_heads(self) -> None:
        """Lines above run over all columns, a group over its own; what has no group over both storeys."""
        for line in range(1, self._top):
            self._join(1, line, len(self._table.heads), line)
        column = 1
        for group, heads in groupby(self._table.heads if self._grouped else (), key=lambda head: head.group):
            wide = len(list(heads))
            if group:
                self._join(column, self._top, column + wide - 1, self._top)
            else:
                for alone in range(column, column + wide):
                    self._join(alone, self._top, alone, self._top + 1)
            column += wide

    def _join(self, left: int, top: int, right: int, bottom: int) -> None:
        if (left, top) != (right, bottom):
            self._sheet.merged_cells.add(f"{_name(left, top)}:{_name(right, bottom)}")


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _name(column: int, row: int) -> str:
    return f"{_letter(column)}{row}"


def _sum(row: int, columns: Sequence[int]) -> str:
    """``=SUM(D7:F7)`` where they stand side by side, ``=SUM(G7,K7)`` where they do not; 0 is the first column."""
    names = [_name(column + 1, row) for column in columns]
    together = list(columns) == list(range(columns[0], columns[0] + len(columns)))
    return f"=SUM({names[0]}:{names[-1]})" if together else f"=SUM({','.join(names)})"
