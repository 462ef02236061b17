"""By how much the lines of a page are slanted, from how sharply its rows alternate between ink and paper."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from math import radians, tan

from PIL import Image

_HEIGHT = 1000
_STRIPS = 96
"""The page is cut into so many upright strips; to slant it by a small angle is to move them up or down."""
_FURTHEST = 15.0
_STEPS = (0.4, 0.1, 0.025)
_CLEARLY = 1.06


def skew(marks: Image.Image) -> float:
    """Degrees by which to turn the page against the clock to make it straight; 0 where its lines do not say it."""
    small = marks.resize((_STRIPS, _HEIGHT), Image.Resampling.BOX)
    shape = marks.width / marks.height
    at = partial(_sharpness, small, shape)
    best = 0.0
    reach = _FURTHEST
    for step in _STEPS:
        count = round(reach / step)
        best = max((best + step * number for number in range(-count, count + 1)), key=at)
        reach = step
    if abs(best) >= _FURTHEST or at(best) < _CLEARLY * at(0.0):
        return 0.0
    return best


def _sharpness(small: Image.Image, shape: float, angle: float) -> float:
    # A line that falls to the right by ``angle`` in the page falls by so many rows a strip in the small picture.
    fall = tan(radians(angle)) * shape * _HEIGHT / _STRIPS
    level = small.transform(
        small.size, Image.Transform.AFFINE, (1, 0, 0, fall, 1, -fall * _STRIPS / 2), Image.Resampling.BILINEAR
    )
    rows = level.resize((1, _HEIGHT), Image.Resampling.BOX).tobytes()
    return float(sum((here - above) ** 2 for above, here in pairwise(rows)))
