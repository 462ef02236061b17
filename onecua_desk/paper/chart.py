"""Charts, drawn once: as SVG for the window and as a strip of a PDF page, in whatever colours and type they ask for."""

from __future__ import annotations

from functools import cache

from reportlab.graphics import renderPDF, renderSVG
from reportlab.graphics.shapes import Drawing
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.chart import Chart, Colours
from onecua_desk.paper.chart_bars import bars
from onecua_desk.paper.chart_columns import columns
from onecua_desk.paper.chart_parts import Pen
from onecua_desk.paper.flow import Block
from onecua_desk.paper.fonts import BOLD, REGULAR, face
from onecua_desk.resources import resource

_SANS, _SANS_BOLD = "OnecuaSans", "OnecuaSans-SemiBold"
_FAMILIES = {_SANS: {"family": "Onecua Sans"}, _SANS_BOLD: {"family": "Onecua Sans", "weight": "600"}}


def svg(chart: Chart, width: int, height: int, size: float, colours: Colours) -> bytes:
    """For the window: ``width`` x ``height`` px, letters of ``size`` px in the screen's own face.

    ``useClip``: the other way of clipping is a rectangle of its own, which Qt paints black.
    """
    _load_screen_faces()
    pen = Pen(_SANS, _SANS_BOLD, size, colours)
    text: str = renderSVG.drawToString(_drawing(chart, width, height, pen), fontHacks=_FAMILIES, useClip=True)
    return text.encode()


def chart_block(chart: Chart, measure: float, height: float, size: float) -> Block:
    """For paper: a strip ``measure`` wide and ``height`` high, in points."""
    face(REGULAR)
    drawing = _drawing(chart, measure, height, Pen(REGULAR, BOLD, size, Colours()))

    def draw(canvas: Canvas, x: float, top: float) -> None:
        renderPDF.draw(drawing, canvas, x, top - height)

    return Block(height, draw)


def _drawing(chart: Chart, width: float, height: float, pen: Pen) -> Drawing:
    drawing = Drawing(width, height)
    for shape in (bars if chart.across else columns)(chart, width, height, pen):
        drawing.add(shape)
    return drawing


@cache
def _load_screen_faces() -> None:
    """ReportLab measures with them; the window draws with its own, which are the same files."""
    for name, file in ((_SANS, "OnecuaSans-Regular.ttf"), (_SANS_BOLD, "OnecuaSans-SemiBold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
