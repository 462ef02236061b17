"""Figures of reports and the dossiers behind them: counted, summed and listed over the same rows and expressions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, literal, select

from onecua_desk.domain.report import By, Fate, Origin
from onecua_desk.store import dossiers
from onecua_desk.store.dossiers import DossierRow
from onecua_desk.store.in_hand import Window, fate, in_hand, origin
from onecua_desk.store.tables import course, course_term, dossier

SEPARATOR = "\n"
"""Between login and name of an official, which together are the key: at other desks the login may be another's."""

_KEYS: Mapping[By, ColumnElement[str]] = {
    By.FIELD: course.c.field,
    By.UNIT: course.c.unit,
    By.OFFICIAL: course.c.login + SEPARATOR + course.c.official,
    By.MONTH: literal(""),
}
_FLAGS = ("scanned", "result_scanned", "reused", "charged", "paid_online")

Cells = dict[tuple[Origin, Fate], int]


@dataclass(frozen=True, slots=True)
class Marks:
    """``dossiers`` of one origin, fate and rating (empty: none), and how many of them have each mark.

    ``results``: resolved with a result; the others are columns of ``course``.
    """

    origin: Origin
    fate: Fate
    rating: str
    dossiers: int
    results: int
    flags: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which dossiers a list is of: those in one of the cells of a figure, and in the line ``key`` (``None``: all)."""

    origins: frozenset[Origin]
    fates: frozenset[Fate]
    by: By
    key: str | None


def counts(connection: Connection, window: Window, by: By) -> dict[str, Cells]:
    """By key: how many dossiers there are of each origin and fate."""
    return _cells(_grouped(connection, window, _KEYS[by], [func.count()]))


def counts_elsewhere(connection: Connection, window: Window) -> dict[str, Cells]:
    """The same by unit, of those that another body decides than the one that received them."""
    return _cells(_grouped(connection, window, course.c.unit, [func.count()], course.c.elsewhere == 1))


def _cells(rows: Iterable[Any]) -> dict[str, Cells]:
    found: dict[str, Cells] = {}
    for key, came, ended, number in rows:
        found.setdefault(key, {})[Origin(came), Fate(ended)] = number
    return found


def put_off(connection: Connection, window: Window) -> int:
    """How many dossiers count as overdue at the end though they were promised anew for later."""
    rows, there = in_hand(window)
    promised = fate(replace(window, extension_counts=True)) == Fate.IN_TERM.value
    overdue = fate(window) == Fate.OVERDUE.value
    found = connection.scalar(select(func.count()).select_from(rows).where(there, overdue, promised))
    return int(found or 0)


def marks(connection: Connection, window: Window) -> list[Marks]:
    flags = (func.sum(course.c[name]) for name in _FLAGS)
    sums: list[ColumnElement[int]] = [func.count(), func.sum(case((course.c.ending == "result", 1), else_=0)), *flags]
    return [
        Marks(Origin(came), Fate(ended), rating, number, results, dict(zip(_FLAGS, flags, strict=True)))
        for rating, came, ended, number, results, *flags in _grouped(connection, window, course.c.rating, sums)
    ]


def _grouped(
    connection: Connection,
    window: Window,
    key: ColumnElement[str],
    sums: Sequence[ColumnElement[int]],
    *only: ColumnElement[bool],
) -> Iterable[Any]:
    rows, there = in_hand(window)
    cell = (key.label("line"), origin(window).label("origin"), fate(window).label("fate"))
    query = select(*cell, *sums).select_from(rows).where(there, *only)
    return connection.execute(query.group_by(*(column.name for column in cell)))  # names that no table has


def causes(connection: Connection, window: Window) -> list[tuple[str, str, int]]:
    """Field, cause (empty where none was named) and number of the dossiers that were late or are overdue."""
    rows, there = in_hand(window)
    late = fate(window).in_((Fate.LATE.value, Fate.OVERDUE.value))
    by = (course.c.field, course.c.cause)
    query = select(*by, func.count()).select_from(rows).where(there, late).group_by(*by)
    return [(field, cause, number) for field, cause, number in connection.execute(query)]


def results(connection: Connection, window: Window) -> Iterable[Any]:
    """Arrival, procedure, limit, receipt and result of each dossier that got its result in the period."""
    rows, there = in_hand(window)
    procedure = (dossier.c.procedure, dossier.c.procedure_name, course.c.limit_value, course.c.limit_unit)
    query = select(course.c.arrival, *procedure, course.c.received_at, course.c.resolved_at)
    joined = query.select_from(rows.join(dossier, dossier.c.arrival == course.c.arrival))
    return connection.execute(joined.where(there, *_got_result(window)))


def waits(connection: Connection, window: Window) -> Iterable[Any]:
    """Arrival, beginning and end of each time that one of those dossiers waited for its citizen."""
    rows, there = in_hand(window)
    query = select(course_term.c.arrival, course_term.c.since, course_term.c.until)
    joined = query.select_from(rows.join(course_term, course_term.c.arrival == course.c.arrival))
    return connection.execute(joined.where(there, *_got_result(window), course_term.c.waiting == 1))


def _got_result(window: Window) -> tuple[ColumnElement[bool], ...]:
    return course.c.ending == "result", course.c.resolved_at <= window.ended


def listed(connection: Connection, window: Window, wanted: Wanted, before: int | None, size: int) -> list[DossierRow]:
    """At most ``size`` dossiers, the last that arrived first, older than arrival ``before``."""
    rows, there = in_hand(window)
    joined = rows.join(dossier, dossier.c.arrival == course.c.arrival)
    cells = (origin(window).in_(sorted(wanted.origins)), fate(window).in_(sorted(wanted.fates)))
    query = select(dossier).select_from(joined).where(there, *cells)
    if wanted.key is not None:
        query = query.where(_KEYS[wanted.by] == wanted.key)
    if before is not None:
        query = query.where(course.c.arrival < before)
    found = connection.execute(query.order_by(course.c.arrival.desc()).limit(size))
    return [dossiers.as_row(row) for row in found]
