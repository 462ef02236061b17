"""Words ready for paper: cleaned text, dates and hours as official documents write them."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from onecua_desk.paper.fonts import drawable

#: Stands for a letter that the face cannot draw: visible on paper, where a gap would not be.
UNDRAWABLE = "□"


def clean(text: str) -> str:
    """``text`` in NFC on one line, without control, formatting and right-to-left marks.

    ReportLab places one glyph per code point, so letters must be composed before they are drawn.
    """
    seen = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    letters = drawable()
    composed = " ".join(unicodedata.normalize("NFC", seen).split())
    return "".join(c if ord(c) in letters else UNDRAWABLE for c in composed)


def day_in_words(day: date) -> str:
    """``ngày 05 tháng 02 năm 2026``: days under 10 and months 1 and 2 take a zero (Nghị định 30/2020, Phụ lục I)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_in_words(moment: datetime) -> str:
    """``09 giờ 41 phút, ngày 23/11/2026``, short enough for one line of A5."""
    return f"{moment:%H} giờ {moment:%M} phút, ngày {moment:%d/%m}/{moment.year:04d}"
