"""Everything that form 05 of 2025 prints: a dossier ends without a result, and on what ground; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.citizen_letter import TermLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNotice(TermLetter):
    """The agency writes it: ``parent`` as for an apology.

    ``basis`` is the act or the fact that ends the dossier. ``official`` and ``contact``: whom to ask, dots to write on
    where they are empty.
    """

    basis: str
    stopped_at: datetime
    citizen_number: str = ""
    official: str = ""
    contact: str = ""
