"""The folder into which this desk's scanner writes, as chosen in *Cài đặt*, and what becomes of files taken from it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from onecua_desk.errors import UserError
from onecua_desk.scans.watch import Watch as Watch
from onecua_desk.scans.watch import seen
from onecua_desk.store import settings
from onecua_desk.store.engine import Store

TAKEN = "da-nhan"
_KEY, _PASSED = "scan_folder", "scans_passed"


@dataclass(frozen=True, slots=True)
class ScanFolder:
    """``path``: empty = none is watched; ``put_away``: move what was kept into its subfolder ``TAKEN``."""

    path: str = ""
    put_away: bool = True


@dataclass(frozen=True, slots=True)
class _Passed:
    """A file that lies in the folder and is not to be offered again, as long as it is the same."""

    name: str
    size: int
    changed: int


def read(store: Store) -> ScanFolder:
    with store.read() as connection:
        return _chosen(connection)


def write(store: Store, chosen: ScanFolder) -> None:
    """``UserError`` when a folder is named that is not there."""
    if chosen.path and not Path(chosen.path).is_dir():
        raise UserError(f"Không thấy thư mục {chosen.path}. Hãy chọn lại.", field="path")
    with store.write() as connection:
        settings.put(connection, _KEY, chosen)


def watch(store: Store) -> Watch | None:
    """A look at the chosen folder that leaves out what was passed over; ``None`` where no folder was chosen."""
    with store.read() as connection:
        chosen, passed = _chosen(connection), _passed(connection)
    if not chosen.path:
        return None
    return Watch(Path(chosen.path), {one.name: (one.size, one.changed) for one in passed})


def was_kept(store: Store, path: Path) -> None:
    """Its pages are kept: put the file away, or do not offer it again. A file from elsewhere stays as it is."""
    chosen = read(store)
    if not _lies_in(chosen, path):
        return
    if not chosen.put_away:
        pass_over(store, path)
        return
    folder = path.parent / TAKEN
    try:
        folder.mkdir(exist_ok=True)
        path.rename(_free(folder / path.name))
    except OSError:  # another program still has it open: it stays, and is not offered again
        pass_over(store, path)


def pass_over(store: Store, path: Path) -> None:
    """Do not offer this file again by itself; it is never deleted."""
    if not _lies_in(read(store), path):
        return
    try:
        found = seen(path.stat())
        there = set(os.listdir(path.parent)) - {path.name}
    except OSError:  # gone: nothing to offer
        return
    with store.write() as connection:
        others = [one for one in _passed(connection) if one.name in there]
        settings.put(connection, _PASSED, [*others, _Passed(path.name, *found)])


def _chosen(connection: Connection) -> ScanFolder:
    return settings.get(connection, _KEY, ScanFolder) or ScanFolder()


def _passed(connection: Connection) -> list[_Passed]:
    return settings.get(connection, _PASSED, list[_Passed]) or []


def _lies_in(chosen: ScanFolder, path: Path) -> bool:
    return bool(chosen.path) and path.parent == Path(chosen.path)


def _free(path: Path) -> Path:
    """``path``, or with a number behind it: a scanner begins its numbers anew every day."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
