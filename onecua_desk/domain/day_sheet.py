"""What the page says with which a day is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.domain.day_compare import Difference
from onecua_desk.domain.day_lines import Line


@dataclass(frozen=True, slots=True)
class DaySheet:
    """``lines(n)``: the table with at most ``n`` procedures apart. ``head``: in groups of four, as far as ``through``.

    ``closed``, ``asked``, ``chain`` and ``verdict`` are the words of the screen; ``closed`` is empty while it is open.
    """

    parent: str
    centre: str
    place: str
    desk: int
    day: date
    state: str
    closed: str
    asked: str
    verdict: str
    lines: Callable[[int], list[Line]]
    through: int
    head: str
    chain: str
    differences: tuple[Difference, ...]
    official: str
    printed_at: datetime
