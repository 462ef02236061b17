"""A desk's store with a hundred thousand dossiers in it, or a million, made of the store's own rows and kept."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count as numbers
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from onecua_desk.domain.events import Event
from onecua_desk.domain.numbering import DESKS
from onecua_desk.opening import open_desk
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity
from onecua_desk.store import course, dossiers, log, tables
from onecua_desk.store.engine import FILE
from onecua_desk.store.migrations import MIGRATIONS
from onecua_desk.wire.codec import to_wire
from tests.bench import history, people
from tests.clock import Clock
from tests.desk_fixture import MAI, MONDAY, PASSWORD, UNIT, settings_in

BATCH = 2_000
FIRST_POSITION = 1 << 40
"""Places in a former district's order: a district that starts now will not reach them."""

DESK = DESKS[-1]
"""Its dossiers begin today: the others took in what is there."""

_TABLES = (tables.event, tables.dossier, tables.dossier_key, tables.course, tables.course_term)

CACHE = Path(tempfile.gettempdir()) / "onecua-desk-bench"


def big_store(count: int) -> Path:
    """The folder of a desk with ``count`` dossiers; copy it before writing into it."""
    folder = CACHE / f"store-{count}-{_stamp()}"
    if not folder.exists():
        for outdated in CACHE.glob(f"store-{count}-*"):
            shutil.rmtree(outdated)
        part = folder.with_suffix(".part")
        seconds = _build(part, count)
        part.rename(folder)
        size = (folder / FILE).stat().st_size >> 20
        print(f"built a store of {count:,} dossiers in {seconds:.0f} s ({size} MiB)", file=sys.stderr)
    return folder


def copied(count: int, folder: Path) -> Path:
    """A copy of the big store to write into."""
    shutil.copytree(big_store(count), folder)
    return folder


def opened(folder: Path) -> Desk:
    """The desk in ``folder`` on the morning on which all measurements play."""
    return open_desk(settings_in(folder), Clock(MONDAY))


def _build(folder: Path, count: int) -> float:
    desk = opened(folder)
    identity.set_up(desk.store, Identity(UNIT, DESK), MAI, PASSWORD)
    started = time.perf_counter()
    stories = history.History(desk, count, MONDAY).dossiers()
    arrivals, positions = numbers(1), numbers(FIRST_POSITION)
    while batch := list(islice(stories, BATCH)):
        with desk.store.write() as connection:
            _write(connection, batch, arrivals, positions)
    seconds = time.perf_counter() - started
    desk.store.close()
    return seconds


def _write(connection: Connection, batch: list[list[Event]], arrivals: Iterator[int], positions: Iterator[int]) -> None:
    """The rows as ``log.place`` and ``dossiers.project`` make them, but many in one statement: four times as quick."""
    rows: dict[Table, list[dict[str, Any]]] = {target: [] for target in _TABLES}
    for story in batch:
        entries = [log.Entry(to_wire(event), event, "accepted", next(positions), "") for event in story]
        rows[tables.event] += [log.columns_of(entry.wire, entry.status, entry.position) for entry in entries]
        projected = dossiers.projected(entries)
        assert projected is not None
        arrival = next(arrivals)
        rows[tables.dossier].append({"arrival": arrival, **projected.columns})
        rows[tables.dossier_key] += [{"key": key, "arrival": arrival} for key in dossiers.keys_of(projected.dossier)]
        if projected.course is not None:
            for target, more in course.numbered(arrival, projected.course).items():
                rows[target] += more
    for target, values in rows.items():
        if values:
            names = list(values[0])
            places = ", ".join(f":{name}" for name in names)
            connection.exec_driver_sql(f"INSERT INTO {target.name} ({', '.join(names)}) VALUES ({places})", values)


def _stamp() -> str:
    """Another schema or another generator asks for another store."""
    sources = [Path(module.__file__ or "").read_bytes() for module in (history, people, course, dossiers, log)]
    return hashlib.sha256(repr(MIGRATIONS).encode() + b"".join(sources)).hexdigest()[:8]
