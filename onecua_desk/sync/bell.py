"""What the worker waits on: a time to pass, or somebody who rings."""

from __future__ import annotations

import threading
import time


class Bell:
    """The real one; tests put one in its place whose time they turn themselves."""

    def __init__(self) -> None:
        self._rung = threading.Event()

    def now(self) -> float:
        """Seconds that only grow, whatever is done to the machine's clock."""
        return time.monotonic()

    def ring(self) -> None:
        """From any thread: end the present wait, or the next one at once."""
        self._rung.set()

    def wait(self, seconds: float) -> None:
        """Until somebody rings or ``seconds`` have passed."""
        self._rung.wait(seconds)
        self._rung.clear()
