"""A year's register as a file, and the posted procedures: seconds, and memory above what the program has anyway."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from onecua_desk.domain.report import Period
from onecua_desk.services import books, postings
from onecua_desk.services.desk import Desk
from onecua_desk.services.postings import Choice, Shape
from tests.bench.big_store import copied, opened
from tests.bench.figures import Line, settled
from tests.desk_fixture import MONDAY

T = TypeVar("T")

DOSSIERS = 20_000
TARGET = "<= 20 s"
_EVERYTHING = Period(date(2020, 1, 1), MONDAY.date())
_STATM = Path("/proc/self/statm")


def lines(count: int) -> list[Line]:
    folder = Path(tempfile.mkdtemp(prefix="onecua-desk-registers-"))
    try:
        desk = opened(copied(min(count, DOSSIERS), folder / "desk"))
        found = [*_register(desk, folder), *_posted(desk, folder)]
        desk.store.close()
        return found
    finally:
        shutil.rmtree(folder)


def _register(desk: Desk, folder: Path) -> list[Line]:
    """The first print gives the numbers, the second finds them given."""
    target = folder / "so.pdf"
    books.register(desk, Period(MONDAY.date(), MONDAY.date()), target)  # ReportLab and the faces are there

    def once(how: str) -> Line:
        made, seconds, memory = _measured(lambda: books.register(desk, _EVERYTHING, target))
        assert made is not None
        return _line(f"register of {made.dossiers:,} dossiers, {how}", seconds, made.pages, memory, TARGET)

    return [once("numbers given"), once("printed again")]


def _posted(desk: Desk, folder: Path) -> list[Line]:
    def once(choice: Choice, how: str) -> Line:
        target = folder / "niem-yet.pdf"
        made, seconds, memory = _measured(lambda: postings.write(desk, choice, MONDAY.date(), target))
        assert made is not None
        return _line(f"{made.procedures:,} procedures posted {how}", seconds, made.pages, memory)

    return [once(Choice(), "as a booklet of A4"), once(Choice(Shape.BOARD), "on A3")]


def _measured(job: Callable[[], T]) -> tuple[T, float, float]:
    """What the job made, its seconds, and MiB above what the process had."""
    settled()
    with _Peak() as peak:
        started = time.perf_counter()
        made = job()
        seconds = time.perf_counter() - started
    return made, seconds, peak.mebibytes


def _line(what: str, seconds: float, pages: int, memory: float, target: str = "") -> Line:
    return Line(what, f"{seconds:.1f} s", n=1, target=target, beside=f"{pages:,} pages, +{memory:.0f} MiB")


class _Peak:
    """How far the memory of this process rises above what it is at the beginning; 0 where no such file tells."""

    def __enter__(self) -> _Peak:
        self._before = self._most = _resident()
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    @property
    def mebibytes(self) -> float:
        return (self._most - self._before) / (1 << 20)

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self._most = max(self._most, _resident())


def _resident() -> int:
    return int(_STATM.read_text().split()[1]) * 4096 if _STATM.exists() else 0
