"""How every file that an official gets is called: what it is, whose or of which day, without Vietnamese marks.

Letters with marks come in two forms (NFC, NFD) that a stick, a zip file or a mail program may turn into each other;
without them a name is the same everywhere, and can still be read.
"""

from __future__ import annotations

import re

from onecua_desk.domain.report import Period
from onecua_desk.domain.text import clean, unmarked

_MOST = 100
"""Letters before the ending: Windows lets a whole path have 260."""
_UNSAFE = re.compile(r"[^A-Za-z0-9 ._()&,+-]+")


def days(period: Period) -> str:
    """As titles of papers have it: ``"2026-11-01 đến 2026-11-30"``, or the one day."""
    first, last = (f"{day:%Y-%m-%d}" for day in (period.first, period.last))
    return first if first == last else f"{first} đến {last}"


def file_name(title: str, reprint: int = 0) -> str:
    """``"Giấy hẹn H02.15.23-261123-1001"`` is ``"Giay hen H02.15.23-261123-1001"``; the ending is put behind it.

    Good on FAT, NTFS and Linux alike, however long and odd ``title`` is behind its first word, which is ours: it is
    not empty, and no NUL or CON. Days in it are written 2026-11-22, so that names stand in the order of their days.
    ``reprint``: how often it was printed before.
    """
    again = f" in lai {reprint}" if reprint else ""
    return _UNSAFE.sub("-", unmarked(clean(title)))[: _MOST - len(again)].strip(" .") + again
