"""Everything that the list prints which goes along with dossiers from the desk to one receiver; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HandedDossier:
    """One line of the list; an empty text leaves the cell empty. ``sets``: how many sets of papers (bộ)."""

    code: str
    procedure: str
    sets: int
    applicant: str
    address: str
    phone: str
    received_at: datetime
    due: datetime | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandOverList:
    """What was handed to ``receiver`` from ``first`` to ``last``, two moments of one day.

    ``official`` prints it and signs as who gives.
    """

    parent: str
    centre: str
    place: str
    receiver: str
    first: datetime
    last: datetime
    official: str
    lines: tuple[HandedDossier, ...]
