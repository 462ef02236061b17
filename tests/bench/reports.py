"""Reports over a million events: a year, a month and everything, the list behind a figure, and what stands beside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from onecua_desk.domain.period import Preset, around
from onecua_desk.domain.report import By, Column, Figure, Period
from onecua_desk.services import reports
from onecua_desk.services.desk import Desk
from tests.bench.big_store import big_store, opened
from tests.bench.figures import Line, line, timed

DOSSIERS = 256_000
"""They have a little over a million events."""
TIMES = 20
TARGET = "<= 1 s"

_TODAY = date(2026, 11, 23)
YEAR = around(Preset.YEAR, date(2025, 6, 1))
MONTH = around(Preset.REPORT_MONTH, date(2025, 6, 1))
EVERYTHING = Period(date(2020, 1, 1), _TODAY)


def lines(_: int = 0) -> list[Line]:
    """The size of the store is given: the target names the number of events."""
    desk = opened(big_store(DOSSIERS))
    with desk.store.read() as connection:
        events = connection.exec_driver_sql("SELECT count(*) FROM event").scalar_one()
    found = [
        _line(f"report of a year by {by}", partial(reports.report, desk, YEAR, by), f"{events:,} events") for by in By
    ]
    found += [
        _line(f"report of a month by {by}", partial(reports.report, desk, MONTH, by)) for by in (By.FIELD, By.UNIT)
    ]
    found.append(_line("report of everything by field", partial(reports.report, desk, EVERYTHING, By.FIELD)))
    found += [_list(desk, column) for column in (Column.RECEIVED, Column.LATE)]
    found += [line(f"{name} of a year", timed(partial(ask, desk, YEAR), TIMES)) for name, ask in _BESIDE.items()]
    desk.store.close()
    return found


_BESIDE: dict[str, Callable[[Desk, Period], object]] = {
    "rates": reports.rates,
    "causes of lateness": reports.causes,
    "handling times": reports.handling,
    "other bodies": reports.foreign,
}


def _list(desk: Desk, column: Column) -> Line:
    figure = Figure(YEAR, By.FIELD, None, column)
    number = reports.report(desk, YEAR, By.FIELD).total[column]
    return _line(f"first page of a figure ({column.label})", partial(reports.dossiers, desk, figure), f"of {number:,}")


def _line(what: str, ask: Callable[[], object], beside: str = "") -> Line:
    return line(what, timed(ask, TIMES), TARGET, beside)
