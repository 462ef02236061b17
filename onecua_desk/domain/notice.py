"""Everything that forms 02 and 03 print, for a citizen who is still at the desk or for a dossier; nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from onecua_desk.domain.citizen_letter import CitizenLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(CitizenLetter):
    """``citizen_number`` is the personal number or the tax code. ``missing``: what the citizen has to bring or put
    right (form 02). ``contact`` is the telephone of the desk; dots to write on where it is empty.
    """

    official: str
    citizen_number: str = ""
    missing: tuple[str, ...] = ()
    contact: str = ""
