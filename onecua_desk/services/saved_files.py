"""Files that officials of this desk saved: each is written down, and the next one is offered the same folder and kind.

They hold names and addresses and are out of the program's hands; who took which list along is to be seen here.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from onecua_desk.domain.parts import Official
from onecua_desk.services.desk import Desk
from onecua_desk.store import saved_files, settings
from onecua_desk.store.saved_files import SavedFile as SavedFile
from onecua_desk.whole_file import clear_left

_KEY, _KINDS = "export_folder", "export_kinds"
_PAGE = 50


def folder(desk: Desk) -> Path:
    """Where the last one went; the home folder at first, and where that place is gone (a stick)."""
    with desk.store.read() as connection:
        kept = settings.get(connection, _KEY, str)
    return Path(kept) if kept and _is_there(Path(kept)) else Path.home()


def kind(desk: Desk, kinds: Sequence[str]) -> str:
    """Of ``kinds`` (``"xlsx"``) the one that was chosen last at this desk; the first of them at first."""
    with desk.store.read() as connection:
        return next((one for one in _chosen(connection) if one in kinds), kinds[0])


def saved(desk: Desk, official: Official, what: str, path: Path, kind: str = "") -> None:
    """``official`` wrote ``what`` to ``path``; what a power cut left beside it on another day goes.

    ``kind``: the ending (``"xlsx"``) where there were others to choose from.
    Signs of a name that no text can hold are written down as question marks: the file is out all the same.
    """
    with suppress(OSError):
        clear_left(path.parent)
    with desk.store.write() as connection:
        settings.put(connection, _KEY, _text(path.parent))
        if kind:
            settings.put(connection, _KINDS, [kind, *(one for one in _chosen(connection) if one != kind)])
        saved_files.add(connection, desk.now(), official, what, _text(path))


def listed(desk: Desk, before: int | None = None) -> list[SavedFile]:
    """The newest first, some at a time; ``before``: those that came before the one with this id."""
    with desk.store.read() as connection:
        return saved_files.page(connection, before, _PAGE)


def _chosen(connection: Connection) -> list[str]:
    """The kinds that were chosen here, the last one first."""
    return settings.get(connection, _KINDS, list[str]) or []


def _text(path: Path) -> str:
    return str(path).encode(errors="replace").decode()


def _is_there(folder: Path) -> bool:
    """Nor is one that the system does not even let us ask about: a broken stick, another person's."""
    with suppress(OSError):
        return folder.is_dir()
    return False
