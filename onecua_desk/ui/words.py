"""Moments, phones and numbers as the dossier screen writes them: short, grouped, without what goes without saying."""

from __future__ import annotations

from datetime import date, datetime

from onecua_desk.domain.dossier import Dossier

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


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
    return f"{due:%H:%M} {_WEEKDAYS[due.weekday()]} {short_day(due.date(), today)}"


def code_words(dossier: Dossier) -> str:
    """The code, and what else there is to know of it."""
    if dossier.awaits_number:
        return f"{dossier.code} (số tạm, chờ số chính thức)"
    return f"{dossier.code} (số tạm đã in: {dossier.provisional})" if dossier.provisional else dossier.code


def grouped_phone(phone: str) -> str:
    """``"0986123456"`` as it is read aloud: ``"0986 123 456"``; anything unusual stays as it is."""
    if len(phone) == 10 and phone.isdigit():
        return f"{phone[:4]} {phone[4:7]} {phone[7:]}"
    if phone.startswith("+84") and len(phone) == 12:
        return f"+84 {phone[3:6]} {phone[6:9]} {phone[9:]}"
    return phone


def grouped_number(number: str) -> str:
    """A personal number in threes: ``"024 185 004 321"``; tax codes with a dash stay as they are."""
    if number.isdigit() and len(number) in {9, 12}:
        return " ".join(number[start : start + 3] for start in range(0, len(number), 3))
    return number


def amount_of(text: str) -> int | None:
    """The đồng of a typed amount, ``"8.000 đ"``; ``None`` where it is none."""
    figures = text.replace("đ", "").translate(str.maketrans("", "", " .,"))
    return int(figures) if figures.isascii() and figures.isdigit() else None
