"""Where the paper lies in a camera's picture, or on a scanner with its lid open: four corners on darker ground."""

from __future__ import annotations

from math import dist
from statistics import median

from PIL import Image, ImageFilter

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower right, lower left, in pixels of the picture."""

_SMALL = 320
_CONTRAST = 45
"""How much brighter than the table the paper must be, of 255."""
_LEVELS = (1.0, 0.75, 0.55)
"""Shares of the level between paper and table: with a shadow over the paper the lower ones still find all of it."""
_STEP = 30
"""How much darker it must be just outside an edge than just inside: the edge of a shadow is softer."""
_PLAIN = 10
"""How far the plain border may be from its own median, of 255."""
_INSET = 0.004
"""Share of the longer edge that is left out inside the found edge: the edge itself is a dark line."""


def find_paper(grey: Image.Image) -> Corners | None:
    """The paper's corners; ``None`` where there is no darker ground around it, or the shape is no sheet of paper."""
    small = _small(grey)
    small = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(5))  # letters vanish in their paper
    level = split(small.histogram())
    if level is None:
        return None
    for share in _LEVELS:
        corners = _sheet_brighter_than(round(level * share), small)
        if corners is not None:
            return _inset(corners, grey.width / small.width, _INSET * max(grey.size))
    return None


def _sheet_brighter_than(level: int, small: Image.Image) -> Corners | None:
    bright = small.point(lambda value: 255 if value > level else 0)
    bright = bright.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.MaxFilter(5))  # reflections on the table vanish
    corners = _extremes(bright)
    if corners is None or not _is_sheet(corners, bright) or not _has_sharp_edges(corners, small):
        return None
    return corners


def find_content(grey: Image.Image) -> tuple[int, int, int, int] | None:
    """The box around what differs from the plain border (a scanner's lid), in pixels; ``None`` for an empty page."""
    small = _small(grey)
    border = median_level(_frame(small))
    differs = small.point(lambda value: 255 if abs(value - border) > _PLAIN else 0)
    box = differs.filter(ImageFilter.MinFilter(3)).getbbox()
    if box is None:
        return None
    scale = grey.width / small.width
    left, upper, right, lower = ((value + out) * scale for value, out in zip(box, (-1, -1, 1, 1), strict=True))
    return max(0, round(left)), max(0, round(upper)), min(grey.width, round(right)), min(grey.height, round(lower))


def _small(grey: Image.Image) -> Image.Image:
    scale = _SMALL / max(grey.size)
    size = max(1, round(grey.width * scale)), max(1, round(grey.height * scale))
    return grey.resize(size, Image.Resampling.BOX)


def _frame(small: Image.Image) -> list[int]:
    """How many of the outermost pixels have which level."""
    width, height = small.size
    strips = ((0, 0, width, 3), (0, height - 3, width, height), (0, 0, 3, height), (width - 3, 0, width, height))
    counts = [small.crop(strip).histogram() for strip in strips]
    return [sum(levels) for levels in zip(*counts, strict=True)]


def median_level(histogram: list[int]) -> int:
    """The level that half of the pixels do not exceed."""
    half, seen = sum(histogram) / 2, 0
    for level, count in enumerate(histogram):
        seen += count
        if seen >= half:
            return level
    return 255


def split(histogram: list[int]) -> int | None:
    """Otsu's level between two groups of grey; ``None`` when they are not clearly apart."""
    total, weighted = sum(histogram), sum(level * count for level, count in enumerate(histogram))
    best, found, apart = 0.0, 0, 0.0
    below = below_weighted = 0
    for level, count in enumerate(histogram):
        below += count
        below_weighted += level * count
        above = total - below
        if not below or not above:
            continue
        between = (weighted - below_weighted) / above - below_weighted / below
        if below * above * between**2 > best:
            best, found, apart = below * above * between**2, level, between
    return found if apart >= _CONTRAST else None


def straightened(grey: Image.Image, corners: Corners, size: tuple[int, int]) -> Image.Image:
    """The paper between ``corners`` as a rectangle of ``size``: what is slanted in the picture is straight."""
    width, height = size
    frame = (0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))
    return grey.transform(size, Image.Transform.PERSPECTIVE, projection(frame, corners), Image.Resampling.BICUBIC)


