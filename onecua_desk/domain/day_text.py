"""Days and times in the ways that people write them: on our papers, into a field of a form, into their own tables."""

from __future__ import annotations

import re
from datetime import date, time

from onecua_desk.domain.text import clean

_DAYS = (
    re.compile(r"(?P<day>\d{1,2})[/.\- ](?P<month>\d{1,2})[/.\- ](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    # Year and month never change places here: a month is no 19 and no 20.
    re.compile(r"(?<!\d)(?P<day>\d{2})(?P<month>\d{2})(?P<year>(?:19|20)\d{2})(?!\d)"),
)
_TIME = re.compile(r"(?P<hour>\d{1,2})\s*(?::|h|giờ|g)\s*(?P<minute>\d{1,2})?(?:[:' ]*\d{1,2}|\s*phút)?", re.IGNORECASE)
_BETWEEN = " ,;-T"
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def day_text(day: date | None) -> str:
    """``"29/02/1988"``; nothing for no day."""
    return f"{day:%d/%m}/{day.year:04d}" if day else ""


def weekday(number: int) -> str:
    """``"thứ Hai"`` for 0 to ``"Chủ nhật"`` for 6, as within a sentence; ``date.weekday`` has the number."""
    return _WEEKDAYS[number]


def read_day(text: str) -> date | None:
    """``"05/01/2026"``, ``"5.1.2026"``, ``"05012026"``, ``"2026-01-05"``; ``None`` where it names no day there is."""
    moment = read_moment(text)
    return moment[0] if moment and moment[1] is None else None


def read_moment(text: str) -> tuple[date, time | None] | None:
    """A day with or without a time, in either order: ``"05/01/2026 8:30"``, ``"8h30, 05/01/2026"``."""
    cleaned = clean(text)
    found = next((match for one in _DAYS if (match := one.search(cleaned))), None)
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
