"""Ten scans on their way: our lane and another client of the same protocol, against the same server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from onecua_desk.clock import vietnam_now
from onecua_desk.district.database import file_url, open_district
from onecua_desk.district.server import RunningDistrict
from onecua_desk.domain.events import Event, EventId, FilesAttached
from onecua_desk.domain.file import File
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Line
from onecua_desk.store.files import files_in
from onecua_desk.sync.cycle import run
from onecua_desk.sync.link import Link
from onecua_desk.wire.codec import from_wire
from tests.bench.big_store import CACHE
from tests.bench.day import day
from tests.bench.line.ours import DESK, DISTRICT, TOKEN, enrolled, write
from tests.bench.line.runs import copied, module, served

COUNT, SIZE = 10, 230_000
SCANS = "scans"


def filled(folder: Path, count: int = COUNT, size: int = SIZE) -> None:
    """Makes a district and a desk in ``folder`` with ``count`` scans left to send: their events are there already."""
    desk, device = enrolled(folder)
    contents = [Random(number).randbytes(size) for number in range(count)]
    received = from_wire(day(1, device)[0])
    (folder / SCANS).mkdir()
    events = [received]
    for number, content in enumerate(contents, start=2):
        sha256 = files_in(desk.store.folder).put(content)
        (folder / SCANS / sha256).write_bytes(content)
        file = File(sha256, len(content), 1, f"Giấy tờ {number}", "")
        id = EventId(device, number)
        events.append(replace(received, id=id, fact=FilesAttached((file,))))
    _send(desk, folder, events)


def _send(desk: Desk, folder: Path, events: Sequence[Event]) -> None:
    write(desk, events)
    server = RunningDistrict(open_district(file_url(folder / DISTRICT), vietnam_now))
    link = Link(Line(server.url, (folder / TOKEN).read_text()))
    run(desk, link)
    link.close()
    desk.store.close()
    server.stop()


class _Scans:
    def __init__(self, made: Path) -> None:
        self._made = made

    def prepare(self, folder: Path) -> None:
        for name in (DISTRICT, DESK, SCANS):
            copied(self._made / name, folder / name)

    def serve(self, host: str, port: int, folder: Path) -> Sequence[str]:
        return served(folder / DISTRICT, host, port)

    def doubled(self, folder: Path) -> int | None:
        return None

    def _token(self) -> str:
        return (self._made / TOKEN).read_text()


class OurLane(_Scans):
    name = "onecua-desk, the lane of files"

    def ask(self, url: str, folder: Path, authority: Path | None) -> Sequence[str]:
        return module("scans_client", url, self._token(), folder / DESK, *([authority] if authority else []))


class Tuspy(_Scans):
    """The reference client for Python."""

    name = "tuspy 1.1.0, same server"

    def missing(self) -> str:
        """Why it cannot be run; empty when it can. Installs it beside, once."""
        target = CACHE / "tuspy"
        if (target / "tusclient").is_dir():
            return ""
        install = (sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), "tuspy==1.1.0")
        done = subprocess.run(install, capture_output=True, check=False)
        return "" if done.returncode == 0 else "not run: pip could not install it"

    def ask(self, url: str, folder: Path, authority: Path | None) -> Sequence[str]:
        return module("tuspy_client", CACHE / "tuspy", url, self._token(), folder / SCANS)