def sides(corners: Corners) -> tuple[float, float]:
    """Width and height of the paper, in pixels: the means of opposite sides."""
    upper_left, upper_right, lower_right, lower_left = corners
    width = (dist(upper_left, upper_right) + dist(lower_left, lower_right)) / 2
    return width, (dist(upper_left, lower_left) + dist(upper_right, lower_right)) / 2


def _extremes(bright: Image.Image) -> Corners | None:
    """The outermost bright pixels along the four diagonals."""
    width, pixels = bright.width, bright.tobytes()
    ends: list[Point] = []
    for y in range(bright.height):
        row = pixels[y * width : (y + 1) * width]
        if (first := row.find(b"\xff")) >= 0:
            ends += [(first, y), (row.rfind(b"\xff") + 1, y), (first, y + 1), (row.rfind(b"\xff") + 1, y + 1)]
    if not ends:
        return None
    return (
        min(ends, key=lambda end: end[0] + end[1]),
        max(ends, key=lambda end: end[0] - end[1]),
        max(ends, key=lambda end: end[0] + end[1]),
        min(ends, key=lambda end: end[0] - end[1]),
    )


def _is_sheet(corners: Corners, bright: Image.Image) -> bool:
    """Filled by what is bright, with nothing bright beside it, and neither a speck nor the whole picture."""
    frame = bright.width * bright.height
    area = _area(corners)
    if not 0.12 * frame < area < 0.985 * frame:
        return False
    return 0.9 * area < bright.histogram()[255] < 1.06 * area


def _has_sharp_edges(corners: Corners, small: Image.Image) -> bool:
    """At least one side of the paper lies inside the picture, and all of those that do are edges, not shadows."""
    middle = sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4
    steps = [_step(start, end, middle, small) for start, end in zip(corners, corners[1:] + corners[:1], strict=True)]
    seen = [step for step in steps if step is not None]
    return bool(seen) and min(seen) >= _STEP


def _step(start: Point, end: Point, middle: Point, small: Image.Image) -> float | None:
    """The median fall of brightness across one side; ``None`` where the picture ends there."""
    away = (start[0] + end[0]) / 2 - middle[0], (start[1] + end[1]) / 2 - middle[1]
    length = dist(away, (0, 0)) or 1.0
    out = 5 * away[0] / length, 5 * away[1] / length
    falls = []
    for part in range(2, 23):
        x = start[0] + (end[0] - start[0]) * part / 24
        y = start[1] + (end[1] - start[1]) * part / 24
        inside, outside = (round(x - out[0]), round(y - out[1])), (round(x + out[0]), round(y + out[1]))
        if _within(inside, small) and _within(outside, small):
            falls.append(_value(small, inside) - _value(small, outside))
    return median(falls) if len(falls) > 10 else None


def _within(point: tuple[int, int], image: Image.Image) -> bool:
    return 0 <= point[0] < image.width and 0 <= point[1] < image.height


def _value(grey: Image.Image, point: tuple[int, int]) -> int:
    value = grey.getpixel(point)
    assert isinstance(value, int)
    return value


def _area(corners: Corners) -> float:
    following = corners[1:] + corners[:1]
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(corners, following, strict=True))) / 2


def _inset(corners: Corners, scale: float, inset: float) -> Corners:
    middle_x = sum(x for x, _ in corners) / 4
    middle_y = sum(y for _, y in corners) / 4
    moved = [
        (x * scale + (inset if x < middle_x else -inset), y * scale + (inset if y < middle_y else -inset))
        for x, y in corners
    ]
    return moved[0], moved[1], moved[2], moved[3]


def projection(to: Corners, of: Corners) -> list[float]:
    """The eight numbers of the projection that takes each point ``to`` in the result from one ``of`` the picture."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(to, of, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return _solved(rows)


def _solved(rows: list[list[float]]) -> list[float]:
    """Gauss and Jordan's elimination with pivots; the last column is the right side."""
    count = len(rows)
    for column in range(count):
        pivot = max(range(column, count), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(count):
            if row != column and (factor := rows[row][column]):
                rows[row] = [value - factor * lead for value, lead in zip(rows[row], rows[column], strict=True)]
    return [row[-1] for row in rows]
