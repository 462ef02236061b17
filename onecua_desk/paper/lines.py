"""Text broken into lines and drawn: runs of different faces, justified or not, no word ever cut off by the margin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.paper.fonts import REGULAR, width

_JOINED = "\N{NO-BREAK SPACE}"
#: How much wider the gaps of an even line may become, in sizes of its text; one between words is a quarter of it.
_LOOSEST = 0.4


class Align(Enum):
    """How a line lies between its margins."""

    LEFT = auto()
    CENTRE = auto()
    RIGHT = auto()
    JUSTIFY = auto()
    EVEN = auto()
    """Justified where that leaves no holes between the words."""

    @property
    def share(self) -> float:
        """What lies before a line, of the room that it leaves."""
        return {Align.CENTRE: 0.5, Align.RIGHT: 1.0}.get(self, 0.0)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of cleaned text in one face."""

    text: str
    font: str = REGULAR


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its runs, its natural width in points, its gaps between words, and whether it ends the paragraph."""

    runs: tuple[Run, ...]
    width: float
    gaps: int
    last: bool


@dataclass(frozen=True, slots=True)
class _Word:
    runs: tuple[Run, ...]
    width: float


def wrap(runs: Iterable[Run], size: float, measure: float) -> list[Line]:
    """Break ``runs`` into lines no wider than ``measure`` points.

    A word that is wider ends at its no-break spaces all the same; where it has none it is cut between letters.
    """
    rows: list[list[_Word]] = [[]]
    used, gap = 0.0, width(" ", REGULAR, size)
    for word in _fitting(_words(runs, size), size, measure):
        if rows[-1] and used + gap + word.width > measure:
            rows.append([])
        used = used + gap + word.width if rows[-1] else word.width
        rows[-1].append(word)
    return [_line(row, gap, last=row is rows[-1]) for row in rows]


def balanced(text: str, font: str, size: float, measure: float) -> list[Line]:
    """As ``wrap``, with the lines of a heading as even as their number allows."""
    best = wrap([Run(text, font)], size, measure)
    narrower = measure
    while len(best) > 1 and narrower > measure / 2:
        narrower -= size
        lines = wrap([Run(text, font)], size, narrower)
        if len(lines) > len(best):
            break
        best = lines
    return best


def draw_line(canvas: Canvas, line: Line, x: float, baseline: float, size: float, measure: float, align: Align) -> None:
    """Draw ``line`` between ``x`` and ``x + measure``."""
    slack = measure - line.width
    text = canvas.beginText(x + align.share * slack, baseline)
    text.setWordSpace(_spread(line, slack, size, align))  # stays set in the page's state, so every line says its own
    for run in line.runs:
        text.setFont(run.font, size)
        text.textOut(run.text)
    canvas.drawText(text)


def _spread(line: Line, slack: float, size: float, align: Align) -> float:
    if align not in (Align.JUSTIFY, Align.EVEN) or not line.gaps or line.last:
        return 0.0
    spread = slack / line.gaps
    return spread if align is Align.JUSTIFY or spread <= _LOOSEST * size else 0.0


def draw_text(
    canvas: Canvas, run: Run, x: float, baseline: float, size: float, measure: float = 0.0, align: Align = Align.LEFT
) -> None:
    """Draw ``run`` on one line without breaking it."""
    draw_line(canvas, Line((run,), width(run.text, run.font, size), 0, last=True), x, baseline, size, measure, align)


def _words(runs: Iterable[Run], size: float) -> Iterator[_Word]:
    word: list[Run] = []
    for run in runs:
        for place, part in enumerate(run.text.split(" ")):
            if place and word:
                yield _word(word, size)
                word = []
            if part:
                word.append(Run(part, run.font))
    if word:
        yield _word(word, size)


def _word(runs: Sequence[Run], size: float) -> _Word:
    return _Word(tuple(runs), sum(width(run.text, run.font, size) for run in runs))


def _fitting(words: Iterable[_Word], size: float, measure: float) -> Iterator[_Word]:
    for word in words:
        if word.width <= measure:
            yield word
        else:
            for part in _words((Run(run.text.replace(_JOINED, " "), run.font) for run in word.runs), size):
                yield from [part] if part.width <= measure else _cut(part, size, measure)


def _cut(word: _Word, size: float, measure: float) -> Iterator[_Word]:
    for run in word.runs:
        yield from (_word([Run(piece, run.font)], size) for piece in _pieces(run, size, measure))


def _pieces(run: Run, size: float, measure: float) -> Iterator[str]:
    piece = ""
    for letter in run.text:
        if piece and not unicodedata.combining(letter) and width(piece + letter, run.font, size) > measure:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _line(words: Sequence[_Word], gap: float, *, last: bool) -> Line:
    texts: list[tuple[str, list[str]]] = []
    for word in words:
        for place, run in enumerate(word.runs):
            part = run.text if place or word is words[0] else f" {run.text}"
            if texts and texts[-1][0] == run.font:
                texts[-1][1].append(part)
            else:
                texts.append((run.font, [part]))
    gaps = max(len(words) - 1, 0)
    wide = sum(word.width for word in words) + gaps * gap
    runs = tuple(Run("".join(parts), font) for font, parts in texts)
    gaps += sum(run.text.count(_JOINED) for run in runs)  # ReportLab spreads these like others
    return Line(runs, wide, gaps, last)
