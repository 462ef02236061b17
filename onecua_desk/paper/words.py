"""Words ready for paper: cleaned text, dates and hours as official documents write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import cache

from onecua_desk.paper.fonts import drawable

#: Stands for a letter that the face cannot draw: visible on paper, where a gap would not be.
UNDRAWABLE = "□"
#: What is read at one glance: an hour, a day, a telephone, a receipt's number, an amount.
_UNBROKEN = re.compile(
    r"\b\d{1,2} giờ(?: \d{2}(?: phút)?)?"
    r"|\b[Nn]gày \d{1,2} tháng \d{1,2}(?: năm \d{4})?"
    r"|(?:\b\d{1,2}:\d{2} )?(?:\b[Nn]gày )?\b\d{1,2}/\d{1,2}/\d{4}"
    r"|\b\d{3,5}(?: \d{3,4}){1,3}\b"
    r"|\b[0-9A-ZĐ/-]{1,12} \d{6,8}\b"
    r"|\d (?:đ\b|%)"
)


def clean(text: str) -> str:
    """``text`` in NFC on one line, without control, formatting and right-to-left marks.

    ReportLab places one glyph per code point, so letters must be composed before they are drawn.
    """
    if _plain().issuperset(text) and " ".join(text.split()) == text and unicodedata.is_normalized("NFC", text):
        return text  # nearly always: a register of a year has a hundred thousand texts
    seen = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    letters = drawable()
    composed = " ".join(unicodedata.normalize("NFC", seen).split())
    return "".join(c if ord(c) in letters else UNDRAWABLE for c in composed)


@cache
def _plain() -> frozenset[str]:
    """What needs no cleaning: letters that are drawn as they are, and the usual space."""
    letters = (chr(point) for point in drawable())
    return frozenset(c for c in letters if c == " " or not (c.isspace() or unicodedata.category(c)[0] == "C"))


def unbroken(text: str) -> str:
    """``text`` with no-break spaces where the end of a line would tear a day, an hour or a number; cleaned before."""
    return _UNBROKEN.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def day_in_words(day: date) -> str:
    """``ngày 05 tháng 02 năm 2026``: days under 10 and months 1 and 2 take a zero (Nghị định 30/2020, Phụ lục I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return unbroken(f"ngày {day.day:02d} tháng {month} năm {day.year}")


def day_in_figures(day: date) -> str:
    """``23/11/2026``; ``%Y`` would leave out the zeros of a year before 1000 on some systems."""
    return f"{day:%d/%m}/{day.year:04d}"


def moment_in_words(moment: datetime) -> str:
    """``09 giờ 41 phút, ngày 23/11/2026``, short enough for one line of A5."""
    return unbroken(f"{moment:%H} giờ {moment:%M} phút, ngày {day_in_figures(moment)}")
