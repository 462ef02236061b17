"""A bell whose time a test turns: the worker's pauses pass when the test says so, and nobody sleeps."""

from __future__ import annotations

import threading

from onecua_desk.sync.bell import Bell


class TurnedBell(Bell):
    """``until_waiting`` blocks the test until the worker waits; ``turn`` lets seconds pass for it."""

    def __init__(self) -> None:
        super().__init__()
        self._changed = threading.Condition()
        self._time, self._rings = 0.0, 0
        self._until = -1.0
        """When the present wait ends; before now: nobody waits."""

    def now(self) -> float:
        with self._changed:
            return self._time

    def ring(self) -> None:
        with self._changed:
            self._rings += 1
            self._changed.notify_all()

    def wait(self, seconds: float) -> None:
        with self._changed:
            self._until = self._time + seconds
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._rings or self._time >= self._until)
            self._rings, self._until = 0, -1.0

    def until_waiting(self) -> float:
        """The seconds that the worker would still wait; it has nothing else to do then."""
        with self._changed:
            assert self._changed.wait_for(self._waits, timeout=20)
            return self._until - self._time

    def turn(self, seconds: float) -> None:
        """So many seconds pass for a worker that waits."""
        self.until_waiting()
        with self._changed:
            self._time += seconds
            self._changed.notify_all()

    def _waits(self) -> bool:
        return self._time < self._until and not self._rings
