"""The chart of the fields: a name and two lying bars a line, the longest first, each with its number."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.graphics.shapes import Line, Shape
from reportlab.lib.colors import HexColor

from onecua_desk.domain.chart import Chart
from onecua_desk.domain.fees import grouped
from onecua_desk.paper.chart_parts import MIDDLE, STEP, Pen, headed

_NAMES = 0.36
"""The share of the width that names may take."""
_BAR, _GAP = 1.05, 0.4
"""The height of a bar and of the room between two names, in sizes of a letter."""
_AIRY = 1.5


def bars(chart: Chart, width: float, height: float, pen: Pen) -> Iterator[Shape]:
    """From the lower left corner of ``width`` x ``height``; what has no line of its own is put together in the last."""
    head, top = headed(chart, width, height, pen)
    yield from head
    least = (_BAR * len(chart.series) + _GAP) * pen.size
    shown = chart.largest(max(int(top / least), 1))
    row = min(top / max(len(shown.labels), 1), least * _AIRY)
    left = min(max((pen.width(label) for label in shown.labels), default=0.0), width * _NAMES)
    start = left + pen.size * 0.8
    longest = width - start - pen.width(grouped(shown.highest)) - pen.size
    for number, label in enumerate(shown.labels):
        middle = top - (number + 0.5) * row
        yield from _name(label, left, middle, pen)
        yield from _bars(shown, number, start, middle, longest, pen)
    yield from ([] if chart.empty else [_stem(start, top, top - len(shown.labels) * row, pen)])


def _name(label: str, room: float, middle: float, pen: Pen) -> Iterator[Shape]:
    lines = pen.fitted(label, room)
    first = middle - MIDDLE * pen.size + (len(lines) - 1) * STEP * pen.size / 2
    for number, line in enumerate(lines):
        yield pen.words(line, room, first - number * STEP * pen.size * 0.9, anchor="end")


def _bars(chart: Chart, number: int, start: float, middle: float, longest: float, pen: Pen) -> Iterator[Shape]:
    high = _BAR * pen.size
    top = middle + high * len(chart.series) / 2
    for place, one in enumerate(chart.series):
        value, y = one.values[number], top - (place + 1) * high
        long = longest * value / max(chart.highest, 1)
        if value:
            yield from pen.bar(one.mark, start, y + high * 0.08, long, high * 0.84)
        yield pen.words(grouped(value), start + long + pen.size * 0.4, y + high / 2 - MIDDLE * pen.size)


def _stem(x: float, top: float, bottom: float, pen: Pen) -> Shape:
    return Line(x, bottom, x, top, strokeColor=HexColor(pen.colours.soft), strokeWidth=0.8)
