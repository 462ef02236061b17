"""Everything that form 05 of 2025 prints: a dossier ends without a result, and on what ground; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StopNotice:
    """The values of one notice, as printed; an empty text means that there is nothing to print.

    ``agency``, ``parent``, ``centre``, ``number`` and ``signer``: as for an apology. ``basis`` is the act or the fact
    that ends the dossier, ``reason`` why it applies here. ``official`` and ``contact``: whom to ask, dots to write on
    where they are empty.
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
    basis: str
    reason: str
    stopped_at: datetime
    organisation: bool = False
    citizen_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    official: str = ""
    contact: str = ""
    signer: str = ""
