"""Where people sign: columns side by side, each with who signs, room for the hand, and the name where it is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.flow import LEADING, Block, item, paragraph
from onecua_desk.paper.fonts import BOLD, ITALIC
from onecua_desk.paper.lines import Align, Line, Run, balanced, draw_line, wrap

ROOM = 34.0
"""Points for the hand; a seal takes twice as much."""
_BY_HAND = "(Ký và ghi rõ họ tên)"
_GAP = 6.0
_SMALL = 0.85
_DASH = "- "


@dataclass(frozen=True, slots=True)
class SigningColumn:
    """Who signs (``heading``), the ``note`` below it, the ``name``; any may be empty. ``lines``: small text instead."""

    heading: str = ""
    note: str = _BY_HAND
    name: str = ""
    lines: tuple[tuple[Run, ...], ...] = ()


def signatures(
    signers: Sequence[tuple[str, str]], size: float, measure: float, *, scale: float = 1.0, note: str = _BY_HAND
) -> Block:
    """``signers``: the heading of each column and the name below it, both may be empty; one block, never torn apart."""
    columns = [SigningColumn(heading, note if heading else "", name) for heading, name in signers]
    return signing_columns(columns, size, measure, ROOM * scale)


def signing_columns(columns: Sequence[SigningColumn], size: float, measure: float, room: float) -> Block:
    """The columns as wide as one another; notes and hands at one height, ``room`` points for the hand."""
    width, step = measure / len(columns), size * LEADING
    above = _above(columns, size, width - _GAP)
    names = [wrap([Run(column.name, BOLD)], size, width) for column in columns]
    small = [_small(column, size * _SMALL, width - _GAP) for column in columns]
    signed = max(len(lines) for lines in above) * step + room
    height = max(signed + max(map(len, names)) * step, *(sum(strip.height for strip in strips) for strips in small))

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for headings, name, strips in zip(above, names, small, strict=True):
            for row, line in enumerate(headings):
                if line:
                    draw_line(
                        canvas, line, x + _GAP / 2, top - size - row * step, size - 0.5, width - _GAP, Align.CENTRE
                    )
            for row, line in enumerate(name):
                draw_line(canvas, line, x, top - size - signed - row * step, size, width, Align.CENTRE)
            below = top - size * (1 - _SMALL)
            for strip in strips:
                strip.draw(canvas, x, below)
                below -= strip.height
            x += width

    return Block(height, draw)


def _above(columns: Sequence[SigningColumn], size: float, measure: float) -> list[list[Line | None]]:
    """Headings and notes line by line; below a short heading nothing, so that the notes begin together."""
    headings = [_lines(column.heading, BOLD, size, measure) for column in columns]
    deepest = max(map(len, headings))
    return [
        [*heading, *[None] * (deepest - len(heading)), *_lines(column.note, ITALIC, size, measure)]
        for heading, column in zip(headings, columns, strict=True)
    ]


def _lines(text: str, font: str, size: float, measure: float) -> list[Line]:
    return balanced(text, font, size - 0.5, measure) if text else []


def _small(column: SigningColumn, size: float, measure: float) -> list[Block]:
    """What begins with a dash hangs behind it."""
    return [strip for text in column.lines for strip in _strips(text, size, measure)]


def _strips(text: Sequence[Run], size: float, measure: float) -> list[Block]:
    if not text or not text[0].text.startswith(_DASH):
        return paragraph(text, size, measure, Align.LEFT)
    first, *others = text
    return item([replace(first, text=first.text.removeprefix(_DASH)), *others], size, measure, align=Align.LEFT)
