"""What the line is doing, for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onecua_desk.sync.pace import Progress


class LineState(StrEnum):
    """``ALONE``: no district is set up; ``OFFLINE`` is normal, ``UNWELCOME`` needs the technician.

    ``LACKING``: the server answered, but not for everything that it was sent.
    """

    ALONE = "alone"
    BUSY = "busy"
    ONLINE = "online"
    OFFLINE = "offline"
    LACKING = "lacking"
    UNWELCOME = "unwelcome"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class LineStatus:
    """The state since ``at``; ``sentence`` explains it where needed; the last run's bytes and milliseconds.

    ``progress``: while ``BUSY``, what the line has taken of the present upload, once it took something.
    """

    state: LineState
    at: datetime
    sentence: str = ""
    bytes_up: int = 0
    bytes_down: int = 0
    milliseconds: int = 0
    next_at: datetime | None = None
    progress: Progress | None = None
