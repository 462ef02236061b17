"""The desk's half of the demo in a process of its own, so that it can be killed like a PC that loses its power."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time
from pathlib import Path

from onecua_desk.demo.exchange import exchanging
from onecua_desk.demo.folder import DemoFolder
from onecua_desk.demo.morning import play, visits
from onecua_desk.opening import open_desk
from onecua_desk.play.player import Player, ScriptClock


def play_until_killed(folder: Path, count: int, day: date) -> None:
    """Play all visits of ``day`` and those before, one JSON line a step: ``["received", "H02.15.23-261121-2001"]``."""
    settings = DemoFolder(folder).settings()
    clock = ScriptClock(datetime.combine(day, time.min))
    desk = open_desk(settings, clock)
    todo = visits(count, desk.calendar, day)
    clock.at = todo[0].at
    with exchanging(desk) as worker:
        for _ in play(Player(desk, clock, settings.slips), clock, desk.calendar, todo, _say):
            worker.wake()
    desk.store.close()


def _say(step: str, what: str) -> None:
    sys.stdout.write(json.dumps([step, what]) + "\n")
    sys.stdout.flush()
    if step == "begin":
        sys.stdin.readline()  # the level above has turned its clock
