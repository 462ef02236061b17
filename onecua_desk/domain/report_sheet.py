"""The report as it is signed: what stands on its pages besides the figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.chart import Chart
from onecua_desk.domain.report import Report


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """``period``: in words. ``charts`` stand on a page of their own; without any there is none."""

    parent: str
    centre: str
    place: str
    report: Report
    period: str
    charts: tuple[Chart, ...]
    official: str
    printed_at: datetime
