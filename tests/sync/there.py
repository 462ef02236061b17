"""Two desks and their district in one process: any of them is put back from a copy of its file."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from io import BytesIO
from pathlib import Path

import pytest

from onecua_desk.district import exchange as at_district
from onecua_desk.district.access import enrol
from onecua_desk.district.database import FILE, District, file_url, open_district
from onecua_desk.domain.events import EventId
from onecua_desk.opening import open_desk
from onecua_desk.services import identity, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store import log
from onecua_desk.sync.cycle import run
from tests.clock import Clock
from tests.desk_fixture import UNIT, make_desk, settings_in
from tests.sync.straight import Straight


class There:
    """Two desks and the file of their district."""

    def __init__(self, folder: Path, clock: Clock, template: Path, stack: ExitStack) -> None:
        self._folder, self._clock = folder, clock
        self.district: District = open_district(file_url(folder / "district"), clock)
        stack.callback(lambda: self.district.close())
        self.desks: list[Desk] = []
        stack.callback(self._close_desks)
        self.lines: list[Straight] = []
        for number in (1, 2):
            code = enrol(self.district, asdict(UNIT), number, "http://127.0.0.1:1")
            self.desks.append(make_desk(folder / str(number), clock, template, number))
            identity.enrol(self.desks[-1].store, code)
            self.lines.append(Straight(self.district, identity.enrolled(code)[1].token))

    def _close_desks(self) -> None:
        for desk in self.desks:
            desk.store.close()

    def exchange(self, *numbers: int) -> None:
        for number in numbers:
            run(self.desks[number], self.lines[number])

    def copy(self) -> None:
        self._open(lambda file: shutil.copy(file, self._folder / "copy"))

    def put_back(self) -> None:
        self._open(lambda file: shutil.copy(self._folder / "copy", file))

    def _open(self, meanwhile: Callable[[Path], object]) -> None:
        self.district.close()
        meanwhile(self._folder / "district" / FILE)
        self.district = open_district(file_url(self._folder / "district"), self._clock)
        for line in self.lines:
            line.district = self.district

    def copy_desk(self, number: int, name: str) -> None:
        self.desks[number].store.backup(self._folder / name)

    def put_desk_back(self, number: int, name: str) -> None:
        desk = self.desks[number]
        desk.store.close()
        for file in desk.store.path.parent.glob(f"{desk.store.path.name}*"):
            file.unlink()
        shutil.copy(self._folder / name, desk.store.path)
        self.desks[number] = open_desk(settings_in(desk.store.path.parent), self._clock)

    def arrives_late(self, number: int, upload: int) -> None:
        body = self.lines[number].bodies[upload]
        list(at_district.exchange(self.district, self.lines[number].token, BytesIO(body).read))

    def entries(self, number: int, id: EventId) -> list[log.Entry]:
        with self.desks[number].store.read() as connection:
            return log.of_dossier(connection, id)

    def story(self, number: int, id: EventId) -> list[tuple[int, int, str, int | None]]:
        """Without what was refused: only its own desk shows that."""
        found = (one for one in self.entries(number, id) if one.status not in log.NOT_COUNTED)
        return [(one.wire.device, one.wire.seq, one.status, one.position) for one in found]


@pytest.fixture
def there(tmp_path: Path, clock: Clock, template: Path) -> Iterator[There]:
    with ExitStack() as stack:
        made = There(tmp_path, clock, template, stack)
        yield made
        for desk in made.desks:
            assert upkeep.check(desk) == []
