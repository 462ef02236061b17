"""A page of a PDF as pixels, for the preview and for printers that take pictures."""

from __future__ import annotations

import pypdfium2


def page_image(pdf: bytes, page: int, dpi: int) -> tuple[int, int, int, bytes]:
    """Width, height, bytes a row and the pixels, three bytes each in the order blue, green, red; ``page`` from 0."""
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[page].render(scale=dpi / 72)
        return bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
