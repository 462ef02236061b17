"""How long an answer may take: a server that drips, by malice or by a fault, must not hold the worker for ever."""

from __future__ import annotations

import time
from collections.abc import Callable

from onecua_desk.sync.line import LineDown, Read

LONGEST = 20 * 60.0
"""Seconds for all of an answer, as the server has for a request; the next exchange goes on where this one ended."""

STRETCH = 120.0
"""Seconds in which at least ``LEAST`` bytes have to come."""

LEAST = 512
"""A frame of events has 1 to 2 KB; a line that gives less than 5 bytes a second gives none in any useful time."""


class Patience:
    """Reads what ``read`` gives until it takes too long; ``now`` gives seconds that only grow."""

    def __init__(self, read: Read, now: Callable[[], float] = time.monotonic) -> None:
        self._read, self._now = read, now
        self._began = self._since = now()
        self._came = 0

    def read(self, most: int) -> bytes:
        """``LineDown`` for an answer that takes longer than ``LONGEST``, or hardly comes."""
        piece = self._read(most)
        if piece:
            self._count(len(piece), self._now())
        return piece

    def _count(self, came: int, now: float) -> None:
        self._came += came
        if now - self._began > LONGEST:
            raise LineDown("an answer without end")
        if now - self._since > STRETCH:
            if self._came < LEAST:
                raise LineDown(f"{self._came} bytes in {now - self._since:.0f} seconds")
            self._since, self._came = now, 0
