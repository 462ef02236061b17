"""Looking after the data: check it, rebuild the projection, copy it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from onecua_desk import __version__
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.store import settings, upkeep
from onecua_desk.store.engine import BACKUPS, Store
from onecua_desk.store.files import files_in

KEPT = 7
_FOLDED_BY = "folded_by"


def take_over(store: Store) -> None:
    """Another version had this store before: what it could not read of the log, a new kind of event, counts from now
    on."""
    with store.write() as connection:
        if settings.get(connection, _FOLDED_BY, str) != __version__:
            upkeep.fold_doubtful(connection)
            settings.put(connection, _FOLDED_BY, __version__)


def check(desk: Desk) -> list[str]:
    """Everything in which the projection differs from the log, or a file from a whole one; empty when all is well.

    Scans of other desks are not here, and nobody misses them.
    """
    me = identity.known(desk.store)
    with desk.store.write() as connection:  # FTS5 checks its index by an INSERT
        found = upkeep.differences(connection)
        own = upkeep.files_named(connection, me.device) if me else set()
    files = files_in(desk.store.folder)
    missing = sorted(own.difference(files.everything()))
    found += [f"bản quét {fingerprint}: không có trên máy này" for fingerprint in missing]
    return found + [f"bản quét {fingerprint}: hỏng" for fingerprint in files.damaged()]


def rebuild(desk: Desk) -> int:
    """Write the projection anew from the log; how many dossiers there are."""
    with desk.store.write() as connection:
        return upkeep.rebuild(connection)


def backup(desk: Desk, folder: Path | None = None) -> Path:
    """A copy of the whole store, named by its moment; of our own folder's copies the newest ``KEPT`` stay.

    Scans lie beside the copies, each once: what names them is in the database, so it is copied before them.
    ``UserError`` when the data is damaged: no good copy goes away for a bad one.
    """
    at = desk.now()
    target = folder or desk.store.folder / BACKUPS
    path = target / f"desk-{at:%Y%m%d-%H%M%S}.sqlite3"
    desk.store.backup(path)
    files_in(desk.store.folder).copy_to(files_in(target))
    if folder is None:
        for old in sorted(target.glob("desk-*.sqlite3"))[:-KEPT]:
            old.unlink()
    with desk.store.write() as connection:
        settings.put(connection, "backup_at", at)
    return path


def last_backup(desk: Desk) -> datetime | None:
    with desk.store.read() as connection:
        return settings.get(connection, "backup_at", datetime)
