"""What is new in the folder into which a scanner or a camera writes; only looks, so it works on network shares too."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from onecua_desk.errors import UserError

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".pdf", ".heic"})

Seen = tuple[int, int]
"""Size in bytes and time of the last change."""


def seen(status: os.stat_result) -> Seen:
    return status.st_size, status.st_mtime_ns


class Watch:
    """Tells a file once, when its size and time stood still between two looks: then nobody writes it any more."""

    def __init__(self, folder: Path, passed: Mapping[str, Seen] | None = None) -> None:
        """``passed``: files by name that are not to be told, as long as they stay the same."""
        self.folder = folder
        self._before: dict[str, Seen] = {}
        self._told: dict[str, Seen] = dict(passed or {})

    def look(self) -> list[Path]:
        """The files that came to rest since the last look, oldest first; ``UserError`` when the folder is not there."""
        now = self._listed()
        ready = [name for name, one in now.items() if self._before.get(name) == one != self._told.get(name)]
        self._before = now
        self._told = {name: one for name, one in self._told.items() if name in now}
        self._told |= {name: now[name] for name in ready}
        return [self.folder / name for name in sorted(ready, key=lambda name: (now[name][1], name))]

    def forget(self, path: Path) -> None:
        """Tell this file again, if it is still there."""
        self._told.pop(path.name, None)

    def _listed(self) -> dict[str, Seen]:
        try:
            with os.scandir(self.folder) as entries:
                pages = [one for one in entries if Path(one.name).suffix.lower() in ENDINGS and one.is_file()]
            found = {one.name: self._seen(one) for one in pages}
        except OSError as error:
            raise self._gone() from error
        return {name: one for name, one in found.items() if one}

    def _seen(self, page: os.DirEntry[str]) -> Seen | None:
        """``None`` when it went away just now.

        The listing itself says enough of what was told before, which spares a question over the network; of a file
        that is being written Windows says in the listing what was long ago.
        """
        try:
            listed = seen(page.stat())
            return listed if listed == self._told.get(page.name) else seen(os.stat(page.path))
        except FileNotFoundError:
            return None

    def _gone(self) -> UserError:
        return UserError(f"Không thấy thư mục máy quét {self.folder}. Hãy xem máy quét, ổ mạng, hoặc Cài đặt.")
