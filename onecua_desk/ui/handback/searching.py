"""What a scan, or a few typed digits, can mean on this screen."""

from __future__ import annotations

from dataclasses import dataclass

from onecua_desk.domain.citizen import Card, looks_like_card, read_card
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import DossierRow


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; ``card`` where it was a citizen's card."""

    text: str
    rows: list[DossierRow]
    card: Card | None


def look_for(desk: Desk, text: str) -> Found:
    """The dossiers of a code, of last digits, of the number on a postal label, or of the person of a card.

    ``UserError`` for a card that was read badly.
    """
    if not looks_like_card(text):
        return Found(text, lookup.find(desk, text), None)
    card = read_card(text, desk.now().date())
    rows = lookup.find(desk, card.number)
    if not rows and card.old_number:
        rows = lookup.find(desk, card.old_number)
    return Found(f"Thẻ {card.name}", rows, card)
