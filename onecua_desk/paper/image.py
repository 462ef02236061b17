"""The pages of a PDF as pixels, for the preview and for printers that take pictures."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from onecua_desk.paper.page import PageImage
from onecua_desk.pdfium import PDFIUM

_MM = 25.4 / 72


def page_images(pdf: bytes, dpi: int) -> Iterator[PageImage]:
    """The pages in their order, each made when it is asked for."""
    for number in range(page_count(pdf)):
        yield page_image(pdf, number, dpi)


def page_count(pdf: bytes) -> int:
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def page_size(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page, in whole millimetres."""
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
        return round(width * _MM), round(height * _MM)


def page_image(pdf: bytes, number: int, dpi: int) -> PageImage:
    """One page, 0 the first."""
    # Opened anew for each page (under a millisecond): between two pages nobody holds the lock.
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[number].render(scale=dpi / 72)
        return PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
