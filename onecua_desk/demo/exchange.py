"""How the demo's desk exchanges with its district: the real worker, in a hurry."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from onecua_desk.services import identity
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.sync.worker import SyncWorker

QUICK = 0.2
"""Seconds between runs: the demo's morning lasts seconds, not hours."""


@contextmanager
def exchanging(desk: Desk, report: Callable[[LineStatus], None] = lambda status: None) -> Iterator[SyncWorker]:
    """A worker that runs in the block and is gone after it, however the block ends."""
    line = identity.line(desk.store)
    assert line is not None
    worker = SyncWorker(desk, line, report, _show_nothing, every=QUICK, gather=QUICK)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


def exchange_fully(desk: Desk, seconds: float = 60.0) -> bool:
    """Let a worker run until everything is answered; whether it was within ``seconds``."""
    done = Reached(LineState.ONLINE)
    with exchanging(desk, done):
        return done.wait(seconds)


class Reached:
    """What a worker reports to, and where its ``state`` can be waited for."""

    def __init__(self, state: LineState) -> None:
        self._state, self._event = state, threading.Event()

    def __call__(self, status: LineStatus) -> None:
        if status.state is self._state:
            self._event.set()

    def wait(self, seconds: float) -> bool:
        return self._event.wait(seconds)


def _show_nothing(_: Changes) -> None:
    """No screen is open."""
