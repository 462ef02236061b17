"""A desk with scans to send, its district, and the line between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

from onecua_desk.demo.line import CuttableLine
from onecua_desk.district.files.shelf import Shelf
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.file import File
from onecua_desk.services import identity, lookup, scans
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.identity import Line
from onecua_desk.store.files import files_in
from onecua_desk.sync.cycle import run
from onecua_desk.sync.files_lane import FilesLane
from onecua_desk.sync.link import Link
from onecua_desk.sync.session import session
from onecua_desk.sync.tus import Tus
from tests.clock import Clock
from tests.desk_fixture import MAI, UNIT, make_desk, receive
from tests.district_fixture import EnrolledDistrict


def never() -> bool:
    return False


def after(times: int) -> Callable[[], bool]:
    """Asked for the line so many times, somebody wants it from then on."""
    asked = count(1)
    return lambda: next(asked) > times


@dataclass
class Seat:
    """A desk, its district, and the line between them."""

    desk: Desk
    there: EnrolledDistrict
    line: CuttableLine
    way: Line
    tus: Tus
    clock: Clock
    arrived: list[Changes]

    def lane(self, **odd: Callable[..., object]) -> FilesLane:
        return FilesLane(self.desk, self.tus, self.arrived.append, **odd)  # type: ignore[arg-type]

    def exchange(self) -> None:
        link = Link(self.way)
        try:
            run(self.desk, link)
        finally:
            link.close()

    def has(self, file: File) -> bool:
        return Shelf(self.there.district.files).is_whole(UNIT.code, file.sha256)

    def row(self, dossier: Dossier) -> lookup.DossierRow:
        (found,) = lookup.find(self.desk, dossier.code)
        return found


@contextmanager
def seated(folder: Path, clock: Clock, template: Path, there: EnrolledDistrict, number: int = 1) -> Iterator[Seat]:
    """Desk ``number`` of the district's unit, with a store in ``folder``."""
    mine, way = identity.enrolled(there.codes[number - 1])
    desk = make_desk(folder / f"desk-{number}", clock, template, number, mine.device)
    line = CuttableLine("127.0.0.1", int(there.url.rpartition(":")[2]))
    own = Line(line.url, way.token)
    tus = Tus(own.url, session(own), clock)
    yield Seat(desk, there, line, own, tus, clock, [])
    tus.close()
    line.close()
    desk.store.close()


def scanned(seat: Seat, *sizes: int, seed: int = 1) -> tuple[Dossier, list[File]]:
    """A dossier with a scan of each size, not yet sent."""
    dossier, random = receive(seat.desk), Random(seed)
    contents = [random.randbytes(size) for size in sizes]
    files = [File(files_in(seat.desk.store.folder).put(one), len(one), 1, "Tờ khai") for one in contents]
    scans.attach(seat.desk, MAI, dossier.id, files)
    return dossier, files


def sent(seat: Seat, *sizes: int, seed: int = 1) -> tuple[Dossier, list[File]]:
    """The same after its events were sent."""
    made = scanned(seat, *sizes, seed=seed)
    seat.exchange()
    return made
