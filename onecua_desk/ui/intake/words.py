"""Dates and numbers of the intake form as they are read aloud."""

from __future__ import annotations

from datetime import date, datetime

from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.text import digits

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def appointment_words(due: datetime, now: datetime) -> str:
    """Such as "17:00 hôm nay, 23/11", "17:00 thứ Tư, 25/11"; the year only when it is another one."""
    day = "hôm nay" if due.date() == now.date() else _WEEKDAYS[due.weekday()]
    year = "" if due.year == now.year else f"/{due.year}"
    return f"{due:%H:%M} {day}, {due.day}/{due.month}{year}"


def day_text(day: date | None) -> str:
    """Such as "29/02/1988"; nothing for no day."""
    return f"{day:%d/%m/%Y}" if day else ""


def grouped_number(text: str) -> str:
    """A personal number in threes, "034 186 001 234"; anything else as it was typed."""
    return _split(text, (3, 3, 3, 3)) if _only_digits(text, 12) else text


def grouped_phone(text: str) -> str:
    """A phone number of ten digits as "0912 345 678"; anything else as it was typed."""
    return _split(text, (4, 3, 3)) if _only_digits(text, 10) else text


def limit_words(procedure: Procedure) -> str:
    """How long a procedure takes, in the order of its cases: "trong ngày", "trong ngày / 2 ngày làm việc"."""
    known = list(dict.fromkeys(case.limit.words() for case in procedure.cases if case.limit))
    return " / ".join(known[:3]) + (" / …" if len(known) > 3 else "")


def _only_digits(text: str, count: int) -> bool:
    return len(digits(text)) == count and not text.strip(" .-").translate(str.maketrans("", "", "0123456789 .-"))


def _split(text: str, sizes: tuple[int, ...]) -> str:
    figures, parts = digits(text), []
    for size in sizes:
        parts.append(figures[:size])
        figures = figures[size:]
    return " ".join(parts)
