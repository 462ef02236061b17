"""A table that is written to a file: its heads, its cells, its sums, whatever kind of file it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.domain.text import clean

Told = Callable[[int, int], object]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Sum:
    """``value``, which in Excel is the sum of the cells of the same row in these ``columns`` (0 is the first one)."""

    value: int
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SumAbove:
    """``value``, which in Excel is the sum of all rows in this column."""

    value: int


Cell = str | int | float | date | datetime | Sum | SumAbove | None


@dataclass(frozen=True, slots=True)
class Head:
    """``width`` in letters; columns of one ``group`` stand together under it, ``number`` stands below the title."""

    title: str
    width: float
    group: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """That in the last row the cell of column ``left`` is the sum of those of ``right``; ``words`` say it."""

    words: str
    left: int
    right: tuple[int, ...]
    values: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Table:
    """``above``: lines over the table, the first one its title. ``count``: how many ``rows`` there are, for progress.

    ``total`` is the last row; ``checks`` come after it. ``name``: of the sheet, at most 31 letters.
    """

    name: str
    above: tuple[str, ...]
    heads: tuple[Head, ...]
    rows: Iterable[Sequence[Cell]]
    count: int
    total: tuple[Cell, ...] = ()
    checks: tuple[Check, ...] = ()


class Stopped(Exception):  # nothing went wrong
    """The official stopped it; what was begun is thrown away."""


def plain(cell: Cell) -> str | int | float | date | datetime | None:
    """What stands in the cell: of a sum its value, of a text what can be seen of it."""
    if isinstance(cell, (Sum, SumAbove)):
        return cell.value
    return clean(cell) if isinstance(cell, str) else cell


def told_rows(table: Table, told: Told, stopped: Stop) -> Iterable[Sequence[Cell]]:
    """The rows, telling how far they are; ``Stopped`` when ``stopped`` says so."""
    for number, row in enumerate(table.rows):
        if number % 100 == 0:
            if stopped():
                raise Stopped
            told(number, table.count)
        yield row
