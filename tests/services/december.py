"""A dossier that came on a Friday in December and what happens to it, as the tests of reports tell it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from onecua_desk.domain import events as facts
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, Fact
from onecua_desk.domain.file import File
from onecua_desk.domain.report import By, Column, Period
from onecua_desk.services import reports
from onecua_desk.services.desk import Desk, record
from onecua_desk.store import dossiers, log
from tests.clock import Clock
from tests.desk_fixture import MAI, THREE_DAYS, receive

YEAR = Period(date(2026, 7, 1), date(2027, 6, 30))
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31))
JANUARY = Period(date(2027, 1, 1), date(2027, 1, 31))
NOW = datetime(2027, 1, 25, 9, 41)
FRIDAY, DUE = datetime(2026, 12, 4, 9), datetime(2026, 12, 9, 17)
"""Received on that Friday, a procedure of three working days is due on that Wednesday."""
RESULT = facts.ResultRecorded("12", date(2026, 12, 9), 1)
SCAN, RESULT_SCAN = File("a" * 64, 1, 1, "Đơn"), File("b" * 64, 1, 1, "Kết quả")


@pytest.fixture
def taken(desk: Desk, clock: Clock) -> Dossier:
    """A dossier received on that Friday; it is a Monday in January now."""
    clock.at = FRIDAY
    dossier = receive(desk, THREE_DAYS)
    assert dossier.due == DUE
    clock.at = NOW
    return dossier


def happens(desk: Desk, clock: Clock, dossier: Dossier, at: datetime, fact: Fact) -> None:
    now, clock.at = clock.at, at
    record(desk, MAI, dossier.id, lambda *_: fact)
    clock.at = now


def figures(desk: Desk, period: Period, by: By = By.FIELD) -> dict[str, int]:
    """The last line, columns that are 0 left out."""
    total = reports.report(desk, period, by).total
    return {column.value: total[column] for column in Column if total[column]}


NEW, CARRIED = {"3": 1, "5": 1}, {"3": 1, "6": 1}
IN_TERM, OVERDUE = {"11": 1, "12": 1}, {"11": 1, "13": 1}
EARLY, ON_TIME, LATE = {"7": 1, "8": 1}, {"7": 1, "9": 1}, {"7": 1, "10": 1}


def in_the_log(desk: Desk, received: facts.Received, seq: int) -> None:
    """Another desk received this at the same moment."""
    id = EventId(7, seq)
    with desk.store.write() as connection:
        log.append(connection, facts.Event(id, id, FRIDAY, MAI, received))
        dossiers.project(connection, id)
