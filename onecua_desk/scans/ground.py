"""The paper's own brightness, which shadows and grey backgrounds change slowly, told apart from what is on it."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

_CELL = 8
_REACH = 9
"""Cells (of 8 px, 1 mm at 200 dpi): dark marks narrower than this stand on the paper, wider ones are ground."""
_FAINTEST, _DARKEST = 24, 100
_SMALLEST = 3
"""Points that print leaves at 200 dpi; fewer together are dust."""


def closed_cells(grey: Image.Image) -> Image.Image:
    """The page in cells, without the dark marks that are narrow enough to stand *on* it."""
    small = grey.resize((-(-grey.width // _CELL), -(-grey.height // _CELL)), Image.Resampling.BOX)
    # Brightest, then darkest of the neighbours: what is narrow vanishes, and the edge of a shadow stays where it is.
    return small.filter(ImageFilter.MaxFilter(_REACH)).filter(ImageFilter.MinFilter(_REACH))


def ink(grey: Image.Image) -> Image.Image:
    """How much darker each pixel is than the paper around it: 0 is paper."""
    ground = closed_cells(grey).filter(ImageFilter.GaussianBlur(1.5)).resize(grey.size, Image.Resampling.BILINEAR)
    return ImageChops.subtract(ground, grey)


def in_black_and_white(marks: Image.Image) -> Image.Image:
    """A picture of mode ``1`` from ``ink``: what is dark enough is black, dust is left out."""
    level = _level(marks)
    page = marks.filter(ImageFilter.GaussianBlur(0.5)).point(lambda value: 0 if value > level else 255)
    return _without_dust(page).convert("1", dither=Image.Dither.NONE)


def _level(marks: Image.Image) -> int:
    """Between paper and ink: half as dark as what is clearly ink, so that faded writing counts on a faded page."""
    counts = marks.histogram()
    dark = sum(counts[_FAINTEST:])
    if not dark:
        return _FAINTEST
    mean = sum(level * count for level, count in enumerate(counts) if level >= _FAINTEST) / dark
    return round(min(max(mean * 0.55, _FAINTEST), _DARKEST))


def _without_dust(page: Image.Image) -> Image.Image:
    """Black points with hardly any black around them become paper."""
    around = page.filter(ImageFilter.Kernel((3, 3), [1] * 9, scale=9))
    lonely = around.point(lambda value: 255 if value > 255 - 255 * _SMALLEST / 9 + 10 else 0)
    return ImageChops.lighter(page, lonely)
