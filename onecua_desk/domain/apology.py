"""Everything that form 04 prints: why a dossier is late, and the one new date; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.citizen_letter import TermLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology(TermLetter):
    """The agency writes it, so ``parent`` is what stands above the agency, empty where the agency is nobody's part.

    ``due_before`` is the appointment that is missed, ``due`` the new one.
    """

    due_before: datetime
    due: datetime
