"""A clock that a test turns."""

from __future__ import annotations

from datetime import datetime, timedelta


class Clock:
    """Called, it tells its time; ``turn`` moves it on."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def turn(self, **by: float) -> None:
        self.at += timedelta(**by)
