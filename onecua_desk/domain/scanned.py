"""What a scan is: a citizen card, the code of a slip, or something that is not ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from onecua_desk.domain import garbled
from onecua_desk.domain.citizen import LONGEST, looks_like_card
from onecua_desk.domain.text import clean

_SYMBOLOGY = re.compile(r"^\][A-Za-z][0-9m]")
"""The kind of code that some scanners send first (ISO/IEC 15424), as in ``]Q1``."""


class Kind(Enum):
    CARD = "card"
    SLIP = "slip"
    GARBLED_SLIP = "garbled slip"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Scanned:
    """``text``: the card's text as it came, or the dossier code."""

    kind: Kind
    text: str


def recognise(scan: str) -> Scanned:
    text = _SYMBOLOGY.sub("", scan.strip("\x02\x03\x04\r\n\t \ufeff"))
    if looks_like_card(text):
        return Scanned(Kind.CARD, text)
    if len(text) > LONGEST:
        return Scanned(Kind.OTHER, clean(text))
    if code := garbled.dossier_code(text):
        return Scanned(Kind.SLIP, code)
    if garbled.was_dossier_code(text):
        return Scanned(Kind.GARBLED_SLIP, clean(text))
    return Scanned(Kind.OTHER, clean(text))
