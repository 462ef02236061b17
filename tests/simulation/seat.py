"""One desk of the simulation: its store on the disk, its clock, and what can be done to the machine."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from onecua_desk.opening import open_desk
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity
from onecua_desk.services.replica_up import Asked
from onecua_desk.store.engine import FILE
from tests.clock import Clock
from tests.desk_fixture import MAI, PASSWORD, UNIT, settings_in


@dataclass
class Stick:
    """A package that was written for the road without a line, and the answer that came back, if one did."""

    asked: Asked
    body: bytes
    answer: bytes = b""


class Seat:
    """``ahead``: how far the machine's clock is off the true time."""

    def __init__(self, number: int, folder: Path, template: Path, code: str, time: Clock) -> None:
        self.number, self._home, self._lives = number, folder, 0
        self.ahead = timedelta()
        self._time = time
        self.backups: list[tuple[Path, int]] = []
        self.sticks: list[Stick] = []
        self._put(template / FILE)
        self.desk = self._open()
        mine, way = identity.enrolled(code)
        identity.set_up(self.desk.store, Identity(UNIT, number), MAI, PASSWORD, code)
        self.device, self.token = mine.device, way.token

    @property
    def path(self) -> Path:
        return self._folder / FILE

    @property
    def _folder(self) -> Path:
        return self._home / f"life-{self._lives}"

    def now(self) -> datetime:
        return self._time() + self.ahead

    def close(self) -> None:
        self.desk.store.close()

    def start_again(self) -> None:
        """After the program died."""
        self.close()
        self.desk = self._open()

    def back_up(self) -> None:
        target = self._home / "kept" / f"{len(self.backups)}.sqlite3"
        self.desk.store.backup(target)
        self.backups.append((target, len(self.sticks)))

    def restore(self, number: int) -> None:
        """A technician puts the file of an earlier day back; the program then knows of no stick that came later."""
        backup, sticks = self.backups[number]
        del self.sticks[sticks:]
        self.backups = [(path, min(kept, sticks)) for path, kept in self.backups]
        self.close()
        self._lives += 1
        self._put(backup)
        self.desk = self._open()

    def _put(self, file: Path) -> None:
        self._folder.mkdir(parents=True)
        shutil.copy(file, self.path)

    def _open(self) -> Desk:
        return open_desk(settings_in(self._folder), self.now)
