"""The working calendar as an editable JSON text: days off, swapped days and working Saturdays, one entry each."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from onecua_desk.domain.calendar import DeskHours, WorkCalendar
from onecua_desk.errors import UserError
from onecua_desk.wire.faults import wrong


class _Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """``document`` is where the day was decided, for those who check the file; ``expected``: it was not yet."""

    date: date
    kind: Literal["off", "work"]
    reason: Annotated[str, Meta(min_length=1)]
    document: str = ""
    expected: bool = False


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    years: frozenset[Annotated[int, Meta(ge=2000, le=2200)]]
    days: list[msgspec.Raw]


_DATE = re.compile(rb'"date"\s*:\s*"([^"]*)"')


def parse_calendar(text: str, hours: DeskHours) -> WorkCalendar:
    """The calendar that ``text`` describes; UserError names the entry that is wrong."""
    try:
        file = msgspec.json.decode(unicodedata.normalize("NFC", text).lstrip("\ufeff"), type=_File)
    except msgspec.DecodeError as error:
        raise UserError(f"Lịch làm việc không đọc được: {wrong(error)}.") from error
    days: dict[str, dict[date, str]] = {"off": {}, "work": {}}
    expected = set()
    for number, raw in enumerate(file.days, 1):
        entry = _entry(number, raw)
        if problem := _contradiction(entry, file.years, days):
            raise UserError(f"Lịch làm việc, mục thứ {number} ({entry.date}): {problem}.")
        days[entry.kind][entry.date] = entry.reason
        if entry.expected:
            expected.add(entry.date)
    return WorkCalendar(days["off"], days["work"], hours, file.years, frozenset(expected))


def _entry(number: int, raw: msgspec.Raw) -> _Entry:
    try:
        return msgspec.json.decode(raw, type=_Entry)
    except msgspec.DecodeError as error:
        found = _DATE.search(bytes(raw))
        day = f" ({found[1].decode()})" if found else ""
        raise UserError(f"Lịch làm việc, mục thứ {number}{day}: {wrong(error)}.") from error


def _contradiction(entry: _Entry, years: frozenset[int], days: dict[str, dict[date, str]]) -> str | None:
    if any(entry.date in known for known in days.values()):
        return "ngày này đã có ở mục khác"
    if entry.date.year not in years:
        return f"năm {entry.date.year} chưa ghi trong «years»"
    if entry.kind == "work" and entry.date.weekday() < 5:
        return "ngày làm bù phải là thứ Bảy hoặc Chủ nhật"
    return None
