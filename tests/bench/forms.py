"""Every paper whose words come from a template, in every size: as a desk prints it, and with forty lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from onecua_desk.domain.fee_receipt import FeeTaken
from onecua_desk.domain.receipt import PaperLine
from tests.bench.figures import Line, line, timed
from tests.paper.forms import FORMS, LOOKS

TIMES = 40
TARGET = "<= 30 ms"
LINES = 40


def lines(count: int) -> list[Line]:
    return [_line(name, size, value) for name, (_, value, sizes) in FORMS.items() for size in sizes] + [
        _line(name, size, _long(value), f", {LINES} lines")
        for name, (_, value, sizes) in FORMS.items()
        for size in sizes
        if _long(value) != value
    ]


def _line(name: str, size: str, value: Any, more: str = "") -> Line:
    draw: Callable[[], bytes] = partial(FORMS[name][0], value, 0, look=LOOKS[size])
    return line(f"form {name}, {size}{more}", timed(draw, TIMES), TARGET, f"{len(draw()) / 1024:.0f} KiB")


def _long(value: Any) -> Any:
    """The same with forty papers, payments or things to bring; itself where the form has no list."""
    named = [f"Văn bản xác nhận số {number} của cơ quan có thẩm quyền" for number in range(LINES)]
    lists = {
        "papers": tuple(PaperLine(text, "Bản chính", 1) for text in named),
        "takings": tuple(FeeTaken(text, 18_000, "Tiền mặt", "AB/26P 0001234") for text in named),
        "missing": tuple(named),
        "bring": tuple(named),
    }
    return replace(value, **{name: rows for name, rows in lists.items() if hasattr(value, name)})
