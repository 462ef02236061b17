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


def national_head(parent: str, centre: str, place_and_date: str, measure: float) -> Block:
    """Two columns after Nghị định 30/2020, Phụ lục I; long names of bodies are set on several even lines."""
    right = width(_NATION, BOLD, _SIZE) + 2
    left = measure - right - 12
    joined = _TOGETHER.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), centre.upper())
    body = [*balanced(parent.upper(), REGULAR, _SIZE, left), *balanced(joined, BOLD, _SIZE, left)]
    date = wrap([Run(place_and_date, ITALIC)], _MOTTO_SIZE, right)
    ours = [*wrap([Run(_NATION, BOLD)], _SIZE, right), *wrap([Run(_MOTTO, BOLD)], _MOTTO_SIZE, right)]
    height = max(len(body) * _STEP + 2 * _RULE_GAP, (len(ours) + len(date)) * _STEP + 2 * _RULE_GAP)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        end = _column(canvas, body, x, top, _SIZE, left)
        _rule(canvas, x + left / 2, end, 0.4 * max(line.width for line in body))
        x += measure - right
        _column(canvas, ours[:1], x, top, _SIZE, right)
        end = _column(canvas, ours[1:], x, top - _STEP, _MOTTO_SIZE, right)
        _rule(canvas, x + right / 2, end, ours[1].width)
        _column(canvas, date, x, end - 2 * _RULE_GAP + 1, _MOTTO_SIZE, right)

    return Block(height, draw)


def _column(canvas: Canvas, lines: list[Line], x: float, top: float, size: float, measure: float) -> float:
    for line in lines:
        draw_line(canvas, line, x, top - size, size, measure, Align.CENTRE)
        top -= _STEP
    return top


def _rule(canvas: Canvas, middle: float, y: float, length: float) -> None:
    canvas.setLineWidth(0.6)
    canvas.line(middle - length / 2, y - _RULE_GAP + 2, middle + length / 2, y - _RULE_GAP + 2)
