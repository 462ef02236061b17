"""The dossier code as QR and as Code 128, sized in whole dots of a 300 dpi printer."""

from __future__ import annotations

from functools import lru_cache

import segno
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.code128 import bars

_DOT = 72 / 300
#: Bar widths to try, widest first: 4 dots are 2 pixels of a 150 dpi scan, 2 dots the least that a laser printer holds.
_BARS = (4 * _DOT, 3 * _DOT, 2 * _DOT)


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """Fill one path with the dark modules, neighbours in a row merged; the caller leaves four modules white around."""
    rows = _qr(text)
    module = side / len(rows)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        for start, length in row:
            path.rect(x + start * module, y + side - (number + 1) * module, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)


def draw_bars(canvas: Canvas, text: str, x: float, y: float, measure: float, height: float) -> None:
    """Code 128 from ``x`` on, without the text below, as wide as ``measure`` points allow."""
    # ReportLab's own brings all of its charts and paragraphs along: 4 MiB, and 0.1 s before the first preview.
    widths = bars(text)
    module = next((bar for bar in _BARS if bar * sum(widths) <= measure), _BARS[-1])
    path, place = canvas.beginPath(), 0
    for number, width in enumerate(widths):
        if number % 2 == 0:
            path.rect(x + place * module, y, width * module, height)
        place += width
    canvas.drawPath(path, stroke=0, fill=1)


@lru_cache(maxsize=8)
def _qr(text: str) -> list[list[tuple[int, int]]]:
    """The dark stretches row by row; kept for the second copy, as choosing the mask takes a few milliseconds."""
    return [_dark(row) for row in segno.make_qr(text, error="m").matrix]


def _dark(row: bytearray) -> list[tuple[int, int]]:
    """The dark stretches of a row as (start, length)."""
    stretches: list[tuple[int, int]] = []
    for place, module in enumerate(row):
        if not module:
            continue
        if stretches and sum(stretches[-1]) == place:
            stretches[-1] = (stretches[-1][0], stretches[-1][1] + 1)
        else:
            stretches.append((place, 1))
    return stretches
