"""Where the files that come with the program are: fonts, icons, catalogue, calendars."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a shipped file, ``resource("fonts", "OnecuaSerif-Bold.ttf")``; a missing file is a broken install."""
    return _folder().joinpath(*parts)


@cache
def _folder() -> Path:
    # A wheel carries the folder inside the package; in a source checkout and in a PyInstaller folder (where the
    # package lies in sys._MEIPASS) it lies beside the package.
    package = Path(__file__).resolve().parent
    inside = package / "_resources"
    return inside if inside.is_dir() else package.parent / "resources"
