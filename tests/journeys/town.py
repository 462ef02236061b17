"""A commune for journeys: one real district, its desks, each behind a line that can be cut."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from onecua_desk.demo.line import CuttableLine
from onecua_desk.district.database import FILE, file_url, open_district
from onecua_desk.district.server import RunningDistrict
from onecua_desk.services import identity, lookup, replica, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Line
from onecua_desk.store import log
from onecua_desk.sync.cycle import run
from onecua_desk.sync.link import LineDown, Link
from tests.clock import Clock
from tests.desk_fixture import UNIT, make_desk
from tests.district_fixture import EnrolledDistrict, running_district


@dataclass(frozen=True)
class Seat:
    """One desk and its line."""

    desk: Desk
    line: CuttableLine
    way: Line

    def exchange(self) -> bool:
        """One run over the line; ``False`` when it was cut."""
        link = Link(replace(self.way, url=self.line.url), read_seconds=5)
        try:
            run(self.desk, link)
        except LineDown:
            return False
        finally:
            link.close()
        return True

    def states(self) -> dict[str, str]:
        """What this desk says of every dossier, by code."""
        rows = lookup.page(self.desk, lookup.Chip.ALL, "")
        return {row.code: row.state.value for row in rows}

    def story(self) -> dict[str, list[tuple[object, ...]]]:
        """Every dossier's counting events in their order."""
        told: dict[str, list[tuple[object, ...]]] = {}
        with self.desk.store.read() as connection:
            for id in log.dossiers_in_order(connection):
                entries = [entry for entry in log.of_dossier(connection, id) if entry.counts]
                told[str(id)] = [(entry.wire.device, entry.wire.seq, entry.position, entry.status) for entry in entries]
        return told

    def sound(self) -> bool:
        return not upkeep.check(self.desk) and not replica.standing(self.desk).outbox.events


@dataclass
class Town:
    district: EnrolledDistrict
    seats: tuple[Seat, ...]
    folder: Path

    def copy_server(self) -> Path:
        """A backup of the district's database as it is now."""
        copies = self.folder / "copies"
        copies.mkdir(exist_ok=True)
        copy = copies / f"{len(list(copies.iterdir()))}.sqlite3"
        with closing(sqlite3.connect(self.folder / FILE)) as live, closing(sqlite3.connect(copy)) as kept:
            live.backup(kept)
        return copy

    def put_server_back(self, copy: Path) -> None:
        """What its administrator does: stop it, put the copy in place, start it again under the same address."""
        old = self.district.server
        port, now = int(old.url.rpartition(":")[2]), old.district.now
        old.stop()
        for path in self.folder.glob(f"{FILE}*"):
            path.unlink()
        shutil.copy(copy, self.folder / FILE)
        self.district = replace(self.district, server=RunningDistrict(open_district(file_url(self.folder), now), port))


@contextmanager
def town(folder: Path, clock: Clock, template: Path, desks: int = 2) -> Iterator[Town]:
    with ExitStack() as stack:
        district = stack.enter_context(running_district(folder / "district", desks, clock, UNIT))
        port = int(district.url.rpartition(":")[2])
        seats = []
        for number, code in enumerate(district.codes, start=1):
            mine, way = identity.enrolled(code)
            desk = make_desk(folder / f"desk-{number}", clock, template, number, mine.device)
            stack.callback(desk.store.close)
            line = CuttableLine("127.0.0.1", port)
            stack.callback(line.close)
            seats.append(Seat(desk, line, way))
        made = Town(district, tuple(seats), folder / "district")
        stack.callback(lambda: made.district.server.stop())
        yield made
