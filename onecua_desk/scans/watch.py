"""What is new in the folder into which a scanner or a camera writes; only looks, so it works on network shares too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from onecua_desk.errors import UserError

ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".pdf", ".heic"})

Seen = tuple[int, int]
"""Size in bytes and time of the last change."""


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
        ready = [name for name, seen in now.items() if self._before.get(name) == seen and self._told.get(name) != seen]
        self._before = now
        self._told = {name: seen for name, seen in self._told.items() if name in now}
        self._told |= {name: now[name] for name in ready}
        return [self.folder / name for name in sorted(ready, key=lambda name: (now[name][1], name))]

    def forget(self, path: Path) -> None:
        """Tell this file again, if it is still there."""
        self._told.pop(path.name, None)

    def _listed(self) -> dict[str, Seen]:
        try:
            return {
                path.name: (path.stat().st_size, path.stat().st_mtime_ns)
                for path in self.folder.iterdir()
                if path.suffix.lower() in ENDINGS and path.is_file()
            }
        except FileNotFoundError as error:
            if self.folder.exists():  # a file went away between two looks
                return self._before
            raise self._gone() from error
        except OSError as error:
            raise self._gone() from error

    def _gone(self) -> UserError:
        return UserError(f"Không thấy thư mục máy quét {self.folder}. Hãy xem máy quét, ổ mạng, hoặc Cài đặt.")
