"""Dossier codes, and the slices of the day's serials that belong to one desk.

TT 01/2018/TT-VPCP Art. 19: ``<unit code>-YYMMDD-XXXX``, XXXX the serial of dossiers received that day;
QĐ 20/2020/QĐ-TTg: a unit code has at most 35 characters of A-Z, 0-9 and dots.

Where a desk has used its serials up and reaches nobody, it prints a provisional code, ``<unit code>-YYMMDD-TXXXX``: the
queue does not wait for the line. Where it does not know what it has printed before (a backup was put back), that is
``<unit code>-YYMMDD-RDHHMMSS``, its desk and the moment, which never comes again. The official code follows, and both
are the dossier's for ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from onecua_desk.errors import UserError

UNIT_CODE = re.compile(r"[A-Z0-9.]{1,35}")
_CODE = re.compile(
    r"([A-Z0-9.]{1,35})-([0-9]{6})-"
    r"(?:([0-9]{4})|T([1-9][0-9]{3})|R([1-9](?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]))"
)
DESKS = range(1, 10)


@dataclass(frozen=True, slots=True)
class Slice:
    """The serials ``first`` to ``last`` (both included) of a day, owned by one desk."""

    first: int
    last: int

    def behind(self, used: int) -> range:
        """The serials that are left when all up to ``used`` were given out (0: none yet)."""
        return range(max(used + 1, self.first), self.last + 1)


def desk_slice(desk: int) -> Slice:
    """Desk 2 owns 2001 to 2999, so two desks without a line never print the same number."""
    if desk not in DESKS:
        raise UserError("Số quầy phải từ 1 đến 9.", field="desk")
    return Slice(desk * 1000 + 1, desk * 1000 + 999)


class Place(NamedTuple):
    """What a code says. ``serial`` is another one in each code of a unit and day: negative in a provisional code."""

    unit: str
    day: date
    serial: int


def dossier_code(unit: str, day: date, serial: int) -> str:
    """``dossier_code("H02.15.23", date(2026, 11, 21), 2007)`` is ``"H02.15.23-261121-2007"``."""
    return _code(unit, day, f"{serial:04d}")


def provisional_code(unit: str, day: date, serial: int) -> str:
    """``provisional_code("H02.15.23", date(2026, 11, 21), 2001)`` is ``"H02.15.23-261121-T2001"``.

    ``serial`` is of the desk's own slice, as if none of it had been given out: no two desks print the same.
    """
    return _code(unit, day, f"T{serial:04d}")


def restored_code(unit: str, desk: int, at: datetime) -> str:
    """``restored_code("H02.15.23", 2, datetime(2026, 11, 21, 9, 41, 5))`` is ``"H02.15.23-261121-R2094105"``."""
    return _code(unit, at.date(), f"R{desk_slice(desk).first // 1000}{at:%H%M%S}")


def _code(unit: str, day: date, serial: str) -> str:
    code = f"{unit}-{day:%y%m%d}-{serial}"
    if not _CODE.fullmatch(code):
        raise UserError(f"Mã đơn vị «{unit}» không đúng dạng (chỉ A-Z, 0-9 và dấu chấm).", field="unit.code")
    return code


def is_dossier_code(text: str) -> bool:
    """Whether ``text`` is a whole dossier code, official or provisional, with a real date in it."""
    found = _CODE.fullmatch(text)
    if not found:
        return False
    try:
        datetime.strptime(found[2], "%y%m%d")
    except ValueError:
        return False
    return True


def is_provisional(code: str) -> bool:
    found = _CODE.fullmatch(code)
    return found is not None and found[3] is None


def serial_of(code: str) -> str:
    """What people call the dossier by on its day: ``"2007"``, ``"T2001"`` or ``"R2094105"``."""
    return code.rpartition("-")[2]


def placed(code: str) -> Place:
    """Where a code stands among those of its unit; ``code`` is one (``is_dossier_code``)."""
    found = _CODE.fullmatch(code)
    assert found is not None
    serial = int(found[3]) if found[3] else -int(found[4] or found[5])
    return Place(found[1], datetime.strptime(found[2], "%y%m%d").date(), serial)
