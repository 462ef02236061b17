"""Moments, phones and numbers as the screens write them: short, grouped, without what goes without saying."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice

from onecua_desk.domain.day_text import weekday
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.text import digits


def short_day(day: date, today: date) -> str:
    """``"19/11"``; with its year where that is another one: ``"19/11/2025"``."""
    return f"{day:%d/%m}" if day.year == today.year else f"{day:%d/%m/%Y}"


def short_moment(at: datetime, today: date) -> str:
    """``"19/11 17:00"``."""
    return f"{short_day(at.date(), today)} {at:%H:%M}"


def appointment_words(due: datetime, today: date) -> str:
    """``"17:00 hôm nay"``, ``"17:00 thứ Năm 19/11"``."""
    if due.date() == today:
        return f"{due:%H:%M} hôm nay"
    return f"{due:%H:%M} {weekday(due.weekday())} {short_day(due.date(), today)}"


def code_words(dossier: Dossier) -> str:
    """The code, and what else there is to know of it."""
    if dossier.awaits_number:
        return f"{dossier.code} (số tạm, chờ số chính thức)"
    return f"{dossier.code} (số tạm đã in: {dossier.provisional})" if dossier.provisional else dossier.code


def grouped_phone(phone: str) -> str:
    """``"0986123456"`` as it is read aloud: ``"0986 123 456"``; anything unusual stays as it is."""
    figures = _figures(phone)
    if len(figures) == 10:
        return _split(figures, 4, 3, 3)
    if phone.startswith("+84") and len(_figures(phone[1:])) == 11:
        return f"+84 {_split(_figures(phone[3:]), 3, 3, 3)}"
    return phone


def grouped_number(number: str) -> str:
    """A personal number in threes: ``"024 185 004 321"``; tax codes with a dash stay as they are."""
    figures = _figures(number)
    return _split(figures, *[3] * (len(figures) // 3)) if len(figures) in {9, 12} else number


def _figures(text: str) -> str:
    """Its digits, however they are grouped; empty where it has anything else."""
    return digits(text) if not text.strip(" .-0123456789") else ""


def _split(figures: str, *sizes: int) -> str:
    rest = iter(figures)
    return " ".join("".join(islice(rest, size)) for size in sizes)


def amount_of(text: str) -> int | None:
    """The đồng of a typed amount, ``"8.000 đ"``; ``None`` where it is none."""
    figures = text.replace("đ", "").translate(str.maketrans("", "", " .,"))
    return int(figures) if figures.isascii() and figures.isdigit() else None
