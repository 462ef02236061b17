"""Runs a function off the GUI thread and hands its outcome back to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

T = TypeVar("T")
Failed = Callable[[Exception], Any]


class Runner(Protocol):
    """What a screen asks of its tasks."""

    def run(self, job: Callable[[], T], done: Callable[[T], Any], failed: Failed | None = None) -> None:
        """Call ``done`` with the job's value or ``failed`` with its error, both on the GUI thread.

        Without ``failed`` the error is raised on the GUI thread, so that ``failures`` shows or reports it.
        """

    def busy(self) -> bool:
        """Whether something that was asked has not been delivered yet."""

    def close(self) -> None:
        """Finish what was asked, deliver nothing more."""


class Tasks(QObject):
    """One worker thread: jobs run in the order they were asked for. Nothing is delivered to a widget that is gone."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="tasks")
        self._closed = False
        self._waiting = 0
        self._finished.connect(self._deliver)

    def run(self, job: Callable[[], T], done: Callable[[T], Any], failed: Failed | None = None) -> None:
        if not self._closed:
            self._waiting += 1
            self._pool.submit(lambda: self._finished.emit(_outcome(job, done, failed)))

    def busy(self) -> bool:
        return self._waiting > 0

    @Slot(object)
    def _deliver(self, outcome: partial[Any]) -> None:
        self._waiting -= 1
        asker = getattr(outcome.func, "__self__", None)
        if not self._closed and not (isinstance(asker, QObject) and not shiboken6.isValid(asker)):
            outcome()

    def let_go(self) -> None:
        """Deliver nothing more, without waiting; what was asked goes on, and ``close`` waits for it."""
        self._closed = True
        self._pool.shutdown(wait=False, cancel_futures=False)

    def close(self) -> None:
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=False)


class InlineTasks:
    """For tests: the same interface, no thread, no waiting."""

    def run(self, job: Callable[[], T], done: Callable[[T], Any], failed: Failed | None = None) -> None:
        _outcome(job, done, failed)()

    def busy(self) -> bool:
        return False

    def close(self) -> None:
        """Nothing is under way."""


class Latest:
    """Delivers only the answer to the newest question: for search boxes and for selections that move on."""

    def __init__(self, tasks: Runner) -> None:
        self._tasks = tasks
        self._asked = 0

    def run(self, job: Callable[[], T], done: Callable[[T], Any], failed: Failed | None = None) -> None:
        self._asked += 1
        mine = self._asked

        def work() -> T | None:
            return job() if mine == self._asked else None  # not even begun when a newer question waits

        def deliver(value: T | None) -> None:
            if mine == self._asked:
                done(value)  # type: ignore[arg-type]  # the newest was never skipped, so this is job's own T

        self._tasks.run(work, deliver, lambda error: self._fail(mine, error, failed))

    def drop(self) -> None:
        """Let no answer arrive any more, until something is asked again."""
        self._asked += 1

    def _fail(self, mine: int, error: Exception, failed: Failed | None) -> None:
        if mine == self._asked:
            (failed or _raise)(error)


def _outcome(job: Callable[[], T], done: Callable[[T], Any], failed: Failed | None) -> partial[Any]:
    try:
        return partial(done, job())
    except Exception as error:  # shown or reported by `failed`, on the GUI thread
        return partial(failed or _raise, error)


def _raise(error: Exception) -> None:
    raise error
