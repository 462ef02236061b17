"""What the day sheet prints: the dossiers that came in on a day and the results that went out; nothing but that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DayLine:
    """One dossier: ``at`` is when it came or went; ``way`` how, ``who`` the official who took it in, or who took the
    result. ``fee``: the whole fee, in đồng, ``None`` where the official named none."""

    procedure: str
    code: str
    applicant: str
    at: datetime
    due: datetime | None
    way: str
    who: str
    fee: int | None


@dataclass(frozen=True, slots=True)
class DayList:
    """``received`` and ``returned`` on ``day``, each in the order of time; ``official`` prints the sheet."""

    parent: str
    centre: str
    place: str
    day: date
    official: str
    received: tuple[DayLine, ...]
    returned: tuple[DayLine, ...]
