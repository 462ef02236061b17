"""Vietnam's time, whatever zone the machine was set to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_VIETNAM = timedelta(hours=7)


def vietnam_now() -> datetime:
    """Now, naive, UTC+7, whole seconds."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0) + _VIETNAM
