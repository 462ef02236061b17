"""The lane on which files travel: after all events, smallest first, and off the line as soon as an event wants it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from onecua_desk.domain.sending import SendingRules
from onecua_desk.errors import UserError
from onecua_desk.services import file_lane
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.file_lane import Waiting
from onecua_desk.sync.line import LineDown
from onecua_desk.sync.tus import PIECE, Later, Mismatch, NotTaken, NotYet, Place, Tus

TELLS_EVERY = 2.0
"""Seconds between two notes of how far a file is, for the screen; the server knows it better."""

TRIES = 3
"""How often the server may be elsewhere than it said before the file's turn is over."""


class LaneState(StrEnum):
    """``PAUSED``: the line is wanted; ``CLOSED``: not the hour for files; ``TROUBLE``: the server takes none now."""

    EMPTY = "empty"
    PAUSED = "paused"
    CLOSED = "closed"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a turn of the lane ended; ``sentence`` of the server in ``TROUBLE``."""

    state: LaneState
    sentence: str = ""


class FilesLane:
    """Sends the desk's files. ``changed`` is called in the caller's thread, for each file that arrived.

    ``wait(seconds)`` may return early when the thread is wanted; ``monotonic`` gives the seconds that ``wait`` waits.
    """

    def __init__(
        self,
        desk: Desk,
        tus: Tus,
        changed: Callable[[Changes], None],
        wait: Callable[[float], object] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk, self._tus, self._changed = desk, tus, changed
        self._wait, self._monotonic = wait, monotonic
        self._rules = SendingRules()
        self._known: dict[str, Place] = {}
        self._mismatched: set[str] = set()
        self._fresh = True

    def run_until(self, interrupted: Callable[[], bool]) -> Outcome:
        """Send until nothing is left or ``interrupted``, which is asked before every 4 KiB.

        ``LineDown`` and ``Unwelcome`` as ``Link``; ``UserError`` when this machine's own disk fails. What the server
        has got stays there, so nothing of it goes again.
        """
        if self._fresh:
            file_lane.try_again(self._desk)
            self._fresh = False
        passed_over: list[str] = []
        while not interrupted():
            self._rules = file_lane.rules_now(self._desk)
            if self._rules.opens(self._desk.now()) is not None:
                return self._end(LaneState.CLOSED)
            file = file_lane.next_file(self._desk, passed_over)
            if file is None:
                return self._end(LaneState.EMPTY)
            try:
                if not self._send(file, interrupted) and not self._stops(interrupted):
                    passed_over.append(file.sha256)
            except NotYet:
                passed_over.append(file.sha256)
            except NotTaken as error:
                self._not_taken(file, error)
            except Later as error:
                return self._end(LaneState.TROUBLE, str(error))
        return Outcome(LaneState.PAUSED)

    def _end(self, state: LaneState, sentence: str = "") -> Outcome:
        file_lane.note(self._desk, sentence, empty=state is LaneState.EMPTY)
        return Outcome(state, sentence)

    def _not_taken(self, file: Waiting, error: NotTaken) -> None:
        """A file that arrived as another one is sent once more: the server's disk or the line may have done it."""
        if isinstance(error, Mismatch) and file.sha256 not in self._mismatched:
            self._mismatched.add(file.sha256)
            file_lane.reached(self._desk, file.sha256, 0)
        else:
            file_lane.park(self._desk, file.sha256, str(error))

    def _send(self, file: Waiting, interrupted: Callable[[], bool]) -> bool:
        """Whether the server has the whole file now."""
        place = self._place(file)
        content = b"" if place.offset == file.size else self._content(file)
        tries = 0
        while place.offset < file.size and tries < TRIES and not self._stops(interrupted):
            reached = self._tus.send(place, self._pieces(file, content, place.offset, interrupted))
            if reached is None:
                tries += 1
                place = self._place(file)
                continue
            place = reached
            file_lane.reached(self._desk, file.sha256, place.offset)
            self._known = {file.sha256: place}
        if place.offset != file.size:
            return False
        self._changed(file_lane.acknowledged(self._desk, file.sha256))
        return True

    def _place(self, file: Waiting) -> Place:
        """Where to go on: asked of the server, unless it said so when it was interrupted."""
        known = self._known.pop(file.sha256, None)
        if known is not None:
            return known
        place = self._tus.offer(file.sha256, file.size)
        if place.offset > file.size:
            raise LineDown(f"the server has {place.offset} of {file.size} bytes")
        file_lane.reached(self._desk, file.sha256, place.offset)
        return place

    def _content(self, file: Waiting) -> bytes:
        try:
            content = file_lane.content_of(self._desk, file.sha256)
        except UserError as error:
            raise NotTaken(str(error)) from error
        if len(content) != file.size:
            raise NotTaken("Độ dài bản quét khác với độ dài đã ghi trong hồ sơ; hãy quét lại trang này.")
        return content

    def _pieces(self, file: Waiting, content: bytes, offset: int, interrupted: Callable[[], bool]) -> Iterator[bytes]:
        """The file from ``offset`` on; it ends early, and the request with it, when the line is wanted."""
        told = self._monotonic()
        while offset < file.size and not self._stops(interrupted):
            piece = content[offset : offset + PIECE]
            began = self._monotonic()
            yield piece
            offset += len(piece)
            self._slow_down(began, len(piece), interrupted)
            if self._monotonic() - told >= TELLS_EVERY:
                told = self._monotonic()
                file_lane.reached(self._desk, file.sha256, offset)

    def _slow_down(self, began: float, count: int, interrupted: Callable[[], bool]) -> None:
        until = began + count * 8 / (self._rules.kbit * 1000) if self._rules.kbit else began
        while (left := until - self._monotonic()) > 0 and not interrupted():
            self._wait(left)

    def _stops(self, interrupted: Callable[[], bool]) -> bool:
        return interrupted() or self._rules.opens(self._desk.now()) is not None
