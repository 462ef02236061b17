"""How fast the line is at present, and what is left at that pace: measured, and said only where there is a measure."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

SECONDS = 10.0
"""The pace is that of the last seconds: a line gets faster and slower."""

SHARE = 0.2
"""Packed bytes for each character of an event's content, before a first frame has shown it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Of one upload: events and bytes that the line has taken, what is left by estimate, and the present pace.

    ``bytes_left``: what the events left will take when packed as well as those before. ``bytes_per_second`` and
    ``seconds_left`` are ``None`` until there is something to measure.
    """

    events_sent: int
    events_left: int
    bytes_sent: int
    bytes_left: int
    bytes_per_second: int | None = None
    seconds_left: int | None = None


class Pace:
    """Told what the line has taken, says the progress."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._taken: deque[tuple[float, int]] = deque([(monotonic(), 0)])
        self._bytes = self._events = self._size = 0

    def took(self, count: int) -> None:
        """The line took so many bytes just now."""
        self._bytes += count
        now = self._monotonic()
        self._taken.append((now, self._bytes))
        while now - self._taken[0][0] > SECONDS and len(self._taken) > 2:
            self._taken.popleft()

    def gave(self, events: int, size: int) -> None:
        """They were a frame of so many events with contents of ``size`` characters."""
        self._events += events
        self._size += size

    def progress(self, events_left: int, size_left: int) -> Progress:
        share = self._bytes / self._size if self._size else SHARE
        left = round(size_left * share)
        pace = self._per_second()
        seconds = round(left / pace) if pace else None
        return Progress(self._events, events_left, self._bytes, left, pace, seconds)

    def _per_second(self) -> int | None:
        (began, before), (now, taken) = self._taken[0], self._taken[-1]
        return round((taken - before) / (now - began)) if now > began and taken > before else None
