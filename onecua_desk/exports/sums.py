"""Writes into a workbook what its formulas come to.

openpyxl writes formulas without their values. Excel counts anew when it opens the file, but previews in mail and on
phones show what is written: they would show nothing, or 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

_SHEET = "xl/worksheets/sheet1.xml"
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)>(<f>[^<]*</f>)<v\s*(?:/>|></v>)</c>')


def with_values(book: BinaryIO, target: BinaryIO, values: Mapping[str, int | str]) -> None:
    """Copy the workbook ``book`` of one sheet to ``target``, each cell that ``values`` names with its value."""

    def filled(found: re.Match[str]) -> str:
        name, style, formula = found.groups()
        value = values[name]
        kind = ' t="str"' if isinstance(value, str) else ""
        return f'<c r="{name}"{style}{kind}>{formula}<v>{escape(str(value), quote=False)}</v></c>'

    with ZipFile(book) as source, ZipFile(target, "w", ZIP_DEFLATED) as copy:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == _SHEET:
                data = _FORMULA.sub(filled, data.decode()).encode()
            copy.writestr(part, data, ZIP_DEFLATED)
