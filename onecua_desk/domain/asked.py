"""What somebody who looks for a dossier has typed: words, days, numbers of procedures, digits that were read out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from onecua_desk.domain.consignment import is_item_number
from onecua_desk.domain.text import clean, digits, fold

_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{4}|[0-9]{2}))?")
_PROCEDURE = re.compile(r"([0-9]\.[0-9]{6})(?:\.[0-9A-Za-z.]*)?")
_BEGUN_CODE = re.compile(r"[A-Z0-9.]{1,35}-([0-9]{2,6})(?:(?<=[0-9]{6})-[0-9TR]*)?")
_SAID_DAYS = {("hom", "kia"): -2, ("hom", "qua"): -1, ("hom", "nay"): 0, ("ngay", "mai"): 1}
_YEARS = range(1, -12, -1)
"""A day without its year can be in the next one (an appointment), or in any that a desk still has dossiers of."""
_READ_OUT = 3
"""Fewer digits beside words are part of a name ("Tổ 5"), not the end of a number."""

_LETTERS = unicodedata.ucd_3_2_0
"""The index knows the letters of an older Unicode: what it would take for a space must be one here too."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``words``: in lower case, with their accents, digits among them too; the last one may be unfinished.

    ``days``: for each day that was named those that it can mean, the latest first; ``procedures``: "1.001193";
    ``number``: digits of a code, phone or personal number; without ``words`` it is all that was typed besides.
    """

    words: tuple[str, ...] = ()
    days: tuple[tuple[date, ...], ...] = ()
    procedures: tuple[str, ...] = ()
    number: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The words without those that are only digits."""
        return tuple(word for word in self.words if not word.isdecimal())


def asked(text: str, today: date) -> Asked:
    """What ``text`` can mean on the day ``today``: ``"bích 21/11"``, ``"2007"``, ``"chứng thực hôm qua"``."""
    days, procedures, rest = _apart(clean(text).split(), today)
    left = " ".join(rest)
    if rest and (is_item_number(left) or all(map(_mostly_digits, rest))):
        return Asked((), days, procedures, digits(left))
    read_out = "".join(digits(one) for one in rest if _mostly_digits(one))
    number = read_out if len(read_out) >= _READ_OUT else ""
    return Asked(tuple(parted(left)), days, procedures, number)


def days_of_code(text: str) -> tuple[date, ...]:
    """The days of receipt of the codes that begin with ``text``, "H02.15.23-2611"; none where it names no year."""
    found = _BEGUN_CODE.fullmatch(text)
    if not found:
        return ()
    first, last = date(2000 + int(found[1][:2]), 1, 1), date(2000 + int(found[1][:2]), 12, 31)
    year = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in year if f"{day:%y%m%d}".startswith(found[1]))


def _apart(typed: list[str], today: date) -> tuple[tuple[tuple[date, ...], ...], tuple[str, ...], list[str]]:
    """Days and numbers of procedures, and what is neither."""
    days: list[tuple[date, ...]] = []
    procedures: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(typed):
        pair = (fold(typed[at]), fold(typed[at + 1])) if at + 1 < len(typed) else ("", "")
        if pair in _SAID_DAYS:
            days.append((today + timedelta(days=_SAID_DAYS[pair]),))
            at += 1
        elif meant := _days_meant(typed[at], today):
            days.append(meant)
            if rest and fold(rest[-1]) == "ngay":
                rest.pop()
        elif found := _PROCEDURE.fullmatch(typed[at]):
            procedures.append(found[1])
        else:
            rest.append(typed[at])
        at += 1
    return tuple(days), tuple(procedures), rest


def _days_meant(text: str, today: date) -> tuple[date, ...]:
    """The days that ``"21/11"`` or ``"21.11.26"`` can be, the latest first; none where it is no day."""
    found = _DAY.fullmatch(text)
    if not found:
        return ()
    day, month, year = int(found[1]), int(found[2]), found[3]
    years = [today.year + ahead for ahead in _YEARS] if year is None else [int(year) + (2000 if len(year) == 2 else 0)]
    return tuple(real for one in years if (real := _real(one, month, day)))


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parted(text: str) -> list[str]:
    """The words of ``text`` in lower case, runs of letters and digits, as the index parts them."""
    return "".join(char if _LETTERS.category(char)[0] in "LN" else " " for char in text.lower()).split()


def _mostly_digits(text: str) -> bool:
    return bool(digits(text)) and (sum(char.isalpha() for char in text) <= 3 or is_item_number(text))
