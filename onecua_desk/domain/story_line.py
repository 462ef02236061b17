"""What a dossier's story says of a fact, in the words for a person or for an organisation, whichever it is of."""

from __future__ import annotations

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Corrected, Fact


def detail(fact: Fact, dossier: Dossier | None) -> str:
    """As the fact says itself where the dossier is not known."""
    if isinstance(fact, Corrected) and dossier is not None:
        return fact.detail_of(dossier.applicant.organisation)
    return fact.detail()
