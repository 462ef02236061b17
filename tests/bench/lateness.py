"""How late the window's thread is while thousands of events come and go, beside the same window at rest."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from onecua_desk.services import identity
from onecua_desk.store import dossiers, log, settings
from onecua_desk.wire.codec import from_wire
from tests.bench import children
from tests.bench.big_store import DESK, copied, opened
from tests.bench.district_process import EVENTS, events
from tests.bench.figures import Line, milliseconds, percentile

LATE = 30.0
TARGET = f"never > {LATE:.0f} ms"


def lines(count: int, slowed: tuple[str, ...] = (), name: str = "") -> list[Line]:
    """``EVENTS`` up and as many down, the list of dossiers in front and the other screens built behind it."""
    with tempfile.TemporaryDirectory() as folder, _district(Path(folder)) as code:
        data = copied(count, Path(folder) / "desk")
        _leave_unsent(data, identity.enrolled(code)[0].device, Path(folder) / "own")
        found = children.ask("lateness_driver", data, code, slowed=slowed)
    if found["sent"] != EVENTS:
        raise RuntimeError(f"{found['sent']} events were taken, not {EVENTS}")
    return [
        _line(f"window's thread late, at rest{name}", found["idle"], ""),
        _line(
            f"window's thread late, {EVENTS:,} events up and down{name}", found["syncing"], f"{found['seconds']:.1f} s"
        ),
    ]


@contextmanager
def _district(folder: Path) -> Iterator[str]:
    """The enrolment code of our desk at a district in another process, which keeps the processor's other core."""
    command = children.command("district_process", folder)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
    finally:
        process.communicate("")


def _leave_unsent(data: Path, device: int, scratch: Path) -> None:
    """The desk has the district's number and ``EVENTS`` of its own that wait; where the line is, it learns later."""
    told = events(scratch, DESK, device)
    desk = opened(data)
    with desk.store.write() as connection:
        settings.put(connection, "identity", replace(identity.of(connection), device=device))
        for event in map(from_wire, told):
            log.append(connection, event)
        for id in dict.fromkeys(from_wire(wire).dossier for wire in told):
            dossiers.project(connection, id)
    desk.store.close()


def _line(what: str, late: list[float], beside: str) -> Line:
    over = sum(value > LATE for value in late)
    worst = f"p99 {milliseconds(percentile(late, 0.99))}, max {milliseconds(max(late))}, {over} of {len(late)} later"
    half, most = (milliseconds(percentile(late, share)) for share in (0.5, 0.95))
    return Line(what, half, most, len(late), TARGET, f"{worst}; {beside}" if beside else worst)
