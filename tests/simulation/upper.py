"""The district of the simulation: the real code on a real file, without HTTP, which can be put back from a backup."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path

from onecua_desk.district.access import enrol
from onecua_desk.district.database import FILE, District, file_url, open_district
from tests.clock import Clock
from tests.desk_fixture import UNIT


class Upper:
    def __init__(self, folder: Path, time: Clock) -> None:
        self._home, self._lives = folder, 0
        self._time = time
        self.backups: list[Path] = []
        self.district = self._open()

    @property
    def path(self) -> Path:
        return self._folder / FILE

    @property
    def _folder(self) -> Path:
        return self._home / f"life-{self._lives}"

    def enrol(self, desk: int) -> str:
        """The enrolment code of ``desk``."""
        return enrol(self.district, asdict(UNIT), desk, "http://district")

    def close(self) -> None:
        self.district.close()

    def start_again(self) -> None:
        self.close()
        self.district = self._open()

    def back_up(self) -> None:
        self.start_again()  # so that nothing is left in the write-ahead log
        target = self._home / f"kept-{len(self.backups)}.sqlite3"
        shutil.copy(self.path, target)
        self.backups.append(target)

    def restore(self, backup: Path) -> None:
        """An administrator puts it in the place of the database."""
        self.close()
        self._lives += 1
        self._folder.mkdir()
        shutil.copy(backup, self.path)
        self.district = self._open()

    def _open(self) -> District:
        return open_district(file_url(self._folder), self._time)
