"""What forms 04 and 05 and the explanatory note say in common: who has to decide, and when the dossier came in."""

from __future__ import annotations

from onecua_desk.domain.citizen_letter import TermLetter
from onecua_desk.paper.content import citizen_texts, desk_texts, without_ending
from onecua_desk.paper.words import day_in_figures


def agency_texts(value: TermLetter, citizen_number: str = "") -> dict[str, str]:
    """The fields that all three have, by their names in a template."""
    return {
        **desk_texts("", value.centre, value.place, value.at),
        **citizen_texts(value, citizen_number),
        "co_quan": value.agency,
        "cap_tren": value.parent,
        "so": without_ending(value.number),
        "ngay_nhan": day_in_figures(value.received_at),
        "ly_do": value.reason,
        "nguoi_ky": value.signer,
    }
