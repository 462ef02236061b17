"""The appointment slip on a roll of 80 mm: what the citizen must know, one copy, as long as its text."""

from __future__ import annotations

from onecua_desk.domain.receipt import Receipt
from onecua_desk.paper.letter import letter_pdf
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.look import ROLL
from onecua_desk.paper.slip import slip_content
from onecua_desk.paper.template import Template


def slip_roll(receipt: Receipt, reprint: int = 0, template: Template | None = None) -> bytes:
    """The PDF of one page of 80 mm, as high as what stands on it; the same receipt gives the same bytes."""
    return letter_pdf(slip_content(Letter.SLIP_ROLL, receipt), template, ROLL, reprint)
