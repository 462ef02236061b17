"""What can become of one exchange besides an answer, whatever carries it: the real line, a stick, a simulation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from onecua_desk.wire.dialogue import Where

Read = Callable[[int], bytes]
"""Gives at most so many bytes of the answer as they come, ``b""`` at its end."""


class LineDown(Exception):
    """No line, or it was cut: normal, try again later. ``retry_after``: the seconds that the server asked for.

    ``sentence``: what somebody at the desk can do about it; usually nothing.
    """

    def __init__(self, reason: str, retry_after: float | None = None, sentence: str = "") -> None:
        super().__init__(reason)
        self.retry_after, self.sentence = retry_after, sentence


class Unwelcome(Exception):
    """The server answered and will not serve this desk; ``str(error)`` is the Vietnamese sentence to show."""


class Transport(Protocol):
    """One way to one server. Both raise ``LineDown`` or ``Unwelcome``, and so may the ``Read``."""

    def exchange(self, body: Iterator[bytes]) -> Read:
        """``POST /v2/sync``: send what ``body`` gives as it gives it, then the answer piece by piece."""

    def where(self) -> Where:
        """``GET /v2/sync``: how far the server has what this desk wrote."""
