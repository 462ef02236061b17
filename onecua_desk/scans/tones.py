"""Whether a page is letters or a picture: what a page of letters stands on is even, a picture has no such ground."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

from onecua_desk.scans.ground import closed_cells
from onecua_desk.scans.manner import Kind

_SHADOW = 20
"""Cells (mm at 200 dpi): brightness that changes over less than this is no shadow."""
_EVEN = 7.0
"""Of 255. Measured: letters, also with shadows, on patterned paper, with a photograph on the page, up to 2.5; pictures
from 13."""


def measured(grey: Image.Image) -> Kind:
    """``grey`` at about 200 dpi."""
    return Kind.PICTURE if unevenness(grey) > _EVEN else Kind.TEXT


def unevenness(grey: Image.Image) -> float:
    """How far, on average, the ground of the page is from its own brightness around, of 255."""
    ground = closed_cells(grey)
    counts = ImageChops.difference(ground, ground.filter(ImageFilter.GaussianBlur(_SHADOW))).histogram()
    return sum(level * count for level, count in enumerate(counts)) / sum(counts)
