"""How long an answer may take: a server that drips, by malice or by a fault, must not hold the worker for ever."""

from __future__ import annotations

import time
from collections.abc import Callable

HEAD = 60.0
"""Seconds for status and headers, some 200 bytes, from when the server has all; silence may be 45 of them."""

LONGEST = 20 * 60.0
"""Seconds for all of an answer, as the server has for a request; the next exchange goes on where this one ended."""

STRETCH = 120.0
"""Seconds in which at least ``LEAST`` bytes have to come."""

LEAST = 512
"""A frame of events has 1 to 2 KB; a line that gives less than 5 bytes a second gives none in any useful time."""


class Patience:
    """Counts what comes of one answer, from now on; ``now`` gives seconds that only grow.

    ``longest``: seconds for all of it. ``in_head``: status and headers have not come to their end.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic, longest: float = LONGEST) -> None:
        self._now, self._longest = now, longest
        self._began = self._since = now()
        self._came = 0
        self.in_head = True

    def count(self, came: int) -> None:
        """So many bytes came just now: ``TimeoutError`` for an answer that takes too long, or hardly comes."""
        now = self._now()
        self._came += came
        if self.in_head and now - self._began > HEAD:
            raise TimeoutError("headers without end")
        if now - self._began > self._longest:
            raise TimeoutError("an answer without end")
        if now - self._since > STRETCH:
            if self._came < LEAST:
                raise TimeoutError(f"{self._came} bytes in {now - self._since:.0f} seconds")
            self._since, self._came = now, 0
