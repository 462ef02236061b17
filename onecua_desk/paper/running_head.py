"""What a further page of a list says at its top, so that a loose page names the list that it belongs to."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import Block
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, width
from onecua_desk.paper.lines import Align, Run, draw_text, wrap

_SIZE, _STEP, _GAP = 9.0, 11.5, 6.0


def running_head(name: str, when: str, measure: float, about: str = "", scale: float = 1.0) -> Block:
    """The list's ``name`` on the left and ``when`` on the right, ``about`` (who, for whom) on one line below."""
    size, small = _SIZE * scale, (_SIZE - 1) * scale
    room = measure - width(when, ITALIC, small) - _GAP * scale

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_text(canvas, cut(name, BOLD, size, room), x, top - size, size)
        draw_text(canvas, Run(when, ITALIC), x, top - size, small, measure, Align.RIGHT)
        draw_text(canvas, cut(about, REGULAR, size, measure), x, top - size - _STEP * scale, size)

    return Block((_SIZE + (_STEP if about else 0.0) + _GAP) * scale, draw)


def cut(text: str, font: str, size: float, measure: float) -> Run:
    """As much of it as fits on one line."""
    if width(text, font, size) <= measure:
        return Run(text, font)
    first = wrap([Run(text, font)], size, measure - width("…", font, size))[0]
    return Run(f"{first.runs[0].text}…", font)
