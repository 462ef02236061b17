"""Every dossier of a work list, however long the list is."""

from __future__ import annotations

from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip, DossierRow


def listed(desk: Desk, chip: Chip = Chip.ALL) -> list[DossierRow]:
    """Newest first, as the screens show it."""
    rows: list[DossierRow] = []
    while page := lookup.page(desk, chip, "", rows[-1].arrival if rows else None):
        rows += page
    return rows


def codes(desk: Desk) -> set[str]:
    """The codes of every dossier of this desk."""
    return {row.code for row in listed(desk)}
