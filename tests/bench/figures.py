"""What a measurement gives, and the table that all of them make together."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

WARM_UP = 5
HEADINGS = ("what", "median", "p95", "n", "target", "floor or peer")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; ``target`` and ``beside`` (a floor or a peer, measured in the same run) are words."""

    what: str
    median: str
    p95: str = ""
    n: int = 1
    target: str = ""
    beside: str = ""


def timed(job: Callable[[], Any], times: int, warm_up: int = WARM_UP) -> list[float]:
    """Milliseconds of each of ``times`` runs of ``job``, after a warm-up."""
    for _ in range(warm_up):
        job()
    return [once(job) for _ in range(times)]


def once(job: Callable[[], Any]) -> float:
    """Milliseconds of one run."""
    started = time.perf_counter()
    job()
    return (time.perf_counter() - started) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that ``share`` of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


def milliseconds(value: float) -> str:
    return f"{value:.2f} ms" if value < 10 else f"{value:.1f} ms" if value < 100 else f"{value:.0f} ms"


def median_words(values: Sequence[float]) -> str:
    """For a floor or a peer."""
    return milliseconds(median(values))


def line(what: str, values: Sequence[float], target: str = "", beside: str = "") -> Line:
    """``values`` in milliseconds."""
    p95 = milliseconds(percentile(values, 0.95))
    return Line(what, median_words(values), p95, len(values), target, beside)


def settled() -> None:
    """Rubbish of the preparation must not be collected while the clock runs."""
    gc.collect()
    gc.freeze()


def table(lines: Sequence[Line]) -> str:
    """The lines as a Markdown table that also reads well in a terminal."""
    rows = [HEADINGS, *((one.what, one.median, one.p95, str(one.n), one.target, one.beside) for one in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    rule = ["-" * width for width in widths]
    return "\n".join(_row(cells, widths) for cells in (rows[0], rule, *rows[1:]))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
