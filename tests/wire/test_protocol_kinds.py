"""The document of the protocol names every kind of event that there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from onecua_desk.domain.events import ALONE, KINDS

PROTOCOL = Path(__file__).parents[2] / "docs" / "protocol.md"


def test_the_protocol_names_every_kind_and_says_which_stand_alone() -> None:
    (told,) = re.findall(
        r"\*\*Kinds\.\*\* Of a dossier: (.*?)Their fields", PROTOCOL.read_text(encoding="utf-8"), re.DOTALL
    )
    of_dossiers, alone = (set(re.findall(r"`(\w+)`", part)) for part in told.split("Alone"))
    assert alone == {fact.kind for fact in ALONE}
    assert of_dossiers == set(KINDS) - alone
