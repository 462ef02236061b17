"""One page from how it came to how it is kept: straight, cropped, and as few bytes as it needs to be read."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageOps

from onecua_desk.scans import edges, ground, tones
from onecua_desk.scans.encode import Coded, encoded
from onecua_desk.scans.manner import Kind, Manner
from onecua_desk.scans.skew import skew
from onecua_desk.scans.source import LONGEST, Raw

TEXT_DPI, PICTURE_DPI = 200, 150
_A4_SIDES = (210 / 25.4, 297 / 25.4)
"""Inches; a picture of unknown size is taken to be as long as that."""
_A4_SHAPES = (1.33, 1.5)
_MOST_GROWTH = 2.0
"""A coarse picture is not made finer than this: it would only have more bytes."""
_PLAIN_SIDES = {Kind.TEXT: 0.75, Kind.PICTURE: 0.92}
"""What fills less than this share of both sides is cut out of the scanner's lid around it."""
_RIM = 1.2 / 25.4
"""Inches along the edges where no letters are, but shadows of the edge."""
_CARD, _CARD_TOLERANCE = 85.6 / 53.98, 0.05
"""ISO/IEC 7810 ID-1, the shape of the citizen card."""
_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it will be kept. ``picture``: mode ``1`` or ``L``; ``skew``: degrees that were taken out."""

    picture: Image.Image
    coded: Coded
    kind: Kind
    skew: float = 0.0
    cropped: bool = False
    like_card: bool = False


@dataclass(frozen=True, slots=True)
class _Page:
    """The paper alone, grey, at ``dpi``."""

    grey: Image.Image
    dpi: float
    cropped: bool


def prepared(raw: Raw, manner: Manner) -> Sheet:
    """The page as ``manner`` wants it, with what it leaves open measured."""
    page = _cut_out(raw, crop=manner.crop)
    like_card = page.cropped and _is_card(page.grey.size)
    measured = Kind.PICTURE if like_card else tones.measured(page.grey)
    kind = manner.kind or measured
    marks = ground.ink(page.grey)
    # Only lines of letters say how a page is slanted, whatever the official wants it to be kept as.
    angle = skew(_strokes(marks)) if manner.crop and measured is Kind.TEXT else 0.0
    if kind is Kind.TEXT:
        done, dpi = _black_and_white(marks, angle, page.dpi), page.dpi
    else:
        dpi = min(page.dpi, PICTURE_DPI)
        done = _scaled(_rotated(page.grey, angle, edges.median_level(page.grey.histogram())), dpi / page.dpi)
    done = turned(done, manner.turns)
    return Sheet(done, encoded(done, dpi), kind, angle, page.cropped, like_card)


def turned(picture: Image.Image, turns: int) -> Image.Image:
    """``picture`` after quarter turns clockwise."""
    return picture.transpose(_TURNS[turns % 4]) if turns % 4 else picture


def _cut_out(raw: Raw, *, crop: bool) -> _Page:
    grey = raw.picture.convert("L")
    corners = edges.find_paper(grey) if crop else None
    if corners is None:
        page = _fitted(grey, raw.dpi)
        return _without_lid(page) if crop else page
    width, height = edges.sides(corners)
    dpi = raw.dpi or max(width, height) / _A4_SIDES[1]
    growth = min(TEXT_DPI / dpi, _MOST_GROWTH)
    smaller = _scaled(grey, growth) if growth < 1 else grey
    by = smaller.width / grey.width
    first, second, third, fourth = ((x * by, y * by) for x, y in corners)
    size = _paper_size(width * growth, height * growth, known=raw.dpi is not None)
    return _Page(edges.straightened(smaller, (first, second, third, fourth), size), dpi * growth, cropped=True)


def _paper_size(width: float, height: float, *, known: bool) -> tuple[int, int]:
    """Of a camera's picture that shows about an A4 sheet: exactly its shape, whatever the slant made of it."""
    short, long = sorted((width, height))
    if not known and _A4_SHAPES[0] <= long / short <= _A4_SHAPES[1]:
        short = long * _A4_SIDES[0] / _A4_SIDES[1]
        width, height = (short, long) if width < height else (long, short)
    return round(width), round(height)


def _fitted(grey: Image.Image, known: float | None) -> _Page:
    """The whole picture at ``TEXT_DPI``, or coarser where it has no more to show."""
    dpi = known or max(grey.size) / _A4_SIDES[1]
    growth = min(TEXT_DPI / dpi, _MOST_GROWTH, LONGEST / max(grey.size))
    return _Page(_scaled(grey, growth), dpi * growth, cropped=False)


def _without_lid(page: _Page) -> _Page:
    box = edges.find_content(page.grey)
    if box is None:
        return page
    share = max((box[2] - box[0]) / page.grey.width, (box[3] - box[1]) / page.grey.height)
    small = page.grey.crop(box)
    if share > _PLAIN_SIDES[tones.measured(small)] or min(small.size) < page.dpi / 2:
        return page
    return _Page(small, page.dpi, cropped=True)


def _scaled(grey: Image.Image, by: float) -> Image.Image:
    if abs(by - 1) < 0.005:
        return grey
    size = max(1, round(grey.width * by)), max(1, round(grey.height * by))
    return grey.resize(size, Image.Resampling.BOX if by < 0.7 else Image.Resampling.BICUBIC)


def _is_card(size: tuple[int, int]) -> bool:
    return abs(max(size) / min(size) / _CARD - 1) < _CARD_TOLERANCE


def _strokes(marks: Image.Image) -> Image.Image:
    return ImageOps.invert(ground.in_black_and_white(marks).convert("L"))


def _rotated(page: Image.Image, angle: float, paper: int) -> Image.Image:
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=paper) if angle else page


def _black_and_white(marks: Image.Image, angle: float, dpi: float) -> Image.Image:
    """The marks are turned, not the page: its shadow would end in a line where the new corners begin."""
    page = ground.in_black_and_white(_rotated(marks, angle, 0))
    rim = min(round(_RIM * dpi), min(page.size) // 4)
    clean = Image.new("1", page.size, 255)
    clean.paste(page.crop((rim, rim, page.width - rim, page.height - rim)), (rim, rim))
    return clean
