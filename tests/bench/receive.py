"""From the click to the dossier on the disk: the real verb through the real thread hop, beside the bare disk."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from onecua_desk.services import intake
from onecua_desk.services.desk import Desk
from onecua_desk.store.engine import FILE
from onecua_desk.ui.tasks import Tasks
from tests.bench import children
from tests.bench.big_store import copied, opened
from tests.bench.figures import Line, line, median_words, settled, timed
from tests.desk_fixture import BICH, MAI, draft

TIMES = 200
TARGET = "<= 20 ms"


def lines(count: int, slowed: tuple[str, ...] = (), name: str = "") -> list[Line]:
    """In a store with one dossier and in one with ``count``."""
    with tempfile.TemporaryDirectory() as folder:
        return [_line(Path(folder), number, slowed, name) for number in (1, count)]


def _line(folder: Path, count: int, slowed: tuple[str, ...], name: str) -> Line:
    data = copied(count, folder / str(count))
    found = children.ask("receive", data, slowed=slowed)
    beside = f"fdatasync of 4 KB {median_words(found['fdatasync'])}, bare INSERT {median_words(found['insert'])}"
    return line(f"save a dossier, {count:,} in the store{name}", found["receive"], TARGET, beside)


def _measure(folder: Path) -> dict[str, list[float]]:
    application = QCoreApplication([])
    desk, tasks = opened(folder), Tasks()
    settled()
    found = {"receive": timed(lambda: _click(desk, tasks), TIMES)}
    tasks.close()
    desk.store.close()
    application.processEvents()
    return found | {"fdatasync": _fdatasync(folder), "insert": _insert(folder)}


def _click(desk: Desk, tasks: Tasks) -> None:
    """Until the window's thread knows that the dossier is on the disk."""
    form, loop = draft(desk, applicant=BICH), QEventLoop()
    tasks.run(lambda: intake.receive(desk, form, MAI), lambda _: loop.quit(), lambda error: loop.exit(1))
    if loop.exec():
        raise RuntimeError("the dossier was not saved")


def _fdatasync(folder: Path) -> list[float]:
    """The floor: what the disk takes for a page that must not be lost."""
    with (folder / "floor").open("wb") as file:

        def write() -> None:
            file.write(os.urandom(4096))
            file.flush()
            os.fdatasync(file.fileno())

        return timed(write, TIMES)


def _insert(folder: Path) -> list[float]:
    """What SQLite takes for one row of the same size, with the same settings and nothing of ours."""
    with sqlite3.connect(folder / f"floor-{FILE}", isolation_level=None) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE one (id INTEGER PRIMARY KEY, body TEXT)")
        return timed(lambda: connection.execute("INSERT INTO one (body) VALUES (?)", ("x" * 1500,)), TIMES)


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]))))
