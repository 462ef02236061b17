"""What the pages of the register print, volume by volume (Sổ theo dõi hồ sơ); nothing but that.

Form 07 of 2025, 06 of 2018. Which rule set a dossier was received under decides which of the two its pages are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BookLine:
    """One dossier: ``number`` is its place in the year's book, ``contact`` address and telephone.

    ``way`` is how the result is collected. ``late``: it was entered after its turn. ``parent`` and ``centre``: who
    received it, as it was called then.
    """

    number: int
    ruleset: str
    parent: str
    centre: str
    code: str
    procedure: str
    sets: int
    applicant: str
    contact: str
    solved_by: str
    received: date
    due: date | None
    returned: date | None
    way: str
    note: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Volume:
    """The lines of one volume (quyển) that are printed; ``carried``: how many stand before them in it."""

    year: int
    number: int
    carried: int
    lines: tuple[BookLine, ...]
