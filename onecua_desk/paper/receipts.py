"""The values of a slip made ready for paper, whatever its layout."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.paper.words import clean


def cleaned(receipt: Receipt) -> Receipt:
    """The same receipt with every text as ``words.clean`` leaves it."""
    values = ((f.name, getattr(receipt, f.name)) for f in fields(receipt))
    texts: dict[str, Any] = {name: clean(value) for name, value in values if isinstance(value, str)}
    papers = tuple(PaperLine(clean(line.name), clean(line.kind), line.quantity) for line in receipt.papers)
    return replace(receipt, **texts, papers=papers)
