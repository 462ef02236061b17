"""The head of every official paper: issuing body on the left, the nation's name and motto on the right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import Block
from onecua_desk.paper.fonts import BOLD, ITALIC, width
from onecua_desk.paper.lines import Align, Line, Run, balanced, draw_line, wrap

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_SIZE, _MOTTO_SIZE = 9.0, 9.8
_STEP = 11.6
_RULE_GAP = 3.6
_LOGO = 34.0
#: Words of a centre's name that no line should part; a line may end behind a dash, none begins with one.
_TOGETHER = re.compile(r"HÀNH CHÍNH CÔNG|KẾT QUẢ|\b(XÃ|PHƯỜNG|ĐẶC KHU) | (?=[-–] )")


@dataclass(frozen=True, slots=True)
class Body:
    """Who the paper comes from: ``lines`` in capitals, its ``number`` below the rule, its ``logo`` (a PNG) above."""

    lines: tuple[Run, ...]
    number: str = ""
    logo: bytes = b""


def national_head(
    parent: str, centre: str, place_and_date: str, measure: float, scale: float = 1.0, number: str = ""
) -> Block:
    """The head of a paper of ``centre`` below ``parent``; ``number`` is the paper's own."""
    body = Body((Run(parent), Run(centre, BOLD)), f"Số: {number}" if number else "")
    return official_head(body, place_and_date, measure, scale)


def official_head(body: Body, place_and_date: str, measure: float, scale: float = 1.0) -> Block:
    """Two columns after Nghị định 30/2020, Phụ lục I; long names of bodies are set on several even lines."""
    size, motto, step, gap = _SIZE * scale, _MOTTO_SIZE * scale, _STEP * scale, _RULE_GAP * scale
    right = width(_NATION, BOLD, size) + 2
    left = measure - right - 12
    lines = [line for run in body.lines for line in balanced(capitals(run.text), run.font, size, left)]
    date = wrap([Run(place_and_date, ITALIC)], motto, right)
    ours = [*wrap([Run(_NATION, BOLD)], size, right), *wrap([Run(_MOTTO, BOLD)], motto, right)]
    below = wrap([Run(body.number)], motto, left) if body.number else []
    above = _LOGO * scale + gap if body.logo else 0.0
    height = max(above + (len(lines) + len(below)) * step, (len(ours) + len(date)) * step) + 2 * gap

    def draw(canvas: Canvas, x: float, top: float) -> None:
        if body.logo:
            draw_logo(canvas, body.logo, x + left / 2, top, _LOGO * scale)
        end = _column(canvas, lines, x, top - above, size, left, step)
        _rule(canvas, x + left / 2, end - gap + 2, 0.4 * max((line.width for line in lines), default=0.0))
        _column(canvas, below, x, end - 2 * gap + 1, motto, left, step)
        x += measure - right
        _column(canvas, ours[:1], x, top, size, right, step)
        end = _column(canvas, ours[1:], x, top - step, motto, right, step)
        _rule(canvas, x + right / 2, end - gap + 2, ours[1].width)
        _column(canvas, date, x, end - 2 * gap + 1, motto, right, step)

    return Block(height, draw)


def draw_logo(canvas: Canvas, png: bytes, middle: float, top: float, height: float) -> None:
    """The picture ``height`` points high, at most twice as wide, its middle at ``middle``."""
    picture = ImageReader(BytesIO(png))
    wide, high = picture.getSize()
    shown = min(height, 2 * height * high / wide)
    broad = shown * wide / high
    canvas.drawImage(picture, middle - broad / 2, top - (height + shown) / 2, broad, shown, mask="auto")


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
