"""Pictures that were pasted: they came without a file, so each gets one of its own for as long as it waits."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from onecua_desk.errors import UserError
from onecua_desk.refused import reason
from onecua_desk.scans.origin import name_of
from onecua_desk.services.desk import Desk

FOLDER = "pasted"
LOST = timedelta(days=1)
"""After so long a picture that no draft names was left behind, by a program that ended in the midst of its work."""


def place(desk: Desk) -> Path:
    """Where the next picture will lie; nothing is there yet."""
    return _folder(desk) / uuid4().hex / name_of(b"")


def write(path: Path, content: bytes) -> None:
    """``UserError`` when the disk is full or may not be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise UserError(f"Chưa nhận được ảnh dán vào: {reason(error)}. Hãy xem ổ đĩa rồi dán lại.") from error


def holds(desk: Desk, path: Path) -> bool:
    """Whether the file at ``path`` is one of ours, and not the citizen's or the scanner's."""
    return path.is_relative_to(_folder(desk))


def remove(desk: Desk, path: Path) -> None:
    """It is kept, or not wanted; a file from elsewhere stays. One that cannot be removed goes with ``sweep``."""
    if holds(desk, path):
        with suppress(OSError):
            path.unlink(missing_ok=True)
            path.parent.rmdir()


def sweep(desk: Desk, named: Collection[Path]) -> None:
    """Take away what was left behind: it may be the picture of an identity card (Luật 91/2025/QH15).

    ``named``: the pictures that still wait somewhere, however old they are.
    """
    before = desk.now() - LOST
    for path in _folder(desk).glob("*/*"):
        if path not in named and datetime.fromtimestamp(path.stat().st_mtime) < before:
            remove(desk, path)


def _folder(desk: Desk) -> Path:
    return desk.store.folder / FOLDER
