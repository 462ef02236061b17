"""Blocks of a form laid down the page, and over to the next page where they do not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.fonts import width
from onecua_desk.paper.lines import Align, Line, Run, draw_line, wrap

#: Height of a line in sizes of its text: room for the two marks of an Ấ under the tail of a g.
LEADING = 1.22
#: Points that a page may be over-full: a sum of floats that fills it exactly must not start another.
SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Block:
    """A strip across the page, ``height`` points high; ``draw(canvas, x, top)`` paints it below ``top``.

    ``keep`` binds it to the next block; ``again`` (a table's head) is laid first when the block opens a page.
    """

    height: float
    draw: Callable[[Canvas, float, float], None]
    keep: bool = False
    again: Block | None = None


def space(height: float) -> Block:
    """An empty strip."""
    return Block(height, lambda canvas, x, top: None)


def paragraph(runs: Iterable[Run], size: float, measure: float, align: Align = Align.EVEN) -> list[Block]:
    """A paragraph, one block a line."""
    return [line_block(line, size, measure, align) for line in wrap(runs, size, measure)]


def item(
    text: str | Sequence[Run], size: float, measure: float, mark: str = "-", align: Align = Align.EVEN
) -> list[Block]:
    """A paragraph after a ``mark``, its lines flush with one another."""
    dash = wrap([Run(mark)], size, measure)[0]
    indent = max(size * 0.6, dash.width + size * 0.25)
    runs = [Run(text)] if isinstance(text, str) else text
    first, *others = (
        line_block(line, size, measure - indent, align, indent=indent) for line in wrap(runs, size, measure - indent)
    )

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_line(canvas, dash, x, top - size, size, measure, Align.LEFT)
        first.draw(canvas, x, top)

    return [replace(first, draw=draw), *others]


def line_block(line: Line, size: float, measure: float, align: Align, *, indent: float = 0.0) -> Block:
    """One line of a paragraph."""

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_line(canvas, line, x + indent, top - size, size, measure, align)

    return Block(size * LEADING, draw)


def leader(label: str, size: float, measure: float) -> list[Block]:
    """A label and dots to the margin, to be filled in by hand."""
    *above, end = wrap([Run(label)], size, measure)
    dots = int((measure - end.width) / width(".", end.runs[-1].font, size)) - 1
    filled = replace(end, runs=(*end.runs, Run(" " + "." * max(dots, 0))))
    return [line_block(line, size, measure, Align.LEFT) for line in (*above, filled)]


def kept(blocks: Sequence[Block]) -> list[Block]:
    """The blocks bound together, so that no page ends between them."""
    return [*(replace(block, keep=True) for block in blocks[:-1]), *blocks[-1:]]


def with_foot(blocks: Sequence[Block], foot: Sequence[Block]) -> list[Block]:
    """The last of ``blocks`` goes with the ``foot``: signatures below nothing would prove nothing."""
    return [*blocks[:-1], *kept([*blocks[-1:], *foot])]


def ends_kept(blocks: Sequence[Block]) -> list[Block]:
    """The lines of a paragraph that no page leaves after the first of them, or begins with the last."""
    bound = (0, len(blocks) - 2)
    above = (replace(block, keep=True) if place in bound else block for place, block in enumerate(blocks[:-1]))
    return [*above, *blocks[-1:]]


def paginate(blocks: Sequence[Block], height: float, onward: Block) -> list[list[Block]]:
    """Share ``blocks`` out to pages of ``height`` points; every page but the first opens with ``onward``.

    Blocks that are bound together stay on one page unless they are taller than a page.
    """
    pages: list[list[Block]] = [[]]
    left = height + SLACK
    for place, block in enumerate(blocks):
        opening = [onward, *([block.again] if block.again else [])]
        fresh = height - sum(strip.height for strip in opening)
        bound = _bound(blocks, place)
        if pages[-1] and (block.height > left or left < bound <= fresh):
            pages.append(list(opening))
            left = fresh + SLACK
        pages[-1].append(block)
        left -= block.height
    return pages


def _bound(blocks: Sequence[Block], place: int) -> float:
    total = blocks[place].height
    while blocks[place].keep and place + 1 < len(blocks):
        place += 1
        total += blocks[place].height
    return total
