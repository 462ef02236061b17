"""The one query model of all reports: every dossier in hand in a period has exactly one origin and one fate there.

Only such dossiers are looked at, however many years the store has: each class of ``course.reach`` is read back no
farther than its dossiers reach.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, FromClause, String, and_, case, func, or_, select

from onecua_desk.domain.report import Fate, Origin
from onecua_desk.store.course import LONGEST
from onecua_desk.store.tables import course, course_term, moment


@dataclass(frozen=True, slots=True)
class Window:
    """From the first day up to the moment ``until``, included.

    ``extension_counts``: the due moment is the one that the last apology gave, not the one by law.
    """

    first: date
    until: datetime
    extension_counts: bool = False

    @property
    def began(self) -> str:
        return moment(datetime.combine(self.first, time()))

    @property
    def ended(self) -> str:
        return moment(self.until)


def in_hand(window: Window) -> tuple[FromClause, ColumnElement[bool]]:
    """The rows of ``course`` that were received until the end and not resolved before the beginning."""
    reach = func.json_each(json.dumps(_looks_back(window.first))).table_valued("key", "value", name="reach")
    among = and_(
        course.c.reach == reach.c.key,
        course.c.received_at >= reach.c.value.cast(String),
        course.c.received_at <= window.ended,
    )
    return reach.join(course, among), course.c.resolved_at >= window.began


def _looks_back(first: date) -> list[str]:
    """By class of ``reach``: the day before which none of its dossiers was received that was in hand on ``first``."""
    days = (max(1, first.toordinal() - (1 << n) + 1) for n in range(LONGEST))
    return [*(date.fromordinal(day).isoformat() for day in days), ""]


def origin(window: Window) -> ColumnElement[str]:
    return case(
        (course.c.received_at < window.began, Origin.CARRIED.value),
        (course.c.online == 1, Origin.ONLINE.value),
        else_=Origin.DIRECT.value,
    )


def fate(window: Window) -> ColumnElement[str]:
    """As it stood at the end: what happened since, to the dossier or to its term, is not seen."""
    due = "due" if window.extension_counts else "due_by_law"
    return case((course.c.resolved_at > window.ended, _pending(window, due)), else_=_resolved(course.c[due]))


def _resolved(due: ColumnElement[str]) -> ColumnElement[str]:
    """Held against ``due`` is the moment of the end, or the one at which waiting stopped the term."""
    held = case((course.c.waiting == 1, course.c.since), else_=course.c.resolved_at)
    return case(
        (due.is_(None), Fate.ON_TIME.value),
        (held > due, Fate.LATE.value),
        (func.substr(held, 1, 10) < func.substr(due, 1, 10), Fate.EARLY.value),
        else_=Fate.ON_TIME.value,
    )


def _pending(window: Window, due: str) -> ColumnElement[str]:
    """By the term that ran at the end: the last one, or an earlier one."""
    at_the_end = and_(course_term.c.since <= window.ended, course_term.c.until > window.ended)
    mine = and_(course_term.c.arrival == course.c.arrival, at_the_end)
    earlier = select(_running(course_term, due, window)).where(mine).correlate(course).scalar_subquery()
    return case((course.c.since <= window.ended, _running(course, due, window)), else_=earlier)


def _running(term: FromClause, due: str, window: Window) -> ColumnElement[str]:
    """Waiting stops the term, but what was overdue before stays so."""
    held = case((term.c.waiting == 1, term.c.since), else_=window.ended)
    within = or_(term.c[due].is_(None), term.c[due] >= held)
    return case((within, Fate.IN_TERM.value), else_=Fate.OVERDUE.value)
