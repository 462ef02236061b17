"""The report of 13 columns, its lists and its rates: each of them one read transaction over one query model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time

from sqlalchemy import Connection

from onecua_desk.domain import index766 as index
from onecua_desk.domain.handling import Handled, Handling
from onecua_desk.domain.handling import handling as _handling
from onecua_desk.domain.index766 import Component
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Rating
from onecua_desk.domain.period import free, months
from onecua_desk.domain.procedure import Limit, LimitUnit
from onecua_desk.domain.rates import CauseRow, ForeignRow, Marked, Rate, service_rates, time_rates
from onecua_desk.domain.report import By, Column, Counts, Fate, Figure, Origin, Period, Report, Row
from onecua_desk.domain.text import fold
from onecua_desk.errors import UserError
from onecua_desk.services import paper_settings
from onecua_desk.services.desk import Desk
from onecua_desk.store import course_backlog, reports
from onecua_desk.store.dossiers import DossierRow
from onecua_desk.store.in_hand import Window
from onecua_desk.store.reports import Cells, Marks, Wanted

PAGE = 200

_BATCH = 100
"""Dossiers of one transaction: the counter's own saving waits for it."""
_UNNAMED = {By.FIELD: "(chưa rõ lĩnh vực)", By.UNIT: "(chưa rõ cơ quan)", By.OFFICIAL: "(chưa rõ cán bộ)"}
_PLEASED = (Rating.VERY_SATISFIED.value, Rating.SATISFIED.value)


def complete(
    desk: Desk,
    told: Callable[[int, int], object] = lambda done, total: None,
    stopped: Callable[[], bool] = lambda: False,
) -> bool:
    """Work through the dossiers that an upgrade left without what reports count; ``False`` where it was stopped.

    What was done until then stays done. Nothing to do is found out at once.
    """
    with desk.store.read() as connection:
        total = left = course_backlog.left(connection)
    while left:
        if stopped():
            return False
        with desk.store.write() as connection:
            left = course_backlog.work_off(connection, _BATCH)
        told(total - left, total)
    return True


def report(desk: Desk, period: Period, by: By) -> Report:
    """The figures of ``period`` up to now, or to its end.

    ``UserError`` (field ``first`` or ``last``) for a period that cannot be reported on.
    """
    with desk.store.read() as connection:
        window = _window(connection, desk, period)
        rows = _months(connection, window, period) if by is By.MONTH else _rows(connection, window, by)
        total = _all(connection, window) if by is By.MONTH else added(row.counts for row in rows)
        put_off = reports.put_off(connection, window) if total[Column.OVERDUE] else 0
    return Report(period, by, window.until, rows, total, put_off)


def dossiers(desk: Desk, figure: Figure, before: int | None = None, size: int = PAGE) -> list[DossierRow]:
    """The dossiers that ``figure`` counts, newest first, older than arrival ``before``."""
    period, key = figure.period, figure.key
    if figure.by is By.MONTH and key is not None:
        period, key = next(month.period for month in months(period) if month.key == key), None
    wanted = Wanted(*figure.column.cells, figure.by, key)
    with desk.store.read() as connection:
        return reports.listed(connection, _window(connection, desk, period), wanted, before, size)


def rates(desk: Desk, period: Period) -> tuple[Rate, ...]:
    """What is said of scans, payments and ratings is what is known today of the dossiers of the period."""
    with desk.store.read() as connection:
        found = reports.marks(connection, _window(connection, desk, period))
    counts = added(Counts({(one.origin, one.fate): one.dossiers}) for one in found)
    return *time_rates(counts), *service_rates(counts, _marked(found))


def index766(desk: Desk, period: Period) -> tuple[Component, ...]:
    return index.index766(rates(desk, period))


def causes(desk: Desk, period: Period) -> tuple[CauseRow, ...]:
    """The fields with late or overdue dossiers, most of them first, and why, as it was named last."""
    with desk.store.read() as connection:
        found = reports.causes(connection, _window(connection, desk, period))
    by_field: dict[str, dict[LateCause | None, int]] = {}
    for field, cause, number in found:
        by_field.setdefault(_name(By.FIELD, field), {})[LateCause(cause) if cause else None] = number
    rows = (CauseRow(field, sum(by_cause.values()), by_cause) for field, by_cause in by_field.items())
    return tuple(sorted(rows, key=lambda row: (-row.late, row.field)))


