"""The parts that all charts are made of: words, bars that differ without their colour, the legend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.graphics.shapes import Circle, Group, Line, Rect, Shape, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics

from onecua_desk.domain.chart import Chart, Colours, Mark
from onecua_desk.domain.text import clean

#: Height of a line in sizes of its text.
STEP = 1.35
#: From the baseline to the middle of a figure, in sizes.
MIDDLE = 0.35
_RATE = "Tỷ lệ trước và đúng hạn"


@dataclass(frozen=True, slots=True)
class Pen:
    """The faces, by the names that ReportLab knows them under, the size of letters, and the colours."""

    regular: str
    bold: str
    size: float
    colours: Colours

    def width(self, text: str, *, bold: bool = False) -> float:
        return float(pdfmetrics.stringWidth(text, self.bold if bold else self.regular, self.size))

    def words(
        self, text: str, x: float, y: float, *, anchor: str = "start", colour: str = "", bold: bool = False
    ) -> String:
        """``y`` is the baseline, ``anchor`` what of the text lies at ``x``: start, middle or end."""
        ink = HexColor(colour or self.colours.ink)
        name = self.bold if bold else self.regular
        return String(x, y, text, fontName=name, fontSize=self.size, fillColor=ink, textAnchor=anchor)

    def upright(self, text: str, middle: float, y: float) -> Group:
        """``text`` read from below, its start at ``y``."""
        group = Group(self.words(text, 0, 0))
        group.translate(middle + MIDDLE * self.size, y)
        group.rotate(90)
        return group

    def rule(self, x: float, y: float, right: float, colour: str = "") -> Line:
        return Line(x, y, right, y, strokeColor=HexColor(colour or self.colours.line), strokeWidth=0.8)

    def bar(self, mark: Mark, x: float, y: float, width: float, height: float) -> Iterator[Shape]:
        """Pale with an edge, solid, or striped: so that it is known in grey too."""
        colours = self.colours
        if mark is Mark.RECEIVED:
            edge = HexColor(colours.edge)
            yield Rect(x, y, width, height, fillColor=HexColor(colours.received), strokeColor=edge, strokeWidth=0.9)
            return
        fill = HexColor(colours.resolved if mark is Mark.RESOLVED else colours.overdue)
        yield Rect(x, y, width, height, fillColor=fill, strokeColor=None)
        if mark is Mark.OVERDUE:
            yield from self._stripes(x, y, width, height)

    def _stripes(self, x: float, y: float, width: float, height: float) -> Iterator[Shape]:
        thick = self.size * 0.14
        for number in range(1, int(height / (3 * thick)) + 1):
            if (above := number * 3 * thick) + thick < height:
                ground = HexColor(self.colours.ground)
                yield Rect(x + 1, y + above, max(width - 2, 0), thick, fillColor=ground, strokeColor=None)

    def dot(self, x: float, y: float) -> Circle:
        colours = self.colours
        fill, edge = HexColor(colours.ground), HexColor(colours.rate)
        return Circle(x, y, self.size * 0.26, fillColor=fill, strokeColor=edge, strokeWidth=self.size * 0.14)

    def fitted(self, text: str, room: float) -> tuple[str, ...]:
        """``text`` on at most two lines of ``room``; what does not fit ends with an ellipsis."""
        first, rest = "", clean(text).split(" ")
        while rest and (not first or self.width(f"{first} {rest[0]}") <= room):
            first = f"{first} {rest.pop(0)}".strip()
        lines = [first, " ".join(rest)] if rest else [first]
        return tuple(self._cut(line, room) for line in lines)

    def _cut(self, line: str, room: float) -> str:
        if self.width(line) <= room:
            return line
        while line and self.width(f"{line}…") > room:
            line = line[:-1]
        return f"{line.rstrip()}…"


def headed(chart: Chart, width: float, top: float, pen: Pen) -> tuple[list[Shape], float]:
    """Title and legend from ``top`` on, and where they end."""
    y = top - pen.size
    shapes: list[Shape] = [pen.words(chart.title, 0, y, bold=True)]
    if chart.remark:
        shapes.append(pen.words(chart.remark, width, y, anchor="end", colour=pen.colours.soft))
    x, y = 0.0, y - STEP * pen.size * 1.2
    for mark, name in _legend(chart):
        wide = 1.6 * pen.size + pen.width(name)
        if x and x + wide > width:
            x, y = 0.0, y - STEP * pen.size
        shapes += [*_swatch(mark, x, y, pen), pen.words(name, x + 1.6 * pen.size, y)]
        x += wide + 1.6 * pen.size
    return shapes, y - pen.size * 0.6


def _legend(chart: Chart) -> Iterator[tuple[Mark | None, str]]:
    yield from ((one.mark, one.name) for one in chart.series)
    if chart.rates:
        yield None, _RATE


def _swatch(mark: Mark | None, x: float, y: float, pen: Pen) -> Iterator[Shape]:
    size = pen.size
    if mark is not None:
        yield from pen.bar(mark, x, y - size * 0.1, size, size * 0.95)
        return
    middle = y + MIDDLE * size
    yield Line(x, middle, x + 1.1 * size, middle, strokeColor=HexColor(pen.colours.rate), strokeWidth=size * 0.14)
    yield pen.dot(x + 0.55 * size, middle)
