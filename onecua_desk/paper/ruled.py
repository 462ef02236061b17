"""A wide ruled table of a book: a head of one or two storeys, rows drawn whole and quickly, bands across it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, groupby
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import LEADING, Block, kept
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR, width
from onecua_desk.paper.lines import Align, Line, Run, balanced, draw_line, wrap
from onecua_desk.paper.quick import Placed, draw_rules, draw_texts

_PAD = 2.5
_LARGE = 9.0
"""From this size on the air in the cells grows with the text."""
_RULE = 0.5
#: A row of more lines goes on below the end of the page.
_WHOLE = 20
#: How much smaller than the rest a text may be set that no line should break.
_SMALLEST = 0.6
_DASH = "- "


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its words, width in points and alignment; fields with the same ``group`` stand below it in the head.

    ``whole``: codes and dates, set smaller rather than broken.
    """

    title: str
    width: float
    align: Align = Align.LEFT
    group: str = ""
    whole: bool = False


class _CellLine(NamedTuple):
    """A line of a cell, its width, and how far in it begins: below the words of an item, not below its dash."""

    text: str
    width: float
    indent: float = 0.0


class _Cell(NamedTuple):
    """The lines of a cell in one size."""

    lines: tuple[_CellLine, ...]
    size: float


class Grid:
    """Strips of one table: each is ruled below and at its sides, so any of them may end or begin a page.

    ``numbered``: a line of the head has the numbers of the columns, as registers have them.
    """

    def __init__(self, fields: Sequence[Field], size: float, *, numbered: bool = False) -> None:
        self._fields, self._size, self._pad = tuple(fields), size, _pad(size)
        self._edges = _edges(self._fields)
        self.measure = self._edges[-1]
        self.head = self._head(numbered)

    def row(self, cells: Sequence[str], font: str = REGULAR) -> list[Block]:
        """One line of cleaned texts, broken at their ends of lines too; several strips where it is very high."""
        found = [self._cell(field, text, font) for field, text in zip(self._fields, cells, strict=True)]
        depth = max(len(cell.lines) for cell in found)
        if depth <= _WHOLE:
            return [self._strip(found, font, self._fields)]
        starts = range(0, depth, _WHOLE)
        parts = [[_part(cell, start) for cell in found] for start in starts]
        return [self._strip(part, font, self._fields, ruled=part is parts[-1]) for part in parts]

    def bands(self, runs: Sequence[Run], align: Align = Align.LEFT) -> list[Block]:
        """Lines across all columns, ruled together: the name of what follows, a sum; as many as the text needs."""
        lines = wrap(runs, self._size, self.measure - 2 * self._pad)
        return [self._band(line, align, first=line is lines[0], last=line is lines[-1]) for line in lines]

    def band(self, runs: Sequence[Run], align: Align = Align.LEFT) -> Block:
        """One line across all columns: the heading of a day, what is carried over."""
        (block,) = self.bands(runs, align)
        return block

    def _band(self, line: Line, align: Align, *, first: bool, last: bool) -> Block:
        size, above = self._size, self._pad * first
        height = size * LEADING + above + self._pad * last

        def draw(canvas: Canvas, x: float, top: float) -> None:
            _rule(canvas, x, top, height, (0.0, self.measure), ruled=last)
            draw_line(canvas, line, x + self._pad, top - above - size, size, self.measure - 2 * self._pad, align)

        return Block(height, draw)

    def _cell(self, field: Field, text: str, font: str) -> _Cell:
        measure = field.width - 2 * self._pad
        size = _fitting(text, font, self._size, measure) if field.whole else self._size
        return _Cell(_lines(text, font, size, measure), size)

    def _strip(self, cells: Sequence[_Cell], font: str, fields: Sequence[Field], *, ruled: bool = True) -> Block:
        step = self._size * LEADING
        height = max(len(cell.lines) for cell in cells) * step + 2 * self._pad

        def draw(canvas: Canvas, x: float, top: float) -> None:
            _rule(canvas, x, top, height, self._edges, ruled=ruled)
            draw_texts(canvas, font, self._placed(fields, cells, x, top - self._pad - self._size))

        return Block(height, draw)

    def _placed(self, fields: Sequence[Field], cells: Sequence[_Cell], x: float, first: float) -> Iterator[Placed]:
        step = self._size * LEADING
        for field, left, cell in zip(fields, self._edges, cells, strict=False):
            start, share, baseline = x + left + self._pad, field.align.share, first
            for text, wide, indent in cell.lines:
                if text:
                    aside = indent + share * (field.width - 2 * self._pad - wide)
                    yield Placed(text, start + aside, baseline, cell.size)
                baseline -= step

    def _head(self, numbered: bool) -> Block:
        storeys = _Head(self._fields, self._edges, self._size)
        below = [self._numbers()] if numbered else []
        height = storeys.height + sum(strip.height for strip in below)

        def draw(canvas: Canvas, x: float, top: float) -> None:
            storeys.draw(canvas, x, top)
            for strip in below:
                strip.draw(canvas, x, top - storeys.height)

        return Block(height, draw, keep=True)

    def _numbers(self) -> Block:
        said = [f"({number})" for number in range(1, len(self._fields) + 1)]
        centred = [replace(field, align=Align.CENTRE) for field in self._fields]
        cells = [self._cell(field, text, ITALIC) for field, text in zip(centred, said, strict=True)]
        return self._strip(cells, ITALIC, centred)


