"""What the covers of books are made of: a double frame, and lines in the middle."""

from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import Block, paragraph
from onecua_desk.paper.fonts import REGULAR
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.sheet import Page

_LINES = ((0.0, 1.6), (4.0, 0.6))
"""How far each lies inside the margins, and how thick it is."""


def frame(page: Page) -> Block:
    """Laid first on the page, it takes no room of it."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for inset, thick in _LINES:
            canvas.setLineWidth(thick)
            canvas.rect(x + inset, page.bottom + inset, page.measure - 2 * inset, page.room - 2 * inset)

    return Block(0, draw)


def centred(page: Page, text: str, size: float, font: str = REGULAR) -> list[Block]:
    return paragraph([Run(text, font)], size, page.measure, Align.CENTRE)
