"""A ruled table of a form, row by row, its head repeated on the next page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import LEADING, Block, kept
from onecua_desk.paper.fonts import BOLD, REGULAR
from onecua_desk.paper.lines import Align, Line, Run, wrap
from onecua_desk.paper.quick import Placed, draw_rules, draw_texts

_PAD = 3.0
#: Rows of up to this many lines are not torn apart by the end of a page.
_WHOLE = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the words of its head, its width in points, and how its cells are set."""

    title: str
    width: float
    align: Align


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], size: float) -> list[Block]:
    """The head and the rows of cleaned texts; every row has one text a column."""
    centred = [replace(column, align=Align.CENTRE) for column in columns]
    head = _row(centred, [column.title for column in columns], size, BOLD, ruled_above=True)
    (repeated,) = head if len(head) == 1 else (_stack(head),)
    body = [replace(strip, again=repeated) for cells in rows for strip in _row(columns, cells, size, REGULAR)]
    return [replace(repeated, keep=True), *body]


def _row(
    columns: Sequence[Column], cells: Sequence[str], size: float, font: str, *, ruled_above: bool = False
) -> list[Block]:
    texts = [
        wrap([Run(cell, font)], size, column.width - 2 * _PAD) for column, cell in zip(columns, cells, strict=True)
    ]
    depth = max(len(lines) for lines in texts)
    strips = [
        _strip(
            columns,
            [lines[level] if level < len(lines) else None for lines in texts],
            size,
            font,
            above=(ruled_above and level == 0, level == 0),
            below=level == depth - 1,
        )
        for level in range(depth)
    ]
    return kept(strips) if depth <= _WHOLE else strips


def _strip(
    columns: Sequence[Column],
    lines: Sequence[Line | None],
    size: float,
    font: str,
    *,
    above: tuple[bool, bool],
    below: bool,
) -> Block:
    """One line of a row: ``above`` says whether it is ruled and padded on top, ``below`` both at the foot."""
    ruled, padded = above
    pad = _PAD / 3
    height = size * LEADING + pad * padded + pad * below

    def draw(canvas: Canvas, x: float, top: float) -> None:
        edges = list(accumulate((column.width for column in columns), initial=x))
        across = ([top] if ruled else []) + ([top - height] if below else [])
        rules = [(x, y, edges[-1], y) for y in across] + [(edge, top, edge, top - height) for edge in edges]
        draw_rules(canvas, 0.5, rules)
        baseline = top - pad * padded - size
        draw_texts(canvas, font, _placed(columns, lines, edges, baseline, size))

    return Block(height, draw)


def _placed(
    columns: Sequence[Column], lines: Sequence[Line | None], edges: Sequence[float], baseline: float, size: float
) -> Iterator[Placed]:
    for column, line, edge in zip(columns, lines, edges, strict=False):
        if line and line.runs:
            slack = column.width - 2 * _PAD - line.width
            yield Placed(line.runs[0].text, edge + _PAD + column.align.share * slack, baseline, size)


def _stack(strips: Sequence[Block]) -> Block:
    def draw(canvas: Canvas, x: float, top: float) -> None:
        for strip in strips:
            strip.draw(canvas, x, top)
            top -= strip.height

    return Block(sum(strip.height for strip in strips), draw)
