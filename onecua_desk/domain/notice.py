"""Everything that forms 02 and 03 print, for a citizen who is still at the desk or for a dossier; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """The values of one paper, as printed; an empty text means that there is nothing to print.

    ``ruleset`` is the id of the rule set that names the form. ``number`` is the paper's own ("12-Q1/HDHS"), ``code``
    the dossier's where there is one. ``citizen_number`` is the personal number or the tax code. ``missing`` is what
    the citizen has to bring or put right (form 02), ``reason`` why. ``contact`` is the telephone of the desk; dots to
    write on where it is empty.
    """

    ruleset: str
    parent: str
    centre: str
    place: str
    number: str
    at: datetime
    applicant: str
    procedure: str
    official: str
    organisation: bool = False
    citizen_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    code: str = ""
    missing: tuple[str, ...] = ()
    reason: str = ""
    contact: str = ""
