"""The district's folder of files: whole ones by unit and fingerprint, and the parts of those on their way."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path

from onecua_desk.district.denied import Denied
from onecua_desk.refused import reason
from onecua_desk.whole_file import on_the_disk

_MARK = "onecua-files"
"""A file that says: this is the folder, and not the empty place where a disk should be."""

SPARE = 256 * 1024 * 1024
"""Bytes of the disk that files leave free: the database may lie on it too."""


class Shelf:
    """``unit-.../ab/cdef...`` is the unit's file whose SHA-256 is ``abcdef...``; ``incoming/<id>`` a part of one.

    Units are kept apart, so that a file is there only for a unit that has sent all of its bytes. What the disk does
    wrong is ``Denied`` (503, 507). Names come from the district itself or were checked; none is a path.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def open(self, *, used: bool) -> None:
        """Make the folder where nothing was ever kept (not ``used``); ``Denied`` (503) where it has gone away."""
        if (self.root / _MARK).exists():
            return
        if used:
            raise Denied(503, "Máy chủ cấp trên chưa mở được kho tệp (ổ đĩa chưa gắn?); tệp chờ ở máy này.")
        with said():
            (self.root / "incoming").mkdir(parents=True, exist_ok=True)
            (self.root / _MARK).touch()
            on_the_disk(self.root)

    def room_for(self, size: int) -> None:
        """``Denied`` (507) when the disk has no place for ``size`` more bytes."""
        with said():
            free = shutil.disk_usage(self.root).free
        if free < size + SPARE:
            raise Denied(507, "Ổ đĩa của máy chủ cấp trên sắp đầy, chưa nhận thêm tệp; tệp chờ ở máy này.")

    def path(self, unit: str, sha256: str) -> Path:
        return self.root / f"unit-{unit.replace('.', '_')}" / sha256[:2] / sha256[2:]

    def part(self, id: str) -> Path:
        return self.root / "incoming" / id

    def holds(self, unit: str, sha256: str, size: int) -> bool:
        """Whether a file of this length lies at its place; it was compared with its fingerprint when it came."""
        return _length(self.path(unit, sha256)) == size

    def is_whole(self, unit: str, sha256: str) -> bool:
        """Whether the file is what it was; reads all of it."""
        try:
            return _fingerprint(self.path(unit, sha256)) == sha256
        except OSError:
            return False

    def received(self, id: str) -> int:
        """How many bytes of the part are here; it is made when it is not."""
        with said():
            part = self.part(id)
            if not part.exists():
                part.parent.mkdir(exist_ok=True)
                part.touch()
            return part.stat().st_size

    def complete(self, id: str, unit: str, sha256: str) -> bool:
        """Bring the part to its place, on the disk when this returns; ``False``: it was another file, and is gone."""
        part, place = self.part(id), self.path(unit, sha256)
        with said():
            sync(part)
            if _fingerprint(part) != sha256:
                part.unlink()
                return False
            place.parent.mkdir(parents=True, exist_ok=True)
            part.replace(place)
            for folder in (place.parent, place.parent.parent, self.root):
                on_the_disk(folder)
        return True

    def drop(self, id: str) -> None:
        with said():
            self.part(id).unlink(missing_ok=True)


def _length(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """What was written into ``path`` is on the disk when this returns."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def said() -> Iterator[None]:
    """What the disk did wrong as ``Denied``: 507 when it is full, otherwise 503."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise Denied(507, "Ổ đĩa của máy chủ cấp trên đã đầy, chưa nhận thêm tệp; tệp chờ ở máy này.") from error
        raise Denied(503, f"Kho tệp của máy chủ cấp trên gặp lỗi ({reason(error)}); tệp chờ ở máy này.") from error
