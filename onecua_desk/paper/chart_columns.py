"""The chart of the months: three columns each with their numbers, and above them the line of what was in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from reportlab.graphics.shapes import Line, Shape
from reportlab.lib.colors import HexColor

from onecua_desk.domain.chart import Chart
from onecua_desk.domain.fees import grouped
from onecua_desk.paper.chart_parts import STEP, Pen, headed

_BAND = 0.2
_WIDEST = 3.0
"""Of a column, in sizes of a letter: a single month is no wall."""
_NARROWEST = 1.3
"""The room for a column whose number stands upright on it."""

_LINED = 8
"""Sizes of a letter under which the columns need all the room for themselves."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """How wide a month is and a column in it, and where the columns stand: from ``base`` up to ``top``."""

    month: float
    column: float
    base: float
    top: float

    def middle(self, number: int) -> float:
        return (number + 0.5) * self.month


def columns(chart: Chart, width: float, height: float, pen: Pen) -> Iterator[Shape]:
    """From the lower left corner of ``width`` x ``height``; of too many months the last ones that can be read."""
    shown = chart.latest(max(int(width / (len(chart.series) * _NARROWEST * pen.size)), 1))
    head, top = headed(shown, width, height, pen)
    yield from head
    base = STEP * pen.size * 1.2
    lined = any(rate.whole for rate in shown.rates) and top - base > _LINED * pen.size
    band = (top - base) * _BAND + 2.5 * pen.size if lined else 0.0
    month = width / max(len(shown.labels), 1)
    plot = _Plot(month, min(month * 0.84 / len(shown.series), _WIDEST * pen.size), base, top - band)
    yield from _line(shown, plot, top, pen)
    yield from _columns(shown, plot, pen)
    yield pen.rule(0, base, width, pen.colours.soft)
    for number, label in enumerate(_labels(shown.labels, month, pen)):
        yield pen.words(label, plot.middle(number), pen.size * 0.3, anchor="middle")


def _labels(labels: tuple[str, ...], month: float, pen: Pen) -> Iterator[str]:
    """``"11/2026"``; the century goes where there is no room."""
    tight = any(pen.width(label) + pen.size * 0.5 > month for label in labels)
    return (label.replace("/20", "/") if tight else label for label in labels)


def _columns(chart: Chart, plot: _Plot, pen: Pen) -> Iterator[Shape]:
    numbers = [grouped(value) for one in chart.series for value in one.values]
    widest = max((pen.width(number) for number in numbers), default=0.0)
    flat = widest <= plot.column - pen.size * 0.2
    highest = plot.top - plot.base - (pen.size * 1.3 if flat else widest + pen.size * 0.6)
    for place, one in enumerate(chart.series):
        for number, value in enumerate(one.values):
            x = plot.middle(number) + (place - len(chart.series) / 2) * plot.column
            high = highest * value / max(chart.highest, 1)
            if value:
                yield from pen.bar(one.mark, x + 1, plot.base, plot.column - 2, high)
            middle, above, words = x + plot.column / 2, plot.base + high + pen.size * 0.3, grouped(value)
            yield pen.words(words, middle, above, anchor="middle") if flat else pen.upright(words, middle, above)


def _line(chart: Chart, plot: _Plot, top: float, pen: Pen) -> Iterator[Shape]:
    """Each known rate as a dot, joined to that of the next month; no two numbers run into each other."""
    known = {number: rate.percent for number, rate in enumerate(chart.rates) if rate.percent is not None}
    if not known:
        return
    low, bottom = min(*known.values(), 99.0), plot.top + pen.size * 1.9
    room = top - bottom - pen.size * 1.6
    points = {
        number: (plot.middle(number), bottom + room * (rate - low) / (100 - low)) for number, rate in known.items()
    }
    ink, thick = HexColor(pen.colours.rate), pen.size * 0.14
    for number, following in pairwise(points):
        if following == number + 1:
            yield Line(*points[number], *points[following], strokeColor=ink, strokeWidth=thick)
    free = 0.0
    for number, (x, y) in points.items():
        words = chart.rates[number].words
        yield pen.dot(x, y)
        if x - pen.width(words) / 2 >= free:
            aside = -1.3 if _in_a_valley(known, number) else 0.6
            yield pen.words(words, x, y + pen.size * aside, anchor="middle")
            free = x + pen.width(words) / 2 + pen.size * 0.4


def _in_a_valley(known: Mapping[int, float], number: int) -> bool:
    """Whether the line rises from here: its number then stands below it."""
    here = known[number]
    return 2 * here < known.get(number - 1, here) + known.get(number + 1, here)
