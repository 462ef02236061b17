"""The head of every official paper: issuing body on the left, the nation's name and motto on the right."""

from __future__ import annotations

import re

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import Block
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, width
from onecua_desk.paper.lines import Align, Line, Run, balanced, draw_line, wrap

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_SIZE, _MOTTO_SIZE = 9.0, 9.8
_STEP = 11.6
_RULE_GAP = 3.6
#: Words of a centre's name that no line should part.
_TOGETHER = re.compile(r"HÀNH CHÍNH CÔNG|KẾT QUẢ|\b(XÃ|PHƯỜNG|ĐẶC KHU) ")


def national_head(
    parent: str, centre: str, place_and_date: str, measure: float, scale: float = 1.0, number: str = ""
) -> Block:
    """Two columns after Nghị định 30/2020, Phụ lục I; long names of bodies are set on several even lines.

    ``number`` is the paper's own, below the body that gave it.
    """
    size, motto, step, gap = _SIZE * scale, _MOTTO_SIZE * scale, _STEP * scale, _RULE_GAP * scale
    right = width(_NATION, BOLD, size) + 2
    left = measure - right - 12
    body = [*balanced(parent.upper(), REGULAR, size, left), *balanced(capitals(centre), BOLD, size, left)]
    date = wrap([Run(place_and_date, ITALIC)], motto, right)
    ours = [*wrap([Run(_NATION, BOLD)], size, right), *wrap([Run(_MOTTO, BOLD)], motto, right)]
    below = wrap([Run(f"Số: {number}")], motto, left) if number else []
    height = max(len(body) + len(below), len(ours) + len(date)) * step + 2 * gap

    def draw(canvas: Canvas, x: float, top: float) -> None:
        end = _column(canvas, body, x, top, size, left, step)
        _rule(canvas, x + left / 2, end - gap + 2, 0.4 * max(line.width for line in body))
        _column(canvas, below, x, end - 2 * gap + 1, motto, left, step)
        x += measure - right
        _column(canvas, ours[:1], x, top, size, right, step)
        end = _column(canvas, ours[1:], x, top - step, motto, right, step)
        _rule(canvas, x + right / 2, end - gap + 2, ours[1].width)
        _column(canvas, date, x, end - 2 * gap + 1, motto, right, step)

    return Block(height, draw)


def capitals(centre: str) -> str:
    """A centre's name in capitals, the words joined that no line should part."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), centre.upper())


def _column(canvas: Canvas, lines: list[Line], x: float, top: float, size: float, measure: float, step: float) -> float:
    for line in lines:
        draw_line(canvas, line, x, top - size, size, measure, Align.CENTRE)
        top -= step
    return top


def _rule(canvas: Canvas, middle: float, y: float, length: float) -> None:
    canvas.setLineWidth(0.6)
    canvas.line(middle - length / 2, y, middle + length / 2, y)
