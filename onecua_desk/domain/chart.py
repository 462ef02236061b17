"""What a chart shows, without a line of drawing: what became of the dossiers of each month, and of each field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from onecua_desk.domain.rates import Rate, time_rates
from onecua_desk.domain.report import Column, Counts, Row


class Mark(StrEnum):
    """What a bar counts; each is drawn in its own manner, so that it is known without its colour."""

    RECEIVED = "received"
    RESOLVED = "resolved"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Series:
    """One bar for each label, and its words in the legend."""

    mark: Mark
    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """``rates``: of what was resolved in time, one a label; empty where no line is drawn.

    ``across``: the bars lie, a label a line. ``remark``: what of the period is not on it.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    rates: tuple[Rate, ...] = ()
    across: bool = False
    remark: str = ""

    @property
    def empty(self) -> bool:
        return not any(value for one in self.series for value in one.values)

    @property
    def highest(self) -> int:
        return max((value for one in self.series for value in one.values), default=0)

    def latest(self, most: int) -> Chart:
        """Its last ``most`` labels, and the remark that there were more."""
        if len(self.labels) <= most:
            return self
        series = tuple(replace(one, values=one.values[-most:]) for one in self.series)
        remark = f"Chỉ vẽ {most} tháng cuối của kỳ."
        return replace(self, labels=self.labels[-most:], series=series, rates=self.rates[-most:], remark=remark)

    def largest(self, most: int) -> Chart:
        """Its first ``most`` labels, what comes after them put together under the last one."""
        if len(self.labels) <= most:
            return self
        kept = max(most - 1, 1)
        series = tuple(replace(one, values=(*one.values[:kept], sum(one.values[kept:]))) for one in self.series)
        rest = f"{len(self.labels) - kept} lĩnh vực khác"
        return replace(self, labels=(*self.labels[:kept], rest), series=series)


@dataclass(frozen=True, slots=True)
class Colours:
    """As ``#RRGGBB``: letters, soft letters, thin lines, the ground, the bars, and the edge of the pale ones.

    Dark and pale stand side by side and what is overdue is striped: the chart can be read in grey.
    """

    ink: str = "#1B1F24"
    soft: str = "#5A6472"
    line: str = "#DDE1E6"
    ground: str = "#FFFFFF"
    received: str = "#CFE2F6"
    edge: str = "#0B5CAD"
    resolved: str = "#0B5CAD"
    overdue: str = "#B42318"
    rate: str = "#187A47"


def months(rows: Sequence[Row]) -> Chart:
    """``rows``: a report by month, in its order."""
    series = (
        Series(
            Mark.RECEIVED, "Tiếp nhận trong tháng", _values(rows, lambda its: its[Column.ONLINE] + its[Column.DIRECT])
        ),
        Series(Mark.RESOLVED, "Đã giải quyết", _values(rows, lambda its: its[Column.RESOLVED])),
        Series(Mark.OVERDUE, "Quá hạn (đã và đang giải quyết)", _values(rows, _overdue)),
    )
    labels = tuple(row.name.removeprefix("Tháng ") for row in rows)
    return Chart("Theo tháng", labels, series, tuple(time_rates(row.counts)[0] for row in rows))


def fields(rows: Sequence[Row]) -> Chart:
    """``rows``: a report by field; the field with most dossiers comes first."""
    ordered = sorted(rows, key=lambda row: (-row.counts[Column.RECEIVED], row.name))
    series = (
        Series(Mark.RECEIVED, "Tiếp nhận, cả kỳ trước chuyển sang", _values(ordered, lambda its: its[Column.RECEIVED])),
        Series(Mark.OVERDUE, "Quá hạn (đã và đang giải quyết)", _values(ordered, _overdue)),
    )
    return Chart("Theo lĩnh vực", tuple(row.name for row in ordered), series, across=True)


def _values(rows: Sequence[Row], count: Callable[[Counts], int]) -> tuple[int, ...]:
    return tuple(count(row.counts) for row in rows)


def _received(counts: Counts) -> int:
    """Those of the month itself, which column (3) puts together with what was carried over."""
    return counts[Column.ONLINE] + counts[Column.DIRECT]


def _overdue(counts: Counts) -> int:
    return counts[Column.LATE] + counts[Column.OVERDUE]
