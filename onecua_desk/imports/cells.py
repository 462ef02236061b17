"""What stands in the cells of other people's tables, as text, and what spreadsheets make of days and numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError

LONGEST = 2_000
"""Letters of a cell: an address or a remark has some hundred."""
_EXACT = 1e15
"""From here on Excel does not keep the last figures of a number."""
_SHOWN = 60
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)
_POINT = re.compile(r"(\d+)[.,]0")
_SERIAL = re.compile(r"\d{5}([.,]\d+)?")


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without a point, days as ``dd/mm/yyyy``, moments with their time behind.

    A number that Excel has rounded stays as Excel shows it (``1.00000E+20``). What is longer than ``LONGEST`` is cut,
    and ends in dots that make it one letter longer than that.
    """
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}" if value.time() != time() else f"{value:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value)) if abs(value) < _EXACT else f"{value:.5E}"
    return "" if value is None else _short(str(value))


def _short(text: str) -> str:
    """Cut before it is cleaned: a cell can hold millions of letters."""
    spaced = text if len(text) <= LONGEST else " ".join(text.split())
    return clean(spaced) if len(spaced) <= LONGEST else clean(spaced[:LONGEST]).ljust(LONGEST + 1, "…")


def read_number(text: str) -> str:
    """The figures of a number that is a name (a code, a telephone): ``"15.0"`` is ``"15"``.

    ``UserError`` where a program has made a power of ten of it: the last figures are gone.
    """
    if _SCIENTIFIC.fullmatch(text):
        said = "Excel đã đổi số thành dạng 3.4E+10; hãy định dạng cột là Văn bản rồi xuất lại."
        raise UserError(f"«{text}»: {said}")
    return whole[1] if (whole := _POINT.fullmatch(text)) else text


def no_day(text: str) -> str:
    """What is wrong with a text that ``read_moment`` cannot read."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    if is_serial(text):
        return f"«{shown}» là ngày mà bảng tính giữ thành số; hãy định dạng cột là Ngày (dd/mm/yyyy) rồi nhập lại."
    return f"«{shown}» không phải ngày có thật; cần dạng ngày/tháng/năm."


def is_serial(text: str) -> bool:
    """Whether it is a day as a spreadsheet counts them: ``"45965"``; from which day on, the file alone knows."""
    return _SERIAL.fullmatch(text) is not None


def column_letter(place: int) -> str:
    """The column as spreadsheets call it, ``place`` from 0: ``"A"``, ``"AB"``."""
    first, second = divmod(place, 26)
    return (chr(64 + first) if first else "") + chr(65 + second)
