"""The background thread that exchanges soon after a change, on a timer, and at once when asked."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from onecua_desk import memory
from onecua_desk.errors import UserError
from onecua_desk.services import day_close, replica
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.identity import Line
from onecua_desk.services.replica_down import Contradiction
from onecua_desk.sync.bell import Bell
from onecua_desk.sync.cycle import Incomplete, Watch, run
from onecua_desk.sync.files_lane import FilesLane
from onecua_desk.sync.files_turn import FilesTurn
from onecua_desk.sync.link import LineDown, Link, Unwelcome
from onecua_desk.sync.pace import Progress
from onecua_desk.sync.session import session
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.sync.tus import Tus
from onecua_desk.wire import model

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds between two runs when nothing changes here."""

GATHER = 3.0
"""Seconds to wait after a change, so that events travel together."""

BREATH = 0.05
"""Seconds that the window has after each record to show it: while both work, they wait for each other at every step."""

PAUSE = 0.001
"""Seconds that the window has every few events while frames are coded."""

SHOWN_EVERY = 0.25
"""Seconds between two reports of progress: nobody reads faster."""

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0
LONGEST_ASKED = 900.0
"""The longest pause that a server may ask for."""


def pause_after(failures: int, jitter: float, asked: float | None = None) -> float:
    """Seconds until the next try: doubling from 4, at most 5 minutes, spread by ``jitter`` in [-0.2, 0.2].

    ``asked``: what the server asked for (Retry-After); at most 15 minutes.
    """
    pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(failures, 20))
    return max(pause, min(LONGEST_ASKED, asked or 0)) * (1 + jitter)


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
        bell: Bell | None = None,
    ) -> None:
        self._desk, self._report, self._changed = desk, report, changed
        self._every, self._gather = every, gather
        self._bell = bell or Bell()
        self._link, self._tus = Link(line, now=desk.now), Tus(line.url, session(line), desk.now)
        lane = FilesLane(desk, self._tus, self._announce, self._bell.wait, self._bell.now)
        self._files = FilesTurn(lane, self._bell, lambda failures: pause_after(failures, random.uniform(-0.2, 0.2)))
        self._woken = self._now = False
        self._stop = threading.Event()
        self._asked: float | None = None
        self._failures, self._shown = 0, -SHOWN_EVERY
        self._thread = threading.Thread(target=self._loop, name="sync", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """Something changed here: exchange soon, unless the line is down and its pause has not passed."""
        self._woken = True
        self._bell.ring()

    def send_now(self) -> None:
        """The official asked: exchange at once, whatever the pause."""
        self._now = True
        self._bell.ring()

    def stop(self, seconds: float = 3.0) -> bool:
        """Ask the thread to end and wait for it; killing it in mid-request harms nothing."""
        self._stop.set()
        self._bell.ring()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _loop(self) -> None:
        self._begin()
        while not self._stop.is_set():
            self._now = self._woken = False
            status = self._once()
            self._failures = 0 if status.state is LineState.ONLINE else self._failures + 1
            seconds = self._pause() if self._failures else self._every
            self._tell(status, seconds)
            self._sleep(seconds)
        self._link.close()
        self._tus.close()

    def _pause(self) -> float:
        return pause_after(self._failures, random.uniform(-0.2, 0.2), self._asked)

    def _begin(self) -> None:
        try:
            replica.try_again(self._desk)
        except UserError as error:
            log.info("held events stay held: %s", error)

    def _sleep(self, seconds: float) -> None:
        until = self._bell.now() + seconds
        if not self._failures:
            until = self._files.take(until, lambda: self._stop.is_set() or self._woken or self._now)
        while (left := until - self._bell.now()) > 0 and not self._stop.is_set() and not self._now:
            if self._woken and not self._failures:
                self._woken = False
                until = min(until, self._bell.now() + self._gather)
            else:
                self._bell.wait(left)

    def _once(self) -> LineStatus:
        self._report(LineStatus(LineState.BUSY, self._desk.now()))
        started, before = self._bell.now(), (self._link.bytes_up, self._link.bytes_down)
        state, sentence = self._exchange()
        model.let_go()  # minutes may pass until there is something to tell again
        memory.give_back()
        up, down = self._link.bytes_up - before[0], self._link.bytes_down - before[1]
        took = int((self._bell.now() - started) * 1000)
        return LineStatus(state, self._desk.now(), sentence, up, down, took)

    def _exchange(self) -> tuple[LineState, str]:
        self._asked = None
        try:
            run(self._desk, self._link, Watch(self._announce, self._show, self._breathe, self._stop.is_set))
            if day_close.complete(self._desk, self._link.day):
                self._announce(Changes())
        except LineDown as error:
            log.info("line down: %s", error)
            self._asked = error.retry_after
            return LineState.OFFLINE, error.sentence
        except Unwelcome as error:
            return LineState.UNWELCOME, str(error)
        except UserError as error:  # this machine's own trouble: a full disk, a damaged file
            return LineState.BROKEN, str(error)
        except Incomplete as error:
            log.info("the answer is not complete: %s", error)
            return LineState.LACKING, "Cấp trên chưa trả lời hết; phần còn lại chờ ở máy này và sẽ gửi lại."
        except Contradiction as error:
            log.info("the server contradicts the log: %s", error)
            return LineState.UNWELCOME, "Sổ của cấp trên không khớp với máy này; hãy báo kỹ thuật, chưa ghi gì sai."
        except Exception:
            log.exception("exchange failed")
            return LineState.BROKEN, "Chương trình gặp lỗi khi đồng bộ; lỗi đã được ghi lại cho kỹ thuật."
        return LineState.ONLINE, ""

    def _announce(self, changes: Changes) -> None:
        self._changed(changes)
        self._stop.wait(BREATH)

    def _breathe(self) -> None:
        self._stop.wait(PAUSE)

    def _show(self, progress: Progress) -> None:
        now = self._bell.now()
        if now - self._shown >= SHOWN_EVERY:
            self._shown = now
            self._report(LineStatus(LineState.BUSY, self._desk.now(), progress=progress))

    def _tell(self, status: LineStatus, seconds: float) -> None:
        self._report(replace(status, next_at=self._desk.now() + timedelta(seconds=round(seconds))))
