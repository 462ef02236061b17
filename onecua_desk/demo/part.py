"""The desk's half of the demo in a process of its own, so that it can be killed like a PC that loses its power."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from onecua_desk.config import Settings
from onecua_desk.demo.morning import MAI, PlayClock, play, visits
from onecua_desk.opening import open_desk
from onecua_desk.services import identity, lookup, slips
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.slips import Slip
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.sync.worker import SyncWorker

QUICK = 0.2
"""Seconds between runs: the demo's morning lasts seconds, not hours."""


def play_from(settings: Settings, count: int, today: datetime, first: int) -> None:
    """Play the visits from number ``first`` on, and print one JSON line a step: ``["received", "H02...-2001"]``."""
    clock = PlayClock(today)
    desk = open_desk(settings, clock)
    todo = [visit for visit in visits(count, desk.calendar, today.date()) if visit.number >= first]
    worker = worker_of(desk)
    worker.start()
    for _ in play(desk, clock, todo, _say, lambda slip: save(slip, settings.slips)):
        worker.wake()
    worker.stop()
    desk.store.close()


def worker_of(desk: Desk, report: Callable[[LineStatus], None] = lambda status: None) -> SyncWorker:
    line = identity.line(desk.store)
    assert line is not None
    return SyncWorker(desk, line, report, _ignore, every=QUICK, gather=QUICK)


def exchange_fully(desk: Desk, seconds: float = 60.0) -> bool:
    """Let a worker run until everything is answered; whether it was within ``seconds``."""
    done = threading.Event()

    def report(status: LineStatus) -> None:
        if status.state is LineState.ONLINE:
            done.set()

    worker = worker_of(desk, report)
    worker.start()
    answered = done.wait(seconds)
    worker.stop()
    return answered


def print_what_is_missing(desk: Desk, folder: Path) -> int:
    """The slips of dossiers that were saved when the machine died before it could print; how many there were."""
    count = 0
    for row in lookup.page(desk, lookup.Chip.ALL, ""):
        slip = slips.slip(desk, row.id)
        if not slip.reprint:
            save(slip, folder)
            slips.printed(desk, MAI, slip, "tệp PDF")
            count += 1
    return count


def codes(desk: Desk) -> set[str]:
    """The codes of every dossier of this desk."""
    found: set[str] = set()
    before: int | None = None
    while rows := lookup.page(desk, lookup.Chip.ALL, "", before):
        found |= {row.code for row in rows}
        before = rows[-1].arrival
    return found


def save(slip: Slip, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{slip.code}.pdf").write_bytes(slip.pdf)


def _say(step: str, what: str) -> None:
    sys.stdout.write(json.dumps([step, what]) + "\n")
    sys.stdout.flush()


def _ignore(_: Changes) -> None:
    """No screen is open."""
