"""What a further page of a list says at its top, so that a loose page names the list that it belongs to."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import Block
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, width
from onecua_desk.paper.lines import Align, Run, draw_text, wrap

_SIZE, _STEP, _GAP = 9.0, 11.5, 6.0


def running_head(name: str, when: str, measure: float, about: str = "") -> Block:
    """The list's ``name`` on the left and ``when`` on the right, ``about`` (who, for whom) on one line below."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        room = measure - width(when, ITALIC, _SIZE - 1) - _GAP
        draw_text(canvas, _cut(name, BOLD, room), x, top - _SIZE, _SIZE)
        draw_text(canvas, Run(when, ITALIC), x, top - _SIZE, _SIZE - 1, measure, Align.RIGHT)
        draw_text(canvas, _cut(about, REGULAR, measure), x, top - _SIZE - _STEP, _SIZE)

    return Block(_SIZE + (_STEP if about else 0.0) + _GAP, draw)


def _cut(text: str, font: str, measure: float) -> Run:
    """As much of it as fits on one line."""
    if width(text, font, _SIZE) <= measure:
        return Run(text, font)
    first = wrap([Run(text, font)], _SIZE, measure - width("…", font, _SIZE))[0]
    return Run(f"{first.runs[0].text}…", font)
