"""How the cells of a workbook look: the face of official papers, thin lines, numbers and days as they are read."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime
from typing import Any

_FACE, _SIZE = "Times New Roman", 12
_FORMATS = {int: "#,##0", float: "#,##0.00", datetime: "dd/mm/yyyy hh:mm", date: "dd/mm/yyyy"}


class Styles:
    """Each style is made once for a sheet and then given to its cells: openpyxl is slow at making them."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._made: dict[tuple[str, bool], Any] = {}

    def title(self) -> Any:
        return self._style("title")

    def note(self) -> Any:
        return self._style("note")

    def head(self) -> Any:
        return self._style("head")

    def of(self, value: object, strong: bool = False) -> Any:
        """By the kind of ``value``; ``strong``: the total."""
        kind = next((kind.__name__ for kind in (datetime, date, float, int) if isinstance(value, kind)), "str")
        return self._style(kind, strong)

    def _style(self, kind: str, strong: bool = False) -> Any:
        """A copy, because openpyxl writes into what a cell has."""
        if (kind, strong) not in self._made:
            self._made[kind, strong] = _prototype(self._sheet, kind, strong)
        return copy(self._made[kind, strong])


def one_page_wide() -> Any:
    """On paper all columns side by side, as many pages below each other as it takes."""
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _prototype(sheet: Any, kind: str, strong: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, Side

    cell: Any = WriteOnlyCell(sheet)
    cell.font = Font(name=_FACE, size=_SIZE + 2 * (kind == "title"), bold=strong or kind in ("title", "head"))
    number = next((words for its, words in _FORMATS.items() if its.__name__ == kind), None)
    if number:
        cell.number_format = number
    centred = kind in ("title", "note", "head", "date", "datetime")
    cell.alignment = Alignment(
        horizontal="center" if centred else "right" if number else "left", vertical="center", wrap_text=kind != "title"
    )
    if kind not in ("title", "note"):
        edge = Side(style="thin", color="808080")
        cell.border = Border(edge, edge, edge, edge)
    return cell._style
