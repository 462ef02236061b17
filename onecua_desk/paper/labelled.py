"""Lines of a form: a label and its value, or dots to write on where there is none."""

from __future__ import annotations

from onecua_desk.paper.flow import Block, leader, paragraph
from onecua_desk.paper.fonts import REGULAR
from onecua_desk.paper.lines import Run
from onecua_desk.paper.slip import Look


def labelled(label: str, value: str, look: Look, size: float, font: str = REGULAR) -> list[Block]:
    """``label`` and ``value`` as one paragraph; dots to the margin where there is no value."""
    if not value:
        return leader(label, size, look.measure)
    return paragraph([Run(f"{label} "), Run(value, font)], size, look.measure, look.align)


def labelled_if(label: str, value: str, look: Look, size: float) -> list[Block]:
    """The same, left out where there is no value."""
    return labelled(label, value, look, size) if value else []
