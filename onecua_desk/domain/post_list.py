"""The list that goes to the post office with the results of a day; nothing but what it prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PostLine:
    """One postal item as the list shows it."""

    code: str
    recipient: str
    address: str
    phone: str
    consignment: str


@dataclass(frozen=True, slots=True)
class PostList:
    """``day``: when the results were handed over; ``official``: who hands them over."""

    parent: str
    centre: str
    place: str
    day: date
    official: str
    lines: tuple[PostLine, ...]