def handling(desk: Desk, period: Period) -> tuple[Handling, ...]:
    """How long each procedure took to the results of the period."""
    with desk.store.read() as connection:
        window = _window(connection, desk, period)
        waits: dict[int, list[tuple[datetime, datetime]]] = {}
        for arrival, since, until in reports.waits(connection, window):
            waits.setdefault(arrival, []).append((datetime.fromisoformat(since), datetime.fromisoformat(until)))
        handled = [
            Handled(
                procedure=row.procedure,
                name=row.procedure_name,
                limit=Limit(row.limit_value, LimitUnit(row.limit_unit)) if row.limit_unit else None,
                received_at=datetime.fromisoformat(row.received_at),
                resolved_at=datetime.fromisoformat(row.resolved_at),
                waits=tuple(waits.get(row.arrival, ())),
            )
            for row in reports.results(connection, window)
        ]
    return _handling(handled, desk.calendar)


def foreign(desk: Desk, period: Period) -> tuple[ForeignRow, ...]:
    """The dossiers that were received for other bodies, by body."""
    with desk.store.read() as connection:
        found = reports.counts_elsewhere(connection, _window(connection, desk, period))
    return tuple(ForeignRow(unit, Counts(cells)) for unit, cells in sorted(found.items(), key=lambda one: fold(one[0])))


def added(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    cells: dict[tuple[Origin, Fate], int] = {}
    for one in counts:
        for cell, number in one.cells.items():
            cells[cell] = cells.get(cell, 0) + number
    return Counts(cells)


def _window(connection: Connection, desk: Desk, period: Period) -> Window:
    free(period.first, period.last)
    if course_backlog.left(connection):
        raise UserError("Máy chưa dựng xong số liệu báo cáo của hồ sơ cũ; hãy chờ dựng xong rồi xem.")
    now = desk.now()
    if datetime.combine(period.first, time()) > now:
        raise UserError(f"Kỳ báo cáo bắt đầu ngày {period.first:%d/%m/%Y}, chưa tới.", field="first")
    until = min(now, datetime.combine(period.last, time(23, 59, 59)))
    return Window(period.first, until, paper_settings.get(connection).extension_counts)


def _rows(connection: Connection, window: Window, by: By) -> tuple[Row, ...]:
    found = reports.counts(connection, window, by)
    rows = (Row(key, _name(by, key), Counts(cells)) for key, cells in found.items())
    return tuple(sorted(rows, key=lambda row: (not row.key, fold(row.name), row.key)))


def _months(connection: Connection, window: Window, period: Period) -> tuple[Row, ...]:
    """One line a month that has begun, each with the dossiers that the one before left."""
    rows = []
    for month in months(period):
        if month.period.first > window.until.date():
            break
        until = min(window.until, datetime.combine(month.period.last, time(23, 59, 59)))
        counts = _all(connection, Window(month.period.first, until, window.extension_counts))
        rows.append(Row(month.key, month.name, counts))
    return tuple(rows)


def _all(connection: Connection, window: Window) -> Counts:
    cells: Cells = reports.counts(connection, window, By.MONTH).get("", {})
    return Counts(cells)


def _name(by: By, key: str) -> str:
    name = key.rpartition(reports.SEPARATOR)[2] if by is By.OFFICIAL else key
    return name or _UNNAMED[by]


def _marked(found: Iterable[Marks]) -> Marked:
    new = [one for one in found if one.origin is not Origin.CARRIED]
    resolved = [one for one in found if one.fate not in (Fate.IN_TERM, Fate.OVERDUE)]
    rated = [one for one in resolved if one.rating]
    return Marked(
        scanned=sum(one.flags["scanned"] for one in new),
        reused=sum(one.flags["reused"] for one in new),
        charged=sum(one.flags["charged"] for one in new),
        paid_online=sum(one.flags["paid_online"] for one in new),
        results=sum(one.results for one in resolved),
        result_scanned=sum(one.flags["result_scanned"] for one in resolved),
        rated=sum(one.dossiers for one in rated),
        satisfied=sum(one.dossiers for one in rated if one.rating in _PLEASED),
    )
