"""Every paper that has a sample, the sizes that it comes in, and how it is drawn and read in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onecua_desk.domain.receipt import Receipt
from onecua_desk.paper.apology import apology
from onecua_desk.paper.explanation import explanation
from onecua_desk.paper.fee_receipt import fee_receipt
from onecua_desk.paper.look import LARGE, NORMAL, ROLL, Look
from onecua_desk.paper.refusal import refusal
from onecua_desk.paper.slip import slip
from onecua_desk.paper.slip_roll import slip_roll
from onecua_desk.paper.status import status
from onecua_desk.paper.stop import stop
from onecua_desk.paper.supplement import supplement
from onecua_desk.paper.template import Template
from tests.paper.letter_samples import APOLOGY, EXPLANATION, FEE, STATUS, STOP
from tests.paper.samples import RECEIPT, squeezed
from tests.paper.test_notices import NOTICE

Draw = Callable[..., bytes]


def _on_roll(value: Receipt, reprint: int = 0, look: Look = ROLL, template: Template | None = None) -> bytes:
    return slip_roll(value, reprint, template)


LOOKS = {"A5": NORMAL, "large": LARGE, "roll": ROLL}
#: Every paper with a sample, and the sizes that it comes in.
FORMS: dict[str, tuple[Draw, Any, tuple[str, ...]]] = {
    "01": (slip, RECEIPT, ("A5", "large")),
    "01 roll": (_on_roll, RECEIPT, ("roll",)),
    "02": (supplement, NOTICE, ("A5", "large", "roll")),
    "03": (refusal, NOTICE, ("A5", "large", "roll")),
    "04": (apology, APOLOGY, ("A5", "large")),
    "05": (stop, STOP, ("A5", "large")),
    "explanation": (explanation, EXPLANATION, ("A5", "large", "roll")),
    "fee receipt": (fee_receipt, FEE, ("A5", "large", "roll")),
    "status": (status, STATUS, ("A5", "large", "roll")),
}


def drawn(name: str, size: str, value: Any, reprint: int = 0) -> bytes:
    draw, _, _ = FORMS[name]
    return draw(value, reprint, look=LOOKS[size])


def said(text: str, *lines: str) -> list[str]:
    """The lines that ``text`` lacks."""
    return [line for line in lines if squeezed(line) not in squeezed(text)]
