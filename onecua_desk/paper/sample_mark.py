"""MẪU on every page of a paper that is not meant for anybody: samples, and everything that is printed in training.

TT 03/2025/TT-VPCP Art. 10: bold capitals, Times New Roman 16, top right of each page; our serif has the same shapes.
"""

from __future__ import annotations

from ctypes import byref
from functools import cache
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import Block
from onecua_desk.paper.fonts import BOLD, width
from onecua_desk.paper.lines import Run, draw_text
from onecua_desk.paper.sheet import Page, new_canvas, reprint_room
from onecua_desk.pdfium import PDFIUM

WORD = "MẪU"
_SIZE = 16.0
_EDGE, _RIGHT = 12.0, 28.0
_RISE = 0.905 * _SIZE
"""How high the marks of the Ẫ stand above the line."""
_DROP = 3.0
_SHRUNK = 0.98
"""What all else on a sheet is multiplied by, down to its foot: at its own size its head would touch the word."""
_ROLL = 283.0
"""Narrower pages (100 mm) have no top margin to stand in: they get one."""


def marked(pdf: bytes, reprint: int = 0) -> bytes:
    """The same pages with the word; those that have it already stay as they are.

    ``reprint``: the paper says "Bản in lại lần n" at the same place, so the word stands to the left of it.
    """
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        room = reprint_room(reprint)
        bare = [at for at, page in enumerate(document) if not any(_bears(page, beside) for beside in (0.0, room))]
        if not bare:
            return pdf
        for at in bare:
            _shrink(document[at])
        with pypdfium2.PdfDocument(_stamp()) as stamp:
            word = stamp.page_as_xobject(0, document)
            for at in bare:
                _put(document[at], word, room)
            word.close()
            buffer = BytesIO()
            document.save(buffer)
            return buffer.getvalue()


def sample_block(page: Page) -> Block:
    """The same for pages that we draw ourselves: laid first on the page, it makes room for itself."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        wide = width(WORD, BOLD, _SIZE)
        draw_text(canvas, Run(WORD, BOLD), page.width - _RIGHT - wide, page.height - _EDGE - _RISE, _SIZE)
        canvas.translate(_aside(page.width), 0)
        canvas.scale(_SHRUNK, _SHRUNK)

    return Block(0, draw)


def _aside(wide: float) -> float:
    """How far to the right a page moves that was shrunk, to stay in the middle."""
    return wide * (1 - _SHRUNK) / 2


def _shrink(page: pypdfium2.PdfPage) -> None:
    """Room for the word on a sheet; a page that was loaded before does not know of it."""
    wide, _ = page.get_size()
    if wide >= _ROLL:
        matrix = pdfium.FS_MATRIX(_SHRUNK, 0, 0, _SHRUNK, _aside(wide), 0)
        pdfium.FPDFPage_TransFormWithClip(page, byref(matrix), None)


def _put(page: pypdfium2.PdfPage, word: pypdfium2.PdfXObject, room: float) -> None:
    wide, high = page.get_size()
    if wide < _ROLL:
        high += _SIZE + _EDGE / 2
        page.set_mediabox(0, 0, wide, high)
        if page.get_cropbox(fallback_ok=False):
            page.set_cropbox(0, 0, wide, high)
    placed = word.as_pageobject()
    placed.set_matrix(pypdfium2.PdfMatrix().translate(*_place(wide, high, room)))
    page.insert_obj(placed)
    page.gen_content()


def _place(wide: float, high: float, room: float) -> tuple[float, float]:
    """The lower left corner of the word on a page of this size."""
    right = wide - (_RIGHT if wide >= _ROLL else _EDGE) - room
    return right - width(WORD, BOLD, _SIZE), high - _EDGE - _RISE - _DROP


def _bears(page: pypdfium2.PdfPage, room: float) -> bool:
    """Whether the word stands at its place; elsewhere it may be part of a name, as of xã Mẫu Sơn."""
    wide, high = page.get_size()
    left, bottom = _place(wide, high, room)
    text = page.get_textpage()
    found: str = text.get_text_bounded(left=left - 1, bottom=bottom, right=left + width(WORD, BOLD, _SIZE) + 1)
    text.close()
    return WORD in found


@cache
def _stamp() -> bytes:
    """A page no larger than the word."""
    wide = width(WORD, BOLD, _SIZE)
    page = Page(wide, _RISE + 2 * _DROP, 0, 0, 0, 0)
    buffer = BytesIO()
    canvas = new_canvas(buffer, page, WORD, WORD)
    draw_text(canvas, Run(WORD, BOLD), 0, _DROP, _SIZE)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
