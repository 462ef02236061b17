"""What the line is doing, for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LineState(StrEnum):
    """``ALONE``: no district is set up; ``OFFLINE`` is normal, ``UNWELCOME`` needs the technician."""

    ALONE = "alone"
    BUSY = "busy"
    ONLINE = "online"
    OFFLINE = "offline"
    UNWELCOME = "unwelcome"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class LineStatus:
    """The state since ``at``; ``sentence`` explains it where needed; the last run's bytes and milliseconds."""

    state: LineState
    at: datetime
    sentence: str = ""
    bytes_up: int = 0
    bytes_down: int = 0
    milliseconds: int = 0
    next_at: datetime | None = None
