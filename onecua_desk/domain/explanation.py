"""Everything that the explanatory note on a late dossier prints: how late, why, and what is done; nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.citizen_letter import TermLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation(TermLetter):
    """``official`` of the desk (``centre``) explains to the body ``to``; ``holder`` is who has the dossier.

    ``appointed`` is the appointment by law, ``again`` the new one where the citizen was put off. At ``ended`` the term
    came to rest, ``outcome`` says how ("Có kết quả"); ``None`` while the dossier is still late. It counts as late from
    ``late_from``, by ``days_late`` whole working days: 0 where it is a matter of hours, or nobody counted. ``cause`` as
    reports name it, ``reason`` what was explained, ``remedy`` what is done about it.
    """

    to: str
    holder: str
    appointed: datetime | None
    again: datetime | None
    late_from: datetime | None
    days_late: int
    ended: datetime | None
    outcome: str
    cause: str
    official: str
    remedy: str = ""
