"""The real window while its worker exchanges thousands of events: how late a timer of 10 ms fires on its thread."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from onecua_desk.services import identity, replica
from onecua_desk.sync.status import LineState, LineStatus
from tests.bench import seat

TICK = 10
SETTLE, IDLE, TAIL = 2.0, 5.0, 1.0
"""Seconds: for the first pages to come, of the floor, and for the screens to show the last page."""


class Ticks(QObject):
    """Milliseconds by which each tick came too late."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def start(self) -> None:
        self.late, self._last = [], time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        self._timer.stop()
        return self.late

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - TICK))
        self._last = now


class Line(QObject):
    """Hears the worker's reports."""

    def __init__(self) -> None:
        super().__init__()
        self.done = False

    @Slot(object)
    def hear(self, status: LineStatus) -> None:
        if status.state not in (LineState.BUSY, LineState.ONLINE):
            raise RuntimeError(f"the exchange failed: {status}")
        self.done = status.state is LineState.ONLINE


def main(folder: Path, code: str) -> None:
    found: dict[str, object] = {}
    seat.run(folder, 0, lambda here: _play(here, code, found))
    print(json.dumps(found))


def _play(here: seat.Seat, code: str, found: dict[str, object]) -> seat.Play:
    yield lambda: here.program.window is not None
    window: Any = here.program.window
    ticks, line = Ticks(), Line()
    here.program.bridge.sync_status.connect(line.hear)
    window.show_place("sync")
    window.show_place("dossiers")
    yield _after(SETTLE)
    ticks.start()
    yield _after(IDLE)
    found["idle"] = ticks.stop()
    identity.enrol(here.desk.store, code)
    before, started = replica.standing(here.desk).outbox.events, time.monotonic()
    ticks.start()
    window.enrolled.emit()
    yield lambda: line.done
    found["seconds"] = time.monotonic() - started
    yield _after(TAIL)
    found["syncing"] = ticks.stop()
    found["sent"] = before - replica.standing(here.desk).outbox.events


def _after(seconds: float):
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
