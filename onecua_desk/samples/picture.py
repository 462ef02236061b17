"""A page as a PNG that is small and can still be read: few pixels, and only the colours that a paper has."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from onecua_desk.paper.page import PageImage

DPI = 96
"""At which letters of 8 points can be read on a screen; a full page of A5 takes about 35 KB."""
_COLOURS = 12


def png(page: PageImage) -> bytes:
    """The same page gives the same bytes."""
    size = (page.width, page.height)
    picture = Image.frombuffer("RGB", size, page.pixels, "raw", "BGR", page.stride, 1)
    buffer = BytesIO()
    picture.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
