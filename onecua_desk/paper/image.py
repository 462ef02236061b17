"""The pages of a PDF as pixels, for the preview and for printers that take pictures."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from onecua_desk.paper.page import PageImage


def page_images(pdf: bytes, dpi: int) -> Iterator[PageImage]:
    """The pages in their order, each made when it is asked for."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            bitmap = page.render(scale=dpi / 72)
            yield PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
