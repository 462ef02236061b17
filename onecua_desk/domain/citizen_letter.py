"""What every letter on a citizen's matter says, and what those on the term of a dossier say besides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenLetter:
    """The values that all these papers have, as printed; an empty text means that there is nothing to print.

    ``ruleset`` is the id of the rule set that names the form. ``parent`` and ``centre``: the desk that hands the paper
    out and what it belongs to, ``place`` where that is. ``number`` is the paper's own ("12-Q1/HDHS"), ``code`` the
    dossier's where there is one. ``reason``: why, in the words of who wrote it.
    """

    ruleset: str
    parent: str
    centre: str
    place: str
    number: str
    at: datetime
    applicant: str
    procedure: str
    reason: str
    organisation: bool = False
    address: str = ""
    phone: str = ""
    email: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLetter(CitizenLetter):
    """``agency`` is who has to decide the dossier; ``signer`` whose name stands under its head's title, often empty."""

    agency: str
    received_at: datetime
    signer: str = ""
