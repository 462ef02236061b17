"""Working time: which days the desk works, from when to when, and why it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from onecua_desk.domain import day_text
from onecua_desk.domain.text import capitalised
from onecua_desk.errors import UserError

Span = tuple[time, time]

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DeskHours:
    """When the desk is open on a working day; ``special`` has other hours by weekday (0 = Monday).

    Hours alone never make a Saturday or Sunday a working day: only the calendar does. UserError for hours that
    overlap, run backwards or are missing.
    """

    usual: tuple[Span, ...] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 0)))
    special: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check_spans("Giờ làm việc", self.usual)
        for weekday, spans in self.special.items():
            if weekday not in range(7):
                raise UserError(f"Giờ làm việc riêng ghi thứ «{weekday}»; chỉ nhận số từ 0 (thứ Hai) đến 6 (Chủ nhật).")
            _check_spans(f"Giờ làm việc {day_text.weekday(weekday)}", spans)

    def on(self, weekday: int) -> tuple[Span, ...]:
        return self.special.get(weekday, self.usual)


def _check_spans(what: str, spans: tuple[Span, ...]) -> None:
    moments = [moment for span in spans for moment in span]
    if not moments or any(late <= early for early, late in pairwise(moments)):
        raise UserError(f"{what} phải gồm các buổi nối tiếp nhau, giờ bắt đầu trước giờ kết thúc.")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off and working weekends with their reasons; ``years`` are those for which they are known.

    ``expected``: days off that are computed from the law and not yet announced (the Prime Minister fixes Tết and the
    day beside 2/9 every year, Bộ luật Lao động 2019 Art. 112). A year that is not known works by weekdays, Monday to
    Friday; ask ``covers`` and warn.
    """

    days_off: Mapping[date, str] = field(default_factory=dict)
    working: Mapping[date, str] = field(default_factory=dict)
    hours: DeskHours = field(default_factory=DeskHours)
    years: frozenset[int] = frozenset()
    expected: frozenset[date] = frozenset()

    def covers(self, day: date) -> bool:
        return day.year in self.years

    def is_working_day(self, day: date) -> bool:
        if day in self.working:
            return True
        return day.weekday() < _SATURDAY and day not in self.days_off

    def reason(self, day: date) -> str | None:
        """Why ``day`` is off ("Giỗ Tổ Hùng Vương", "Chủ nhật"); ``None`` on a working day."""
        if self.is_working_day(day):
            return None
        return self.days_off.get(day) or capitalised(day_text.weekday(day.weekday()))

    def next_working_day(self, day: date) -> date:
        """The first working day after ``day``."""
        return self.working_day_after(day, 1)

    def this_or_next_working_day(self, day: date) -> date:
        return day if self.is_working_day(day) else self.next_working_day(day)

    def working_day_after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, before it where ``count`` is negative, ``day`` itself for 0.

        ``UserError`` where the calendar ends before (the year 9999).
        """
        step = _ONE_DAY if count > 0 else -_ONE_DAY
        left = abs(count)
        while left:
            day = _moved(day, step)
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]; 0 when ``until`` is not later."""
        return sum(self.is_working_day(day) for day in _days(after, until))

    def named_days_off(self, after: date, until: date) -> list[tuple[date, str]]:
        """The days off in (after, until] that have a name, so without plain weekends."""
        return [(day, self.days_off[day]) for day in _days(after, until) if day in self.days_off]

    def first_expected(self, after: date, until: date) -> date | None:
        """The first day off in (after, until] that is not announced yet; ``None`` where all are."""
        return min((day for day in self.expected if after < day <= until), default=None)

    def spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """From when to when the desk works on ``day``; empty on a day off."""
        if not self.is_working_day(day):
            return ()
        return tuple((_at(day, start), _at(day, end)) for start, end in self.hours.on(day.weekday()))

    def closing(self, day: date) -> datetime:
        """The closing time that ``day`` has, or would have if it were a working day."""
        return _at(day, self.hours.on(day.weekday())[-1][1])

    def after_working_time(self, start: datetime, amount: timedelta) -> datetime:
        """The moment at which ``amount`` (> 0) of working time has passed since ``start``."""
        for opens, closes in self._spans_from(start):
            begins = max(opens, start)
            if amount <= closes - begins:
                return begins + amount
            amount -= closes - begins
        raise AssertionError("working time never ends")

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """How much working time lies between two moments."""
        passed = timedelta()
        for opens, closes in self._spans_from(start):
            if opens >= end:
                break
            passed += min(closes, end) - max(opens, start)
        return passed

    def _spans_from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Spans of working time that end after ``start``, without end."""
        day = start.date()
        while True:
            yield from (span for span in self.spans(day) if span[1] > start)
            day = _moved(day, _ONE_DAY)


def _moved(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError as error:
        raise UserError("Lịch không tới ngày đó; hãy kiểm tra ngày giờ của đồng hồ máy.") from error


def _days(after: date, until: date) -> Iterator[date]:
    return (after + timedelta(days=n) for n in range(1, (until - after).days + 1))


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment)
