"""The rows of the control slip: who gave the dossier to whom, the moment, room for both to sign, how it ended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.control_slip import Passing
from onecua_desk.paper.flow import LEADING, Block
from onecua_desk.paper.fonts import BOLD, ITALIC
from onecua_desk.paper.lines import Align, Line, Run, draw_line, wrap
from onecua_desk.paper.quick import draw_rules
from onecua_desk.paper.words import moment_in_words

_SHARES = (0.30, 0.35, 0.15, 0.20)
"""Of the width, as the form divides it."""
_OUTCOMES = "(Trước hạn/đúng hạn/quá hạn)"
_BY_HAND = "…… giờ …… phút, ngày …/…/20…"
_DOTS = "." * 30
_SIZE, _SMALL, _TITLE = 8.0, 7.2, 6.8
_STEP, _SMALL_STEP = _SIZE * LEADING, _SMALL * LEADING
_PAD, _RULE = 2.5, 0.5
_HAND = 17.0
"""The least room for a hand that signs."""
_MOST = 20
"""Lines of a note in one row: what is longer goes on in a row below, so that any row has room on a page."""
_GOES_ON = "(Ghi chú tiếp)"


@dataclass(frozen=True, slots=True)
class PassingRow:
    """What one row prints, broken into lines; ``names`` stand below the two signatures.

    ``when``: ``None`` where nobody signs, because the row only goes on with the note of the one above.
    """

    bodies: tuple[Line, ...]
    when: Line | None
    names: tuple[tuple[Line, ...], tuple[Line, ...]]
    outcome: tuple[Line, ...]
    note: tuple[Line, ...]

    @property
    def height(self) -> float:
        """The least that it needs."""
        named = max(map(len, self.names)) * _SMALL_STEP
        signed = _STEP + 2 * _PAD + _SMALL_STEP + _HAND + named + _PAD if self.when else 0.0
        return max(signed, max(len(self.bodies), len(self.outcome), len(self.note)) * _STEP + 2 * _PAD)


def widths(measure: float) -> tuple[float, ...]:
    return tuple(share * measure for share in _SHARES)


def rows_of(passing: Passing, measure: float) -> list[PassingRow]:
    """The row of it, and those that its note goes on in where it is very long."""
    first = row(passing, measure)
    label = tuple(wrap([Run(_GOES_ON, ITALIC)], _SIZE, widths(measure)[0] - 2 * _PAD))
    onward = PassingRow(label, None, ((), ()), (), ())
    starts = range(_MOST, len(first.note), _MOST)
    more = [replace(onward, note=first.note[start : start + _MOST]) for start in starts]
    return [replace(first, note=first.note[:_MOST]), *more]


def row(passing: Passing, measure: float) -> PassingRow:
    """Of cleaned texts; where one is missing there is something to write on."""
    body, times, outcome, note = (wide - 2 * _PAD for wide in widths(measure))
    said = moment_in_words(passing.at) if passing.at else _BY_HAND
    bodies = [("1. Giao: ", passing.giver), ("2. Nhận: ", passing.taker)]
    lines = (line for label, text in bodies for line in wrap([Run(label), Run(text or _DOTS)], _SIZE, body))
    name = times / 2
    return PassingRow(
        bodies=tuple(lines),
        when=wrap([Run(said)], _SMALL, times)[0],
        names=(_name(passing.gave, name), _name(passing.took, name)),
        outcome=tuple(wrap([Run(passing.outcome)], _SIZE, outcome)),
        note=tuple(wrap([Run(passing.note)], _SIZE, note)),
    )


def head(measure: float, names: Sequence[str]) -> Block:
    """The four ``names`` of the columns."""
    columns = widths(measure)
    titles = [wrap([Run(title, BOLD)], _TITLE, wide - 2 * _PAD) for title, wide in zip(names, columns, strict=True)]
    titles[2] += wrap([Run(_OUTCOMES, ITALIC)], _TITLE, columns[2] - 2 * _PAD)
    step = _TITLE * LEADING
    height = max(map(len, titles)) * step + 2 * _PAD

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_rules(canvas, _RULE, [(x, top, x + measure, top), *_grid(columns, x, top, height)])
        for lines, wide in zip(titles, columns, strict=True):
            above = (height - len(lines) * step) / 2
            _column(canvas, lines, x + _PAD, top - above, _TITLE, wide - 2 * _PAD, Align.CENTRE)
            x += wide

    return Block(height, draw)


def drawn(row: PassingRow, height: float, measure: float) -> Block:
    """The row ``height`` points high; what it does not need is room to sign."""
    columns = widths(measure)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        draw_rules(canvas, _RULE, _grid(columns, x, top, height))
        body, _, outcome, note = (wide - 2 * _PAD for wide in columns)
        _column(canvas, row.bodies, x + _PAD, top - _PAD, _SIZE, body, Align.LEFT)
        if row.when:
            _signed(canvas, row, row.when, x + columns[0], top, height, columns[1])
        x += columns[0] + columns[1]
        _column(canvas, row.outcome, x + _PAD, top - _PAD, _SIZE, outcome, Align.CENTRE)
        _column(canvas, row.note, x + columns[2] + _PAD, top - _PAD, _SIZE, note, Align.LEFT)

    return Block(height, draw)


def _signed(canvas: Canvas, row: PassingRow, when: Line, x: float, top: float, height: float, wide: float) -> None:
    """The moment, and below it the two cells in which is signed."""
    draw_line(canvas, when, x + _PAD, top - _PAD - _SMALL, _SMALL, wide - 2 * _PAD, Align.CENTRE)
    below = top - _STEP - _PAD
    middle = x + wide / 2
    draw_rules(canvas, _RULE, [(x, below, x + wide, below), (middle, below, middle, top - height)])
    for title, names, left in (("Người giao", row.names[0], x), ("Người nhận", row.names[1], middle)):
        said = wrap([Run(title, ITALIC)], _SMALL, wide / 2)
        _column(canvas, said, left, below - 1, _SMALL, wide / 2, Align.CENTRE)
        foot = top - height + _PAD + len(names) * _SMALL_STEP
        _column(canvas, names, left, foot, _SMALL, wide / 2, Align.CENTRE)


def _name(text: str, measure: float) -> tuple[Line, ...]:
    return tuple(wrap([Run(text, BOLD)], _SMALL, measure)) if text else ()


def _grid(columns: Sequence[float], x: float, top: float, height: float) -> list[tuple[float, float, float, float]]:
    """The sides of the cells and the line below them."""
    foot, edges = top - height, [x + sum(columns[:place]) for place in range(len(columns) + 1)]
    return [*((edge, top, edge, foot) for edge in edges), (x, foot, edges[-1], foot)]


def _column(
    canvas: Canvas, lines: Iterable[Line], x: float, top: float, size: float, measure: float, align: Align
) -> None:
    for place, line in enumerate(lines):
        draw_line(canvas, line, x, top - size - place * size * LEADING, size, measure, align)
