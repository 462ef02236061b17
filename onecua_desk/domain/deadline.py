"""The appointment that a time limit gives, how waiting moves it, and how late a result is.

Counting follows Bộ luật Dân sự 2015 Art. 147-148: the day of receipt is not counted, and a term of calendar days that
ends on a day off runs to the end of the next working day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.procedure import Limit, LimitUnit
from onecua_desk.domain.text import uncapitalised

CUTOFF = time(15, 0)
"""Received later than this, a same-day procedure is returned on the next working day (NĐ 23/2015/NĐ-CP Art. 7)."""

FARTHEST = timedelta(days=366)
"""An appointment that an official names farther ahead than this is a slip of the finger."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Appointment:
    """When the result is due, and why then, in one Vietnamese line."""

    due: datetime
    why: str


def appointment(limit: Limit, received_at: datetime, calendar: WorkCalendar) -> Appointment:
    """The appointment for a dossier received at ``received_at``; ``due`` always lies in working time.

    What comes after closing time counts as received that day for days, and at the next opening for hours.
    """
    day = received_at.date()
    match limit.unit:
        case LimitUnit.SAME_DAY:
            return _same_day(limit.cutoff or CUTOFF, received_at, calendar)
        case LimitUnit.HOURS:
            due = calendar.after_working_time(received_at, timedelta(hours=limit.value))
        case LimitUnit.WORKING_DAYS:
            due = calendar.closing(calendar.working_day_after(day, limit.value))
        case LimitUnit.DAYS:
            return _calendar_days(limit.words(), day + timedelta(days=limit.value), calendar)
    return Appointment(due, limit.words() + _skipped(day, due.date(), calendar))


def resume(
    due: datetime,
    asked_at: datetime,
    supplemented_at: datetime,
    limit: Limit,
    calendar: WorkCalendar,
    counted_from: date | None = None,
) -> Appointment:
    """The appointment after missing papers were asked for at ``asked_at`` and came at ``supplemented_at``.

    Waiting does not count: working-day limits gain the working days in (asked, supplemented], calendar days the days
    passed, hours the working time passed; same-day procedures start again, unless they were late before: asking for
    papers does not undo that. Never earlier than ``due``.

    ``counted_from``: the day of receipt, put off by the days waited before. A term of calendar days that ended on a day
    off runs to ``due`` for that only (Bộ luật Dân sự 2015 Art. 148 (5)): waiting is added to the term, not to ``due``.
    """
    if supplemented_at < asked_at:
        raise ValueError("papers came before they were asked for")
    end = _end(due, limit, calendar, counted_from)
    moved = _resumed(due, end, asked_at, supplemented_at, limit, calendar)
    return moved if moved.due > due else Appointment(due, "Bổ sung kịp trong hạn, giữ nguyên ngày hẹn")


def lateness(due: datetime, at: datetime, calendar: WorkCalendar) -> int:
    """Whole working days late: the working days after the due date up to the date of ``at``.

    At least 1 once a later day has come, even a day off. 0 means not late, or late by hours on the due date itself:
    ``at > due`` tells these two apart.
    """
    if at.date() <= due.date():
        return 0
    return max(1, calendar.working_days_between(due.date(), at.date()))


def _same_day(cutoff: time, received_at: datetime, calendar: WorkCalendar) -> Appointment:
    day = received_at.date()
    # The slip shows minutes: what it calls 15:00 is not yet "after 15:00".
    after_cutoff = received_at.time().replace(second=0, microsecond=0) > cutoff
    if not calendar.is_working_day(day):
        start = "Nhận ngày nghỉ"
    elif after_cutoff:
        start = f"Nhận sau {_clock(cutoff)}"
    elif received_at > calendar.closing(day):
        start = "Nhận sau giờ làm việc"
    else:
        return Appointment(calendar.closing(day), f"Trong ngày; nhận trước {_clock(cutoff)}")
    due = calendar.closing(calendar.next_working_day(day))
    return Appointment(due, f"{start}: trả ngày làm việc tiếp theo" + _skipped(day - _ONE_DAY, due.date(), calendar))


def _calendar_days(words: str, end: date, calendar: WorkCalendar) -> Appointment:
    day = calendar.this_or_next_working_day(end)
    if day != end:
        words += f", hết hạn ngày nghỉ {_day(end)} nên trả ngày làm việc tiếp theo"
    return Appointment(calendar.closing(day), words + _skipped(end - _ONE_DAY, day, calendar))


def _end(due: datetime, limit: Limit, calendar: WorkCalendar, counted_from: date | None) -> date:
    """The last day of the term, where ``due`` is what the term alone gives; else the day of ``due``."""
    if limit.unit is LimitUnit.DAYS and counted_from is not None:
        end = counted_from + timedelta(days=limit.value)
        if calendar.this_or_next_working_day(end) == due.date():
            return end
    return due.date()


def _resumed(
    due: datetime, end: date, asked_at: datetime, supplemented_at: datetime, limit: Limit, calendar: WorkCalendar
) -> Appointment:
    asked, came = asked_at.date(), supplemented_at.date()
    match limit.unit:
        case LimitUnit.SAME_DAY:
            if asked_at <= due:
                again = appointment(limit, supplemented_at, calendar)
                return Appointment(again.due, f"Tính lại từ khi đủ giấy tờ {_day(came)}: {uncapitalised(again.why)}")
            moved, words = _gained(due, asked, came, calendar)
        case LimitUnit.HOURS:
            waited = calendar.working_time(asked_at, supplemented_at)
            moved = calendar.after_working_time(due, waited) if waited else due
            words = f"Cộng {_duration(waited)} chờ bổ sung"
        case LimitUnit.WORKING_DAYS:
            moved, words = _gained(due, asked, came, calendar)
        case LimitUnit.DAYS:
            days = (came - asked).days
            if not days:
                return Appointment(due, "")
            return _calendar_days(f"Cộng {days} ngày chờ bổ sung", end + timedelta(days=days), calendar)
    return Appointment(moved, words + _skipped(due.date(), moved.date(), calendar))


def _gained(due: datetime, asked: date, came: date, calendar: WorkCalendar) -> tuple[datetime, str]:
    days = calendar.working_days_between(asked, came)
    moved = calendar.closing(calendar.working_day_after(due.date(), days)) if days else due
    return moved, f"Cộng {days} ngày làm việc chờ bổ sung"


def _skipped(after: date, until: date, calendar: WorkCalendar) -> str:
    """The named days off in (after, until], each run once: ", nghỉ 24/11 (Ngày Văn hóa Việt Nam)"."""
    runs: list[tuple[date, date, str]] = []
    for day, reason in calendar.named_days_off(after, until):
        if runs and runs[-1][2] == reason and not calendar.working_days_between(runs[-1][1], day):
            runs[-1] = (runs[-1][0], day, reason)
        else:
            runs.append((day, day, reason))
    if not runs:
        return ""
    return ", nghỉ " + ", ".join(f"{_range(first, last)} ({reason})" for first, last, reason in runs)


def _range(first: date, last: date) -> str:
    return _day(first) if first == last else f"{_day(first)}-{_day(last)}"


def _day(day: date) -> str:
    return f"{day.day}/{day.month}"


def _clock(moment: time) -> str:
    return f"{moment.hour} giờ" + (f" {moment.minute}" if moment.minute else "")


def _duration(passed: timedelta) -> str:
    hours, minutes = divmod(int(passed.total_seconds()) // 60, 60)
    return f"{hours} giờ {minutes} phút làm việc" if minutes else f"{hours} giờ làm việc"
