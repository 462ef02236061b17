"""Pages of blocks turned into the bytes of one A5 PDF, the same bytes for the same pages."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import Block
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, face, width
from onecua_desk.paper.lines import Align, Run, draw_text

WIDTH, HEIGHT = A5
#: The left margin leaves room for the binder; all are inside what a cheap laser printer can print (5 mm).
LEFT, RIGHT, TOP, BOTTOM = 40.0, 28.0, 29.0, 24.0
MEASURE = WIDTH - LEFT - RIGHT
ROOM = HEIGHT - TOP - BOTTOM

_NUMBER_SIZE = 8.5
_MARK_SIZE = 8.5


def a5_pdf(copies: Sequence[Sequence[Sequence[Block]]], *, title: str, author: str, reprint: int) -> bytes:
    """The copies one after the other, each with its own page numbers when it has several pages.

    ``reprint`` above 0 stands on every page as "Bản in lại lần n", in the top margin, so that nothing else moves.
    """
    face(REGULAR)
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A5, invariant=1, pageCompression=1, initialFontName=REGULAR, lang="vi-VN")
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("onecua_desk")
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("Duplex", "Simplex")  # the two copies part ways, so they never share a sheet
    for pages in copies:
        for number, blocks in enumerate(pages, start=1):
            _draw_page(canvas, blocks)
            if len(pages) > 1:
                _draw_number(canvas, f"trang {number}/{len(pages)}")
            if reprint:
                _draw_mark(canvas, f"Bản in lại lần {reprint}")
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_page(canvas: Canvas, blocks: Sequence[Block]) -> None:
    top = HEIGHT - TOP
    for block in blocks:
        block.draw(canvas, LEFT, top)
        top -= block.height


def _draw_number(canvas: Canvas, text: str) -> None:
    draw_text(canvas, Run(text, ITALIC), LEFT, BOTTOM - 9, _NUMBER_SIZE, MEASURE, Align.CENTRE)


def _draw_mark(canvas: Canvas, text: str) -> None:
    wide = width(text, BOLD, _MARK_SIZE)
    x, y = LEFT + MEASURE - wide - 4, HEIGHT - TOP + 5
    canvas.setLineWidth(0.7)
    canvas.rect(x - 4, y - 3, wide + 8, _MARK_SIZE + 3.5)
    draw_text(canvas, Run(text, BOLD), x, y, _MARK_SIZE)
