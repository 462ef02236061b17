"""Where a page comes from: told without Pillow, so that a window can name it before any picture is opened."""

from __future__ import annotations

from pathlib import Path

Source = Path | bytes
"""A file, or the bytes of one that has no file (pasted from the clipboard)."""


def name_of(source: Source) -> str:
    return source.name if isinstance(source, Path) else "Ảnh dán vào"
