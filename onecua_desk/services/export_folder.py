"""Where officials of this desk saved their last table or paper: the next one is offered the same place."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from onecua_desk.services.desk import Desk
from onecua_desk.store import settings
from onecua_desk.whole_file import clear_left

_KEY = "export_folder"


def read(desk: Desk) -> Path:
    """The home folder at first, and where the last place is gone (a stick)."""
    with desk.store.read() as connection:
        kept = settings.get(connection, _KEY, str)
    return Path(kept) if kept and _is_there(Path(kept)) else Path.home()


def write(desk: Desk, folder: Path) -> None:
    """``folder`` was written to. What a power cut left there on another day goes: it has people's names in it."""
    with suppress(OSError):
        clear_left(folder)
    with desk.store.write() as connection:
        settings.put(connection, _KEY, str(folder))


def _is_there(folder: Path) -> bool:
    """Nor is one that the system does not even let us ask about: a broken stick, another person's."""
    with suppress(OSError):
        return folder.is_dir()
    return False
