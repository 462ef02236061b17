"""Writing a file whole or not at all: under a name of its own first, on the disk before it takes its place."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

BEGIN, PART = "onecua-", ".part"
"""How the name of a file begins and ends that is still being written; after a power cut it stays so."""

_DAY = 86_400


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write into; when the block ends, ``path`` has all of it, also after a power cut, or is as it was.

    The folder must be there; through a link what it points to is written. ``OSError`` as the system gives it.
    """
    path = Path(os.path.realpath(path))
    handle, name = mkstemp(PART, BEGIN, path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with suppress(OSError):  # the disk may be gone
            part.unlink(missing_ok=True)
        raise
    on_the_disk(path.parent)


def clear_left(folder: Path, begin: str = BEGIN) -> None:
    """Take away what a power cut left half written in ``folder``; a part of today may be another thread's."""
    for part in folder.glob(f"{begin}*{PART}"):
        with suppress(OSError):  # gone, or not ours to take
            if time.time() - part.stat().st_mtime > _DAY:
                part.unlink()


def readable_by_all(file: BinaryIO) -> None:
    """``whole`` makes a file for the one who writes it; this one may be carried to somebody else."""
    if os.name == "posix":
        with suppress(OSError):  # a stick without rights of files belongs to who mounted it, and is readable already
            os.fchmod(file.fileno(), 0o644)


def on_the_disk(folder: Path) -> None:
    """POSIX writes a new name with its folder; Windows with the file."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
