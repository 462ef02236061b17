"""What one run of one program over the line came to, and the table of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

HEADINGS = (
    *("line", "program", "seconds", "worst", "of it no line", "up", "down", "on the line", "requests"),
    *("cuts", "re-sent a cut", "doubled", "CPU"),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``seconds``: until the client knew that everything was there; ``None`` when it was not within the time given.

    ``up`` and ``down``: bytes that the client and the server gave to the line, HTTP heads (and TLS) included.
    ``on_line``: all packets both ways. ``cuts``: those that began before the end, and ``gone``: seconds without a line
    until then. ``doubled``: events that the server has twice. ``cpu``: seconds of the client's process.
    """

    seconds: float | None
    up: int
    down: int
    on_line: int
    requests: int
    cuts: int = 0
    gone: float = 0.0
    doubled: int | None = None
    cpu: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """All runs of one program on one line; ``alone``: bytes up of the same without cuts."""

    line: str
    program: str
    runs: Sequence[Outcome]
    alone: int | None = None
    note: str = ""

    def cells(self) -> tuple[str, ...]:
        if not self.runs:
            return (self.line, self.program, self.note, *("" for _ in HEADINGS[3:]))
        done = sorted(run.seconds for run in self.runs if run.seconds is not None)
        whole = len(done) == len(self.runs)
        return (
            self.line,
            self.program,
            f"{median(done):.1f}" if done else "-",
            f"{done[-1]:.1f}" if whole else f"{len(self.runs) - len(done)} of {len(self.runs)} not done",
            f"{self._worst().gone:.1f}" if self.alone is not None else "",
            *(kilobytes(median(getattr(run, name) for run in self.runs)) for name in ("up", "down", "on_line")),
            f"{median(run.requests for run in self.runs):.0f}",
            str(sum(run.cuts for run in self.runs)),
            self._again(),
            _most([run.doubled for run in self.runs], "{:d}"),
            _most([run.cpu for run in self.runs], "{:.2f} s"),
        )

    def _worst(self) -> Outcome:
        return max(self.runs, key=lambda run: inf if run.seconds is None else run.seconds)

    def _again(self) -> str:
        """Bytes beyond those of a run without cuts, for each cut that hit."""
        hit = [run for run in self.runs if run.cuts and run.seconds is not None]
        if self.alone is None or not hit:
            return ""
        return kilobytes(sum(max(0, run.up - self.alone) for run in hit) / sum(run.cuts for run in hit))


def kilobytes(count: float) -> str:
    return f"{count / 1000:.1f} KB"


def _most(values: Sequence[float | int | None], form: str) -> str:
    known = [value for value in values if value is not None]
    return form.format(max(known)) if known else ""


def table(rows: Sequence[Row]) -> str:
    """As Markdown that also reads well in a terminal."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
