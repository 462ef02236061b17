"""A page as pixels; a file of its own because it costs nothing to import."""

from __future__ import annotations

from typing import NamedTuple


class PageImage(NamedTuple):
    """Three bytes a pixel in the order blue, green, red; ``stride`` bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes
