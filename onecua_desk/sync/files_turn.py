"""When the lane of files gets the line: between two exchanges, and with pauses of its own after a failure."""

from __future__ import annotations

import logging
from collections.abc import Callable

from onecua_desk.errors import UserError
from onecua_desk.sync.bell import Bell
from onecua_desk.sync.files_lane import FilesLane, LaneState
from onecua_desk.sync.line import LineDown, Unwelcome

log = logging.getLogger(__name__)


class FilesTurn:
    """One lane in the thread of the worker. ``pause``: seconds to leave the line alone after so many failures."""

    def __init__(self, lane: FilesLane, bell: Bell, pause: Callable[[int], float]) -> None:
        self._lane, self._bell, self._pause = lane, bell, pause
        self._failures = 0
        self._not_before = bell.now()

    def take(self, until: float, wanted: Callable[[], bool]) -> float:
        """Send files while nobody has ``wanted`` the line; when to exchange next: ``until``, or now if it broke."""
        if self._bell.now() < self._not_before:
            return min(until, self._not_before)
        try:
            outcome = self._lane.run_until(lambda: wanted() or self._bell.now() >= until)
        except (LineDown, Unwelcome) as error:
            log.info("files: %s", error)
            self._failed()
            return self._bell.now()  # the exchange finds out what it is, and says so
        except UserError as error:  # this machine's own disk, which the next exchange will name
            log.info("files: %s", error)
            self._failed()
            return until
        if outcome.state is LaneState.TROUBLE:
            self._failed()
        else:
            self._failures = 0
        return until

    def _failed(self) -> None:
        self._failures += 1
        self._not_before = self._bell.now() + self._pause(self._failures)
