"""How long procedures take to their results, counted as their limits are, without the time that citizens let pass.

A limit of hours, or "in a day", is compared in working hours, one of calendar days in days, all else in working days;
the days are those of ``deadline``: the day of receipt is not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from statistics import fmean, median

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.procedure import Limit, LimitUnit

Span = tuple[datetime, datetime]

_HOURS, _DAYS, _WORKING_DAYS = "giờ làm việc", "ngày", "ngày làm việc"
_IN_HOURS = (LimitUnit.HOURS, LimitUnit.SAME_DAY)


@dataclass(frozen=True, slots=True)
class Handled:
    """One dossier that got its result: ``waits`` are the times at which its papers were waited for."""

    procedure: str
    name: str
    limit: Limit | None
    received_at: datetime
    resolved_at: datetime
    waits: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Handling:
    """How long a procedure took under one limit: ``mean`` and ``median`` are in ``unit``, waiting left out.

    ``limit`` is the limit in words and ``term`` its number in ``unit``; empty and ``None`` where there was none.
    """

    procedure: str
    name: str
    limit: str
    unit: str
    term: int | None
    dossiers: int
    mean: float
    median: float


class WorkingTime:
    """Working days and hours between any two moments of a range of days, each day looked up in the calendar once."""

    def __init__(self, calendar: WorkCalendar, first: date, last: date) -> None:
        self._first = first.toordinal()
        days = [date.fromordinal(day) for day in range(self._first, last.toordinal() + 1)]
        self._spans = [calendar.spans(day) for day in days]
        self._days = list(accumulate(map(calendar.is_working_day, days)))
        lengths = (sum((closes - opens).total_seconds() for opens, closes in spans) for spans in self._spans)
        self._before = [0.0, *accumulate(lengths)]

    def days(self, start: datetime, end: datetime) -> int:
        """Working days in (day of ``start``, day of ``end``]."""
        return self._days[end.toordinal() - self._first] - self._days[start.toordinal() - self._first]

    def hours(self, start: datetime, end: datetime) -> float:
        return (self._at(end) - self._at(start)) / 3600

    def _at(self, moment: datetime) -> float:
        day = moment.toordinal() - self._first
        spans = self._spans[day]
        today = sum((min(closes, moment) - opens).total_seconds() for opens, closes in spans if moment > opens)
        return self._before[day] + today


def handling(dossiers: Iterable[Handled], calendar: WorkCalendar) -> tuple[Handling, ...]:
    """One line for every procedure and limit, those with the most dossiers first."""
    found = list(dossiers)
    if not found:
        return ()
    first, last = min(one.received_at for one in found), max(one.resolved_at for one in found)
    working = WorkingTime(calendar, first.date(), last.date())
    taken: Mapping[tuple[str, str, Limit | None], list[float]] = defaultdict(list)
    for one in found:
        taken[one.procedure, one.name, one.limit].append(_taken(one, working))
    lines = [_line(*key, times) for key, times in taken.items()]
    return tuple(sorted(lines, key=lambda line: (-line.dossiers, line.name, line.procedure, line.limit)))


def _taken(one: Handled, working: WorkingTime) -> float:
    passed = _passed(one.limit, (one.received_at, one.resolved_at), working)
    return max(0.0, passed - sum(_passed(one.limit, span, working) for span in one.waits))


def _passed(limit: Limit | None, span: Span, working: WorkingTime) -> float:
    unit = limit.unit if limit else LimitUnit.WORKING_DAYS
    if unit in _IN_HOURS:
        return working.hours(*span)
    if unit is LimitUnit.DAYS:
        return (span[1].date() - span[0].date()).days
    return working.days(*span)


def _line(procedure: str, name: str, limit: Limit | None, times: list[float]) -> Handling:
    return Handling(
        procedure=procedure,
        name=name,
        limit=limit.words() if limit else "",
        unit=_unit(limit),
        term=limit.value if limit and limit.unit is not LimitUnit.SAME_DAY else None,
        dossiers=len(times),
        mean=fmean(times),
        median=median(times),
    )


def _unit(limit: Limit | None) -> str:
    if limit and limit.unit in _IN_HOURS:
        return _HOURS
    return _DAYS if limit and limit.unit is LimitUnit.DAYS else _WORKING_DAYS
