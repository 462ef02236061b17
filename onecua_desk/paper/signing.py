"""Where people sign: columns side by side, each with who signs, room for the hand, and the name where it is known."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import LEADING, Block
from onecua_desk.paper.fonts import BOLD, ITALIC
from onecua_desk.paper.lines import Align, Run, draw_line, draw_text, wrap

_ROOM = 34.0
_BY_HAND = "(Ký và ghi rõ họ tên)"


def signatures(
    signers: Sequence[tuple[str, str]], size: float, measure: float, *, scale: float = 1.0, note: str = _BY_HAND
) -> Block:
    """``signers``: the heading of each column and the name below it, both may be empty; one block, never torn apart."""
    column, room, step = measure / len(signers), _ROOM * scale, size * LEADING
    names = [wrap([Run(name, BOLD)], size, column) for _, name in signers]
    height = (2 + max(len(lines) for lines in names)) * step + room

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for (heading, _), lines in zip(signers, names, strict=True):
            if heading:
                draw_text(canvas, Run(heading, BOLD), x, top - size, size - 0.5, column, Align.CENTRE)
                draw_text(canvas, Run(note, ITALIC), x, top - size - step, size - 0.5, column, Align.CENTRE)
            for row, line in enumerate(lines):
                draw_line(canvas, line, x, top - size - (2 + row) * step - room, size, column, Align.CENTRE)
            x += column

    return Block(height, draw)
