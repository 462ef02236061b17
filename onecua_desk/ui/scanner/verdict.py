"""What is to be said of a scan."""

from __future__ import annotations

from datetime import date

from onecua_desk.domain.citizen import read_card
from onecua_desk.domain.garbled import REWRITTEN
from onecua_desk.domain.scanned import Kind, Scanned, recognise
from onecua_desk.domain.standing import Tone
from onecua_desk.errors import UserError
from onecua_desk.ui.scanner.burst import Scan

_SAID = 40
"""Characters of a foreign scan that are repeated."""


def not_ours(found: Scanned) -> str:
    if found.kind is Kind.GARBLED_SLIP:
        return REWRITTEN
    return f"«{_shortened(found.text)}» không phải thẻ căn cước, cũng không phải mã trên giấy hẹn."


def _shortened(text: str) -> str:
    """A scan may be a page long; its beginning tells which it was."""
    return text if len(text) <= _SAID else f"{text[:_SAID]}…"


def of(scan: Scan, today: date) -> tuple[str, Tone]:
    """Of a scan made to try the scanner."""
    found = recognise(scan.text)
    match found.kind:
        case Kind.CARD:
            return _of_card(found.text, today)
        case Kind.SLIP:
            return f"Đọc được mã hồ sơ {found.text}.", Tone.OK
        case _:
            return not_ours(found), Tone.DUE


def rhythm(scan: Scan) -> str:
    """Such as "95 ký tự trong 310 ms, 3,3 ms mỗi phím."."""
    count = f"{len(scan.text)} ký tự"
    if scan.keys < 2:
        return f"{count}, qua cổng COM."
    pace = f"{scan.seconds * 1000 / (scan.keys - 1):.1f}".replace(".", ",")
    return f"{count} trong {scan.seconds * 1000:.0f} ms, {pace} ms mỗi phím."


def _of_card(text: str, today: date) -> tuple[str, Tone]:
    try:
        card = read_card(text, today)
    except UserError as error:
        return str(error), Tone.DUE
    return f"Đọc được thẻ căn cước của {card.name}. {card.note}".strip(), Tone.DUE if card.note else Tone.OK
