"""A PDF of any number of pages in constant memory: each page goes to the file as soon as it is drawn.

ReportLab keeps every page until the end. Here its canvas draws one page at a time and knows the letters that were used;
the pages are written as objects of their own, and of ReportLab's document only the fonts are taken at the end.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import BinaryIO, Protocol

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import Block
from onecua_desk.paper.fonts import REGULAR, face
from onecua_desk.paper.sample_mark import sample_block
from onecua_desk.paper.sheet import Page, draw_blocks, draw_number, new_canvas

#: Objects from here on are ours; ReportLab's fonts take fewer numbers than this.
_OWN = 200
_TREE, _CATALOG, _FIRST = _OWN, _OWN + 1, _OWN + 2
_CATALOG_BODY = b"<< /Type /Catalog /Pages %d 0 R /Lang (vi-VN) /ViewerPreferences << /PrintScaling /None >> >>"
_PAGE_BODY = (
    b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Contents %d 0 R "
    b"/Resources << /Font %d 0 R /ProcSet [/PDF /Text] >> >>"
)


class Pages(Protocol):
    """Takes pages one after the other."""

    def draw(self, blocks: Sequence[Block], number: str = "") -> None:
        """A further page with ``number`` at its foot."""


class StreamedPdf:
    """Pages of one size on their way into ``file``, which has a whole PDF after ``close``."""

    def __init__(self, file: BinaryIO, *, page: Page, title: str, author: str, sample: bool = False) -> None:
        """``sample``: every page bears the word MẪU."""
        face(REGULAR)
        self._file, self._page = file, page
        self._always = [sample_block(page)] if sample else []
        self._fonts = BytesIO()
        self._canvas: Canvas = new_canvas(self._fonts, page, title, author)
        self._offsets: dict[int, int] = {}
        self.pages = 0
        self._file.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")

    def draw(self, blocks: Sequence[Block], number: str = "") -> None:
        """A further page with ``number`` at its foot."""
        draw_blocks(self._canvas, self._page, [*self._always, *blocks])
        if number:
            draw_number(self._canvas, self._page, number)
        drawn = zlib.compress(self._canvas.getCurrentPageContent().encode("latin-1"))
        self._canvas._startPage()  # forgets the page, which ``showPage`` would keep
        content = _FIRST + self.pages
        self._write(content, b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(drawn), drawn))
        self.pages += 1

    def close(self) -> None:
        """Fonts, the tree of pages and the table of objects."""
        fonts, info = self._write_fonts()
        first = _FIRST + self.pages
        size = (self._page.width, self._page.height)
        for place in range(self.pages):
            self._write(first + place, _PAGE_BODY % (_TREE, *size, _FIRST + place, fonts))
        kids = b" ".join(b"%d 0 R" % number for number in range(first, first + self.pages))
        self._write(_TREE, b"<< /Type /Pages /Count %d /Kids [%b] >>" % (self.pages, kids))
        self._write(_CATALOG, _CATALOG_BODY % _TREE)
        self._write_table(first + self.pages, info)

    def _write_fonts(self) -> tuple[int, int]:
        """ReportLab's own objects under their numbers; those of its dictionary of fonts and of its title."""
        self._canvas.showPage()  # a page that no tree of ours knows: a document without any is not saved
        self._canvas.save()
        made = self._fonts.getvalue()
        for number, start, end in _objects(made):
            self._offsets[number] = self._file.tell()
            self._file.write(made[start:end])
        return _reference(made, b"/Font"), _reference(made, b"/Info")

    def _write(self, number: int, body: bytes) -> None:
        self._offsets[number] = self._file.tell()
        self._file.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _write_table(self, size: int, info: int) -> None:
        start = self._file.tell()
        self._file.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for number in range(1, size):
            offset = self._offsets.get(number)
            entry = b"0000000000 65535 f \n" if offset is None else b"%010d 00000 n \n" % offset
            self._file.write(entry)
        trailer = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        self._file.write(trailer % (size, _CATALOG, info, start))


def _objects(pdf: bytes) -> list[tuple[int, int, int]]:
    """Number, beginning and end of every object of a small PDF that was written in one go, as its table has them."""
    found = re.search(rb"xref\s+0 (\d+)\s+", pdf)
    assert found is not None
    table = pdf[found.end() :].split(b"trailer")[0].split()
    starts = [(number, int(table[3 * number])) for number in range(1, int(found[1]))]
    assert len(starts) < _OWN
    ends = [start for _, start in starts[1:]] + [found.start()]
    return [(number, start, end) for (number, start), end in zip(starts, ends, strict=True)]


def _reference(pdf: bytes, name: bytes) -> int:
    found = re.search(re.escape(name) + rb" (\d+) 0 R", pdf)
    assert found is not None
    return int(found[1])
