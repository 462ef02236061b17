"""Everything that form 04 prints: why a dossier is late, and the one new date; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Apology:
    """The values of one letter, as printed; an empty text means that there is nothing to print.

    ``agency`` is who has to decide the dossier and signs, ``parent`` what stands above it in the head, empty where the
    agency is nobody's part; ``centre`` is the desk that hands the letter over. ``number`` is the letter's own
    ("261123-2007/PXL"). ``due_before`` is the appointment that is missed, ``due`` the new one.
    """

    ruleset: str
    parent: str
    agency: str
    centre: str
    place: str
    number: str
    at: datetime
    applicant: str
    procedure: str
    code: str
    received_at: datetime
    due_before: datetime
    due: datetime
    reason: str
    organisation: bool = False
    address: str = ""
    phone: str = ""
    email: str = ""
    signer: str = ""
