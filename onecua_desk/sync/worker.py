"""The background thread that exchanges soon after a change, on a timer, and at once when asked."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from onecua_desk.errors import UserError
from onecua_desk.services import replica
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.identity import Line
from onecua_desk.sync.cycle import run
from onecua_desk.sync.link import LineDown, Link, Unwelcome
from onecua_desk.sync.status import LineState, LineStatus

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds between two runs when nothing changes here."""

GATHER = 3.0
"""Seconds to wait after a change, so that events travel together."""

BREATH = 0.05
"""Seconds that the window has after each page to show it: while both work, they wait for each other at every step."""

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 900.0


def pause_after(failures: int, jitter: float) -> float:
    """Seconds until the next try: doubling from 10, at most 15 minutes, spread by ``jitter`` in [-0.2, 0.2]."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(failures, 20)) * (1 + jitter)


class SyncWorker:
    """Owns the thread. ``report`` and ``changed`` are called in it; they must hand over to their own thread."""

    def __init__(
        self,
        desk: Desk,
        line: Line,
        report: Callable[[LineStatus], None],
        changed: Callable[[Changes], None],
        every: float = EVERY,
        gather: float = GATHER,
    ) -> None:
        self._desk, self._report, self._changed = desk, report, changed
        self._every, self._gather = every, gather
        self._link = Link(line.url, line.token)
        self._wake, self._now, self._stop = threading.Event(), threading.Event(), threading.Event()
        self._failures = 0
        self._thread = threading.Thread(target=self._loop, name="sync", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Something changed here: exchange soon, unless the line is down and its pause has not passed."""
        self._wake.set()

    def send_now(self) -> None:
        """The official asked: exchange at once, whatever the pause."""
        self._now.set()
        self._wake.set()

    def stop(self, seconds: float = 3.0) -> bool:
        """Ask the thread to end and wait for it; killing it in mid-request harms nothing."""
        self._stop.set()
        self._wake.set()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _loop(self) -> None:
        self._begin()
        while not self._stop.is_set():
            self._now.clear()
            self._wake.clear()
            status = self._once()
            self._failures = 0 if status.state is LineState.ONLINE else self._failures + 1
            seconds = self._every if not self._failures else pause_after(self._failures, random.uniform(-0.2, 0.2))
            self._tell(status, seconds)
            self._sleep(seconds)
        self._link.close()

    def _begin(self) -> None:
        try:
            replica.try_again(self._desk)
        except UserError as error:
            log.info("held events stay held: %s", error)

    def _sleep(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and not self._stop.is_set() and not self._now.is_set():
            self._wake.wait(left)
            if self._wake.is_set() and not self._now.is_set():
                self._wake.clear()
                if not self._failures:
                    until = min(until, time.monotonic() + self._gather)

    def _once(self) -> LineStatus:
        self._report(LineStatus(LineState.BUSY, self._desk.now()))
        started, before = time.monotonic(), (self._link.bytes_up, self._link.bytes_down)
        state, sentence = self._exchange()
        up, down = self._link.bytes_up - before[0], self._link.bytes_down - before[1]
        took = int((time.monotonic() - started) * 1000)
        return LineStatus(state, self._desk.now(), sentence, up, down, took)

    def _exchange(self) -> tuple[LineState, str]:
        try:
            run(self._desk, self._link, self._announce, self._stop.is_set)
        except LineDown as error:
            log.info("line down: %s", error)
            return LineState.OFFLINE, ""
        except Unwelcome as error:
            return LineState.UNWELCOME, str(error)
        except UserError as error:  # this machine's own trouble: a full disk, a damaged file
            return LineState.BROKEN, str(error)
        except replica.Contradiction as error:
            log.info("the server contradicts the log: %s", error)
            return LineState.UNWELCOME, "Sổ của cấp trên không khớp với máy này; hãy báo kỹ thuật, chưa ghi gì sai."
        except Exception:
            log.exception("exchange failed")
            return LineState.BROKEN, "Chương trình gặp lỗi khi đồng bộ; lỗi đã được ghi lại cho kỹ thuật."
        return LineState.ONLINE, ""

    def _announce(self, changes: Changes) -> None:
        self._changed(changes)
        self._stop.wait(BREATH)

    def _tell(self, status: LineStatus, seconds: float) -> None:
        self._report(replace(status, next_at=self._desk.now() + timedelta(seconds=round(seconds))))