class _Head:
    """The names of the columns in bold, centred; where some have a group it stands above theirs."""

    def __init__(self, fields: Sequence[Field], edges: Sequence[float], size: float) -> None:
        self._edges, self._size, self._step, self._pad = edges, size, size * LEADING, _pad(size)
        self._titles = [_heading(field.title, field.width, size) for field in fields]
        self._groups: list[tuple[float, float, list[Line]]] = []
        for name, its in groupby(zip(fields, edges, strict=False), key=lambda pair: pair[0].group):
            members = list(its)
            left, right = members[0][1], members[-1][1] + members[-1][0].width
            if name:
                self._groups.append((left, right, _heading(name, right - left, size)))
        self._above = self._high([lines for *_, lines in self._groups]) if self._groups else 0.0
        under = [lines for field, lines in zip(fields, self._titles, strict=True) if field.group]
        alone = [lines for field, lines in zip(fields, self._titles, strict=True) if not field.group]
        self._tops = [self._above if field.group else 0.0 for field in fields]
        self.height = max(self._above + self._high(under), self._high(alone))

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        draw_rules(canvas, _RULE, self._rules(x, top))
        texts = [self._set(lines, x + left, top, right - left, self._above) for left, right, lines in self._groups]
        for lines, left, right, above in zip(self._titles, self._edges, self._edges[1:], self._tops, strict=False):
            texts.append(self._set(lines, x + left, top - above, right - left, self.height - above))
        draw_texts(canvas, BOLD, chain.from_iterable(texts))

    def _rules(self, x: float, top: float) -> Iterator[tuple[float, float, float, float]]:
        """Between columns of one group only below its name."""
        right, foot = x + self._edges[-1], top - self.height
        yield from ((x, y, right, y) for y in (top, foot))
        yield from ((x + left, top - self._above, x + end, top - self._above) for left, end, _ in self._groups)
        begins = {left for left, *_ in self._groups}
        for left, above in zip(self._edges, (*self._tops, 0.0), strict=True):
            yield x + left, top - (0.0 if left in begins else above), x + left, foot

    def _set(self, lines: Sequence[Line], left: float, top: float, wide: float, height: float) -> Iterator[Placed]:
        baseline = top - (height - len(lines) * self._step) / 2 - self._size
        for line in lines:
            yield Placed(line.runs[0].text, left + (wide - line.width) / 2, baseline, self._size)
            baseline -= self._step

    def _high(self, titles: Sequence[Sequence[Line]]) -> float:
        return max((len(lines) for lines in titles), default=0) * self._step + 2 * self._pad


def table(grid: Grid, rows: Sequence[Sequence[str]]) -> list[Block]:
    """The head and the rows, the head again on every further page."""
    body = [replace(strip, again=grid.head) for cells in rows for strip in kept(grid.row(cells))]
    return [grid.head, *body]


def _pad(size: float) -> float:
    return _PAD * max(1.0, size / _LARGE)


def _edges(fields: Sequence[Field]) -> tuple[float, ...]:
    edges = [0.0]
    for field in fields:
        edges.append(edges[-1] + field.width)
    return tuple(edges)


def _rule(canvas: Canvas, x: float, top: float, height: float, edges: Sequence[float], *, ruled: bool = True) -> None:
    below = [(x, top - height, x + edges[-1], top - height)] if ruled else []
    draw_rules(canvas, _RULE, [*((x + edge, top, x + edge, top - height) for edge in edges), *below])


def _heading(text: str, wide: float, size: float) -> list[Line]:
    return balanced(text, BOLD, size, wide - 2 * _pad(size))


def _fitting(text: str, font: str, size: float, measure: float) -> float:
    """The size at which ``text`` is one line, down to ``_SMALLEST``."""
    wide = width(text, font, size)
    return size if wide <= measure else max(size * measure / wide * 0.999, size * _SMALLEST)


@lru_cache(maxsize=4096)
def _lines(text: str, font: str, size: float, measure: float) -> tuple[_CellLine, ...]:
    """Kept, because procedures, bodies and days come again and again."""
    if "\n" in text:
        return tuple(line for part in text.split("\n") for line in _lines(part, font, size, measure))
    wide = width(text, font, size)
    if wide <= measure:
        return (_CellLine(text, wide),)
    if text.startswith(_DASH):
        return _item_lines(text.removeprefix(_DASH), font, size, measure)
    return tuple(_CellLine(line.runs[0].text, line.width) for line in wrap([Run(text, font)], size, measure))


def _item_lines(text: str, font: str, size: float, measure: float) -> tuple[_CellLine, ...]:
    indent = width(_DASH, font, size)
    first, *others = _lines(text, font, size, measure - indent)
    hung = (_CellLine(line.text, line.width, indent) for line in others)
    return _CellLine(_DASH + first.text, first.width + indent), *hung


def _part(cell: _Cell, start: int) -> _Cell:
    return _Cell(cell.lines[start : start + _WHOLE], cell.size)
