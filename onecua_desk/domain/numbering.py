"""Dossier codes, and the slice of the day's serials that belongs to one desk.

TT 01/2018/TT-VPCP Art. 19: ``<unit code>-YYMMDD-XXXX``, XXXX the serial of dossiers received that day;
QĐ 20/2020/QĐ-TTg: a unit code has at most 35 characters of A-Z, 0-9 and dots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.errors import UserError

UNIT_CODE = re.compile(r"[A-Z0-9.]{1,35}")
_CODE = re.compile(r"([A-Z0-9.]{1,35})-([0-9]{6})-([0-9]{4})")
DESKS = range(1, 10)


@dataclass(frozen=True, slots=True)
class Slice:
    """The serials ``first`` to ``last`` (both included) of every day, owned by one desk."""

    first: int
    last: int

    def after(self, used: int | None) -> int:
        """The serial to give out after ``used`` (``None``: none yet today)."""
        serial = self.first if used is None else max(used + 1, self.first)
        if serial > self.last:
            raise UserError(
                f"Quầy đã dùng hết dải số {self.first:04d}-{self.last:04d} của hôm nay; hãy tiếp nhận ở quầy khác."
            )
        return serial


def desk_slice(desk: int) -> Slice:
    """Desk 2 owns 2001 to 2999, so two desks without a line never print the same number."""
    if desk not in DESKS:
        raise UserError("Số quầy phải từ 1 đến 9.", field="desk")
    return Slice(desk * 1000 + 1, desk * 1000 + 999)


def dossier_code(unit: str, day: date, serial: int) -> str:
    """``dossier_code("H02.15.23", date(2026, 11, 21), 2007)`` is ``"H02.15.23-261121-2007"``."""
    code = f"{unit}-{day:%y%m%d}-{serial:04d}"
    if not _CODE.fullmatch(code):
        raise UserError(f"Mã đơn vị «{unit}» không đúng dạng (chỉ A-Z, 0-9 và dấu chấm).", field="unit.code")
    return code


def is_dossier_code(text: str) -> bool:
    """Whether ``text`` is a whole dossier code with a real date in it."""
    found = _CODE.fullmatch(text)
    if not found:
        return False
    try:
        datetime.strptime(found[2], "%y%m%d")
    except ValueError:
        return False
    return True
