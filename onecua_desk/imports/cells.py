"""What stands in the cells of other people's tables: dates and times in the ways that people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from onecua_desk.domain.text import clean

_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.\- ](?P<month>\d{1,2})[/.\- ](?P<year>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_TIME = re.compile(r"(?P<hour>\d{1,2})\s*(?::|h|giờ|g)\s*(?P<minute>\d{1,2})?(?:[:' ]*\d{1,2}|\s*phút)?", re.IGNORECASE)
_BETWEEN = " ,;-T"


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without a point, days as ``dd/mm/yyyy``, moments with their time behind."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}" if value.time() != time() else f"{value:%d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else clean(str(value))


def read_day(text: str) -> date | None:
    """``"05/01/2026"``, ``"5.1.2026"``, ``"2026-01-05"``; ``None`` where the text names no day of the calendar."""
    moment = read_moment(text)
    return moment[0] if moment and moment[1] is None else None


def read_moment(text: str) -> tuple[date, time | None] | None:
    """A day with or without a time, in either order: ``"05/01/2026 8:30"``, ``"8h30, 05/01/2026"``."""
    cleaned = clean(text)
    found = _DAY_FIRST.search(cleaned) or _YEAR_FIRST.search(cleaned)
    if found is None:
        return None
    rest = (cleaned[: found.start()] + " " + cleaned[found.end() :]).lower().replace("ngày", "").strip(_BETWEEN)
    try:
        day = date(*(int(found[part]) for part in ("year", "month", "day")))
        return (day, _time(rest)) if rest else (day, None)
    except ValueError:
        return None


def _time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if not found:
        raise ValueError(text)
    return time(int(found["hour"]), int(found["minute"] or 0))
