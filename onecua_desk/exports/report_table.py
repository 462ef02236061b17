"""The 13-column report as a table whose sums Excel can follow: each (3), (7), (11) and the total are formulas."""

from __future__ import annotations

from collections.abc import Sequence

from onecua_desk.domain.report import GROUPS, IDENTITIES, Column, Counts, Report
from onecua_desk.domain.report_words import COLUMNS, FORM, TITLE, TOTAL, figures, identities, row_heading, sums_up
from onecua_desk.exports.table import Cell, Check, Head, Sum, SumAbove, Table

_BEFORE = 2
"""Columns before the figures: the number of the line and what it stands for."""
_PARTS = dict(IDENTITIES[:3])
"""(3), (7) and (11) as sums of their own group."""


def report_table(report: Report, unit: str, period: str) -> Table:
    """``unit`` and ``period`` as they are read."""
    until = f"Số liệu tính đến {report.until:%H:%M} ngày {report.until:%d/%m/%Y}"
    return Table(
        name="Bao cao",
        above=(TITLE.upper(), unit, period, f"{FORM}. {until}"),
        heads=_heads(report),
        rows=[(number, row.name, *_line(row.counts)) for number, row in enumerate(report.rows, 1)],
        count=len(report.rows),
        total=(None, TOTAL, *_total(report)),
        checks=tuple(_checks(report.total)),
    )


def _heads(report: Report) -> tuple[Head, ...]:
    grouped = (Head(column.label, 12, group, f"({column})") for group, columns in GROUPS for column in columns)
    return Head("STT", 6, number="(1)"), Head(row_heading(report.by), 40, number="(2)"), *grouped


def _line(counts: Counts) -> list[Cell]:
    return [_cell(column, counts) for column in COLUMNS]


def _cell(column: Column, counts: Counts) -> Cell:
    parts = _PARTS.get(column)
    return Sum(counts[column], _places(parts)) if parts else counts[column]


def _total(report: Report) -> list[Cell]:
    """Where each month carries over what the one before left, the lines do not add up: the total stands by itself."""
    if not report.rows or not sums_up(report):
        return _line(report.total)
    return [SumAbove(number) for number in figures(report.total)]


def _checks(counts: Counts) -> list[Check]:
    return [
        Check(one.rule, _places((one.left[0],))[0], _places([part for part, _ in one.parts]), (one.left[1], one.sum))
        for one in identities(counts)
    ]


def _places(columns: Sequence[Column]) -> tuple[int, ...]:
    return tuple(_BEFORE + COLUMNS.index(column) for column in columns)
