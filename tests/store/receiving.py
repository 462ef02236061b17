"""A desk that is killed: ``python -m tests.store.receiving FOLDER [WAY]``.

Without ``WAY`` it receives dossiers without end and prints each code after its commit. With ``WAY`` it makes a copy of
FOLDER for every point of a second receipt (before and after each statement, before and after the commit), kills a desk
there, and prints the point and its folder.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, event

from onecua_desk.opening import open_desk
from onecua_desk.services.desk import Desk
from tests.desk_fixture import receive, settings_in

AT = datetime(2026, 11, 23, 9, 41)
EVENTS = ("begin", "before_cursor_execute", "after_cursor_execute", "commit")


def receive_without_end(folder: Path) -> None:
    desk = open_desk(settings_in(folder), lambda: AT)
    while True:
        print(receive(desk).code, flush=True)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class Countdown:
    """Kills its own process at the given point of what the database is asked to do."""

    def __init__(self, point: int) -> None:
        self._left = point

    def pass_by(self, *_: object, **__: object) -> None:
        if self._left == 0:
            die()
        self._left -= 1


def die_at(folder: Path, point: int) -> None:
    """In a process of its own: one whole receipt, and a second one that dies at ``point`` or right after its commit."""
    ticks = count()
    desk: Desk = open_desk(settings_in(folder), lambda: AT + timedelta(seconds=next(ticks)))
    receive(desk)
    countdown = Countdown(point)
    for name in EVENTS:
        event.listen(Engine, name, countdown.pass_by)
    receive(desk)
    os._exit(0)


def kill_at_every_point(folder: Path, way: Path) -> None:
    for point in count():
        copy = way / str(point)
        shutil.copytree(folder, copy)
        child = os.fork()
        if child == 0:
            die_at(copy, point)
        _, status = os.waitpid(child, 0)
        ended = os.WIFEXITED(status)
        print(point, copy, "whole" if ended else "killed", flush=True)
        if ended:
            return


if __name__ == "__main__":
    if len(sys.argv) > 2:
        kill_at_every_point(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        receive_without_end(Path(sys.argv[1]))
