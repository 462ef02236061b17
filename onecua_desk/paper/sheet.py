"""Pages of blocks turned into the bytes of one PDF, on paper of any size, the same bytes for the same pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from reportlab.lib.pagesizes import A3, A4, A5
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import Block
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, face, width
from onecua_desk.paper.lines import Align, Run, draw_text

_NUMBER_SIZE = 8.5
#: Points between a full page and its number: where the margin is wide, air; else as much as keeps it printable.
_WIDE_MARGIN, _NUMBER_AIR, _LEAST_AIR = 30.0, 5.0, 0.5
_MARK_SIZE = 8.5


@dataclass(frozen=True, slots=True)
class Page:
    """A piece of paper and its margins, in points. Margins of 14 (5 mm) and more are what cheap lasers can print."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """How wide a line may be."""
        return self.width - self.left - self.right

    @property
    def room(self) -> float:
        """How high the blocks of a page may be together."""
        return self.height - self.top - self.bottom


#: The left margins leave room for the binder.
A5_PAGE = Page(A5[0], A5[1], left=40.0, right=28.0, top=29.0, bottom=24.0)
A4_PAGE = Page(A4[0], A4[1], left=56.0, right=42.0, top=42.0, bottom=36.0)
#: Across, bound at the top or at the left: wide tables.
A4_ACROSS = Page(A4[1], A4[0], left=42.0, right=28.0, top=34.0, bottom=30.0)
A3_ACROSS = Page(A3[1], A3[0], left=42.0, right=42.0, top=42.0, bottom=36.0)


def pdf(
    copies: Sequence[Sequence[Sequence[Block]]],
    *,
    page: Page = A5_PAGE,
    title: str,
    author: str,
    reprint: int = 0,
    small: float = 1.0,
) -> bytes:
    """The copies one after the other, each with its own page numbers when it has several, ``small`` times as large.

    ``reprint`` above 0 stands on every page as "Bản in lại lần n", in the top margin, so that nothing else moves.
    """
    face(REGULAR)
    buffer = BytesIO()
    canvas = new_canvas(buffer, page, title, author)
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("Duplex", "Simplex")  # the two copies part ways, so they never share a sheet
    for pages in copies:
        for number, blocks in enumerate(pages, start=1):
            draw_blocks(canvas, page, blocks)
            if len(pages) > 1:
                draw_number(canvas, page, f"trang {number}/{len(pages)}", small)
            if reprint:
                _draw_mark(canvas, page, _mark(reprint))
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def new_canvas(file: BinaryIO, page: Page, title: str, author: str) -> Canvas:
    """ReportLab's canvas for pages of this size; the same drawing gives the same bytes."""
    size = (page.width, page.height)
    canvas = Canvas(file, pagesize=size, invariant=1, pageCompression=1, initialFontName=REGULAR, lang="vi-VN")
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("onecua_desk")
    return canvas


def draw_blocks(canvas: Canvas, page: Page, blocks: Sequence[Block]) -> None:
    """One below the other from the top margin on."""
    top = page.height - page.top
    for block in blocks:
        block.draw(canvas, page.left, top)
        top -= block.height


def draw_number(canvas: Canvas, page: Page, text: str, scale: float = 1.0) -> None:
    """In the middle of the bottom margin; larger ones lie as far below the text as small ones."""
    size = _NUMBER_SIZE * scale
    baseline = page.bottom - size - (_NUMBER_AIR if page.bottom >= _WIDE_MARGIN else _LEAST_AIR)
    draw_text(canvas, Run(text, ITALIC), page.left, baseline, size, page.measure, Align.CENTRE)


def reprint_room(reprint: int) -> float:
    """How far the mark of a reprint reaches to the left of the right margin, with the gap beside it."""
    return width(_mark(reprint), BOLD, _MARK_SIZE) + 22 if reprint else 0.0


def _mark(reprint: int) -> str:
    return f"Bản in lại lần {reprint}"


def _draw_mark(canvas: Canvas, page: Page, text: str) -> None:
    wide = width(text, BOLD, _MARK_SIZE)
    x, y = page.width - page.right - wide - 4, page.height - page.top + 5
    canvas.setLineWidth(0.7)
    canvas.rect(x - 4, y - 3, wide + 8, _MARK_SIZE + 3.5)
    draw_text(canvas, Run(text, BOLD), x, y, _MARK_SIZE)
