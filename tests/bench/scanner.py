"""From a scan's last key to the filled form on the screen, and how long a typed letter waits to be told from a scan."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.bench import children, seat
from tests.bench.big_store import copied
from tests.bench.figures import WARM_UP, Line, line
from tests.desk_fixture import BICH, BICH_CARD
from tests.ui.bursts import Keyboard

TIMES = 50
TARGET = "<= 50 ms"
Timed = Generator[Callable[[], bool], None, float]
"""Yields what it waits for, and ends with milliseconds."""


def lines(count: int) -> list[Line]:
    """In the real window on a store with ``count`` dossiers; looked at every 2 ms."""
    with tempfile.TemporaryDirectory() as folder:
        found = children.ask("scanner", copied(count, Path(folder) / "desk"))
    keys = f"{len(BICH_CARD)} keys and Enter"
    return [
        line("scan to filled, on the intake screen", found["intake"], TARGET, keys),
        line("scan to filled, from the list of dossiers", found["dossiers"], TARGET, keys),
        line("typed letter to the input", found["typed"], TARGET, "held for one gap of 30 ms"),
    ]


def _measure(folder: Path) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {"intake": [], "dossiers": [], "typed": []}

    def play(here: seat.Seat) -> seat.Play:
        yield lambda: bool(here.program.window and here.program.window.isVisible())
        window: Any = here.program.window
        window.activateWindow()
        yield window.isActiveWindow
        for place in ("intake", "dossiers"):
            for _ in range(WARM_UP + TIMES):
                found[place].append((yield from _fill(window, place)))
        for _ in range(WARM_UP + TIMES):
            found["typed"].append((yield from _type(window)))

    seat.run(folder, 0, play)
    return {name: times[WARM_UP:] for name, times in found.items()}


def _fill(window: Any, place: str) -> Timed:
    """Milliseconds from Enter until the applicant stands in the form and is painted."""
    intake, keys = window.show_place("intake"), Keyboard()
    intake.form.clear()
    window.show_place(place)
    yield lambda: bool(QApplication.focusWidget())
    for letter in BICH_CARD:
        keys.press(letter)
    began = time.perf_counter()
    keys.press("\r")
    yield lambda: intake.form.applicant.name.text() == BICH.name and intake.isVisible()
    window.repaint()
    return (time.perf_counter() - began) * 1000


def _type(window: Any) -> Timed:
    """Milliseconds from the key until its letter stands in the input."""
    edit = window.show_place("intake").form.applicant.name
    edit.clear()
    edit.setFocus()
    began = time.perf_counter()
    Keyboard().press("a")
    yield lambda: bool(edit.text())
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]))))
