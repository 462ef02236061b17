"""Dossiers that a desk took in in November, its own and another desk's, and the register printed of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Event, EventId
from onecua_desk.domain.report import Period
from onecua_desk.services import books
from onecua_desk.services.desk import Desk
from onecua_desk.store import dossiers, log
from tests.clock import Clock
from tests.desk_fixture import MAI, receive
from tests.paper.books import entries


def on(day: date) -> Period:
    return Period(day, day)


def take_in(desk: Desk, clock: Clock, *days: int) -> list[Dossier]:
    """A dossier on each of these days of November, one minute after the other; then it is evening."""
    received = []
    for minute, day in enumerate(days):
        clock.at = datetime.combine(date(2026, 11, day), time(9)) + timedelta(minutes=minute)
        received.append(receive(desk))
    clock.at = datetime.combine(clock.at.date(), time(17))
    return received


def come_down(desk: Desk, day: int, serial: int, **other: Any) -> str:
    """What another desk received on that day of November reaches this one now; its code."""
    sample = receive(desk).received
    at, id = datetime(2026, 11, day, 10), EventId(9, serial)
    code = f"H02.15.23-2611{day}-{serial}"
    with desk.store.write() as connection:
        log.append(connection, Event(id, id, at, MAI, replace(sample, code=code, desk=9, **other)))
        dossiers.project(connection, id)
    return code


def printed(desk: Desk, period: Period, folder: Path) -> list[tuple[int, str]]:
    """Number and code of every line of the register."""
    target = folder / "so.pdf"
    assert books.register(desk, period, target) is not None
    return [(int(row[0]), row[1]) for row in entries(target.read_bytes())]
