"""Everything that the status slip prints: where a dossier is, when its result is due, what to bring; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Status:
    """The values of one slip, as printed; an empty text means that there is nothing to print.

    ``sentence`` is the answer as it is written (``Whereabouts.written``), ``due`` the appointment that still stands,
    ``bring`` what the citizen has to bring next time, a line each. ``number_note``: what is to be said of the code
    (``Receipt.number_note``).
    """

    ruleset: str
    parent: str
    centre: str
    place: str
    at: datetime
    code: str
    applicant: str
    procedure: str
    sentence: str
    due: datetime | None
    bring: tuple[str, ...] = ()
    number_note: str = ""
    official: str = ""
    contact: str = ""
