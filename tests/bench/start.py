"""From the start of the process to a window that answers, and the memory it takes; beside Qt's empty window."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median

from onecua_desk.services import identity
from onecua_desk.wire.enrolment import Enrolment, write_enrolment
from tests.bench import children
from tests.bench.big_store import DESK, copied, opened
from tests.bench.figures import Line, line, median_words
from tests.desk_fixture import UNIT

TIMES = 7
TARGET, MEMORY_TARGET = "<= 800 ms", "<= 140 MiB"
NO_DISTRICT = "http://127.0.0.1:9"
"""Enrolled, so that the worker runs; nobody answers there."""

Seen = list[dict[str, float]]


def lines(count: int, slowed: tuple[str, ...] = (), name: str = "") -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        data = copied(count, Path(folder) / "desk")
        _enrol(data)
        floor, door, desk = (_starts(what, data, slowed) for what in ("empty window", "door", "desk"))
    empty = f"Qt's empty window {median_words(_of(floor, 'shown'))}"
    return [
        line(f"start to the sign-in page{name}", _of(door, "shown"), "", empty),
        line(f"start to the intake screen{name}", _of(desk, "shown"), TARGET, empty),
        line(f"start to the first offers for typed letters{name}", _of(desk, "answers"), TARGET),
        _memory(f"memory then{name}", desk, "answers", f"Qt's empty window {_mib(_of(floor, 'shown rss'))}"),
        _memory(f"memory after three intakes with previews{name}", desk, "three intakes"),
        _memory(f"memory after they were coded for the line{name}", desk, "coded"),
    ]


def _enrol(folder: Path) -> None:
    desk = opened(folder)
    identity.enrol(desk.store, write_enrolment(Enrolment(NO_DISTRICT, "nobody", 2, UNIT, DESK)))
    desk.store.close()


def _starts(what: str, folder: Path, slowed: tuple[str, ...]) -> Seen:
    """One to warm up, then ``TIMES``."""
    return [children.ask("start_driver", time.monotonic(), what, folder, slowed=slowed) for _ in range(TIMES + 1)][1:]


def _memory(what: str, seen: Seen, when: str, beside: str = "") -> Line:
    peak = f"peak {_mib(_of(seen, f'{when} peak'))}"
    return Line(
        what, _mib(_of(seen, f"{when} rss")), "", len(seen), MEMORY_TARGET, f"{peak}; {beside}" if beside else peak
    )


def _of(seen: Seen, name: str) -> list[float]:
    return [one[name] for one in seen]


def _mib(kib: list[float]) -> str:
    return f"{median(kib) / 1024:.0f} MiB"
