"""A district and its desks that no line joins: only a stick goes to and fro."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from onecua_desk.district.access import enrol
from onecua_desk.district.bundle import Imported, take_in
from onecua_desk.district.database import District, file_url, open_district
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.file import File
from onecua_desk.services import identity, lookup, scans
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.store import log
from onecua_desk.store.files import files_in
from onecua_desk.sync import stick
from onecua_desk.sync.stick import Read, Written
from tests.clock import Clock
from tests.desk_fixture import MAI, UNIT, make_desk

NOBODY = "http://127.0.0.1:9"
"""Where no server is: only the stick joins them."""


@dataclass
class Carried:
    """One stick, one district, and desks by number."""

    folder: Path
    district: District
    desks: dict[int, Desk] = field(default_factory=dict)
    announced: list[Changes] = field(default_factory=list)

    def out(self, desk: int = 1, files: bool = True) -> Written:
        return stick.write(self.desks[desk], self.folder, files)

    def up(self, package: Path) -> Imported:
        return take_in(self.district, package)

    def back(self, answer: Path, desk: int = 1) -> Read:
        return stick.read(self.desks[desk], answer, self.announced.append)

    def round(self, desk: int = 1) -> Read:
        """Out, up and back: what the line would have done."""
        return self.back(self.up(self.out(desk).path).answer, desk)

    def statuses(self, desk: int = 1) -> list[str]:
        """Of the desk's own events, in the order of their numbers."""
        store = self.desks[desk].store
        with store.read() as connection:
            me = identity.of(connection).device
            events = [entry for id in log.dossiers_in_order(connection) for entry in log.of_dossier(connection, id)]
        own = sorted((entry for entry in events if entry.wire.device == me), key=lambda entry: entry.wire.seq)
        return [entry.status for entry in own]

    def codes(self, desk: int = 1) -> set[str]:
        return {row.code for row in lookup.page(self.desks[desk], lookup.Chip.ALL, "")}


@contextmanager
def carried(folder: Path, clock: Clock, template: Path, desks: int = 2) -> Iterator[Carried]:
    district = open_district(file_url(folder / "district"), clock)
    made = Carried(folder / "usb", district)
    made.folder.mkdir()
    try:
        for number in range(1, desks + 1):
            code = enrol(district, asdict(UNIT), number, NOBODY)
            made.desks[number] = make_desk(folder / f"desk-{number}", clock, template, number)
            identity.enrol(made.desks[number].store, code)
        yield made
    finally:
        for desk in made.desks.values():
            desk.store.close()
        district.close()


def scan(desk: Desk, dossier: Dossier, content: bytes) -> str:
    """A file that the dossier names, as a scanner would have brought it; its fingerprint."""
    fingerprint = files_in(desk.store.folder).put(content)
    assert fingerprint == sha256(content).hexdigest()
    scans.attach(desk, MAI, dossier.id, [File(fingerprint, len(content), 1, "Tờ khai")])
    return fingerprint
