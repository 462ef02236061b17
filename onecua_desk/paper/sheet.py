"""Pages of blocks turned into the bytes of one PDF, on paper of any size, the same bytes for the same pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A4, A5
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import Block
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, face, width
from onecua_desk.paper.lines import Align, Run, draw_text

_NUMBER_SIZE = 8.5
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


def pdf(
    copies: Sequence[Sequence[Sequence[Block]]], *, page: Page = A5_PAGE, title: str, author: str, reprint: int = 0
) -> bytes:
    """The copies one after the other, each with its own page numbers when it has several pages.

    ``reprint`` above 0 stands on every page as "Bản in lại lần n", in the top margin, so that nothing else moves.
    """
    face(REGULAR)
    buffer = BytesIO()
    size = (page.width, page.height)
    canvas = Canvas(buffer, pagesize=size, invariant=1, pageCompression=1, initialFontName=REGULAR, lang="vi-VN")
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setCreator("onecua_desk")
    canvas.setViewerPreference("PrintScaling", "None")
    canvas.setViewerPreference("Duplex", "Simplex")  # the two copies part ways, so they never share a sheet
    for pages in copies:
        for number, blocks in enumerate(pages, start=1):
            _draw_page(canvas, page, blocks)
            if len(pages) > 1:
                _draw_number(canvas, page, f"trang {number}/{len(pages)}")
            if reprint:
                _draw_mark(canvas, page, f"Bản in lại lần {reprint}")
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_page(canvas: Canvas, page: Page, blocks: Sequence[Block]) -> None:
    top = page.height - page.top
    for block in blocks:
        block.draw(canvas, page.left, top)
        top -= block.height


def _draw_number(canvas: Canvas, page: Page, text: str) -> None:
    draw_text(canvas, Run(text, ITALIC), page.left, page.bottom - 9, _NUMBER_SIZE, page.measure, Align.CENTRE)


def _draw_mark(canvas: Canvas, page: Page, text: str) -> None:
    wide = width(text, BOLD, _MARK_SIZE)
    x, y = page.width - page.right - wide - 4, page.height - page.top + 5
    canvas.setLineWidth(0.7)
    canvas.rect(x - 4, y - 3, wide + 8, _MARK_SIZE + 3.5)
    draw_text(canvas, Run(text, BOLD), x, y, _MARK_SIZE)
