"""The periods that reports are made for: of the calendar, of the reporting duty, or from any day to any day.

The reporting duty counts from the 15th to the 14th: a month from the 15th of the one before, a quarter from the 15th of
the month before it, a year from 15 December (NĐ 09/2019/NĐ-CP; from memory, see docs/phap-ly.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from onecua_desk.domain.report import Period
from onecua_desk.errors import UserError

MOST_YEARS = 20
FIRST_YEAR, LAST_YEAR = 1990, 2199

_ONE_DAY = timedelta(days=1)
_MOST_DAYS = MOST_YEARS * 1461 // 4
_REPORTED_TO = 14
"""The last day of a reporting month."""


class Preset(StrEnum):
    """A kind of period that can be chosen at once."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    REPORT_MONTH = "report_month"
    REPORT_QUARTER = "report_quarter"
    REPORT_YEAR = "report_year"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Preset.DAY: "Ngày",
    Preset.WEEK: "Tuần",
    Preset.MONTH: "Tháng",
    Preset.QUARTER: "Quý",
    Preset.YEAR: "Năm",
    Preset.REPORT_MONTH: "Tháng báo cáo (15–14)",
    Preset.REPORT_QUARTER: "Quý báo cáo (15–14)",
    Preset.REPORT_YEAR: "Năm báo cáo (15/12–14/12)",
}
_MONTHS = {
    Preset.MONTH: 1,
    Preset.QUARTER: 3,
    Preset.YEAR: 12,
    Preset.REPORT_MONTH: 1,
    Preset.REPORT_QUARTER: 3,
    Preset.REPORT_YEAR: 12,
}
_REPORTING = frozenset({Preset.REPORT_MONTH, Preset.REPORT_QUARTER, Preset.REPORT_YEAR})
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a longer period, or what of it lies in the period; ``key`` is ``"2026-11"``."""

    key: str
    name: str
    period: Period


def around(preset: Preset, day: date) -> Period:
    """The period of that kind that ``day`` lies in."""
    if preset is Preset.DAY:
        return Period(day, day)
    if preset is Preset.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    reporting, length = preset in _REPORTING, _MONTHS[preset]
    month = _index(day) + (reporting and day.day > _REPORTED_TO)
    first = month - month % length
    return _reporting(first, first + length) if reporting else Period(_first(first), _first(first + length) - _ONE_DAY)


def earlier(preset: Preset, period: Period) -> Period:
    """The period of that kind that ends before ``period`` begins."""
    return around(preset, period.first - _ONE_DAY)


def later(preset: Preset, period: Period) -> Period:
    """The period of that kind that begins after ``period`` ends."""
    return around(preset, period.last + _ONE_DAY)


def free(first: date | None, last: date | None) -> Period:
    """From any day to any day; ``UserError`` at field ``first`` or ``last`` where that is no period to report on."""
    if first is None:
        raise UserError("Hãy nhập ngày đầu kỳ.", field="first")
    if last is None:
        raise UserError("Hãy nhập ngày cuối kỳ.", field="last")
    for field, day in (("first", first), ("last", last)):
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise UserError(f"Năm {day.year} không đúng; kỳ báo cáo từ năm {FIRST_YEAR}.", field=field)
    if last < first:
        raise UserError(f"Ngày cuối kỳ {last:%d/%m/%Y} trước ngày đầu kỳ {first:%d/%m/%Y}; hãy sửa lại.", field="last")
    if (last - first).days >= _MOST_DAYS:
        raise UserError(f"Kỳ báo cáo dài hơn {MOST_YEARS} năm; hãy chọn kỳ ngắn hơn.", field="first")
    return Period(first, last)


def preset_of(period: Period) -> Preset | None:
    """The kind of period that it is; ``None`` for free dates."""
    return next((preset for preset in Preset if around(preset, period.first) == period), None)


def words(period: Period) -> str:
    """``"Tháng 11/2026"``, ``"Quý IV/2026 (15/09/2026–14/12/2026)"``, ``"Từ 02/11/2026 đến 05/11/2026"``."""
    preset, last = preset_of(period), period.last
    match preset:
        case None:
            return f"Từ {period.first:%d/%m/%Y} đến {last:%d/%m/%Y}"
        case Preset.DAY:
            return f"Ngày {last:%d/%m/%Y}"
        case Preset.WEEK:
            return f"Tuần {_range(period)}"
        case Preset.MONTH | Preset.REPORT_MONTH:
            name = f"Tháng {last:%m/%Y}"
        case Preset.QUARTER | Preset.REPORT_QUARTER:
            name = f"Quý {_ROMAN[(last.month - 1) // 3]}/{last.year}"
        case Preset.YEAR | Preset.REPORT_YEAR:
            name = f"Năm {last.year}"
    return f"{name} ({_range(period)})" if preset in _REPORTING else name


def months(period: Period) -> tuple[Month, ...]:
    """The months that it consists of, from the 15th to the 14th where it goes so itself; cut off at its ends."""
    reporting = (period.first.day, period.last.day) == (_REPORTED_TO + 1, _REPORTED_TO)
    return tuple(_months(Preset.REPORT_MONTH if reporting else Preset.MONTH, period))


def _months(preset: Preset, period: Period) -> Iterator[Month]:
    day = period.first
    while day <= period.last:
        whole = around(preset, day)
        mine = Period(day, min(whole.last, period.last))
        named = f"Tháng {whole.last:%m/%Y}"
        yield Month(f"{whole.last:%Y-%m}", words(whole) if mine == whole else f"{named} ({_range(mine)})", mine)
        day = mine.last + _ONE_DAY


def _reporting(first: int, behind: int) -> Period:
    start, end = _first(first - 1), _first(behind - 1)
    return Period(start.replace(day=_REPORTED_TO + 1), end.replace(day=_REPORTED_TO))


def _index(day: date) -> int:
    """The number of its month, counted from the year 0."""
    return day.year * 12 + day.month - 1


def _first(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _range(period: Period) -> str:
    return f"{period.first:%d/%m/%Y}–{period.last:%d/%m/%Y}"
