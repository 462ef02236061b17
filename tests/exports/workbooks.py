"""Reads workbooks back as Excel would: what stands in each cell, and what its formula comes to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

_SUM = re.compile(r"=SUM\((.*)\)")
_SAME = re.compile(r'=IF\((\w+)=(\w+),"(\w+)","(\w+)"\)')


def sheet(path: Path, *, values: bool = False) -> Any:
    """``values``: what is written as the outcome of each formula, which previews show."""
    return load_workbook(path, data_only=values).worksheets[0]


def rows(path: Path, *, values: bool = False) -> list[tuple[Any, ...]]:
    return list(sheet(path, values=values).iter_rows(values_only=True))


def computed(found: Any, cell: str) -> Any:
    """What the formula of ``cell`` comes to, worked out from the other cells."""
    value = found[cell].value
    if not (isinstance(value, str) and value.startswith("=")):
        return value
    if same := _SAME.fullmatch(value):
        left, right, yes, no = same.groups()
        return yes if computed(found, left) == computed(found, right) else no
    if summed := _SUM.fullmatch(value):
        return sum(computed(found, name) or 0 for part in summed[1].split(",") for name in _cells(found, part))
    return computed(found, value[1:])


def formulas(found: Any) -> list[str]:
    """The names of the cells that have one."""
    return [cell.coordinate for row in found.iter_rows() for cell in row if cell.data_type == "f"]


def _cells(found: Any, part: str) -> list[str]:
    left, top, right, bottom = range_boundaries(part)
    return [cell.coordinate for row in found.iter_rows(top, bottom, left, right) for cell in row]
