"""The way out without a printer: a PDF file."""

from __future__ import annotations

from pathlib import Path

from onecua_desk.refused import sentences
from onecua_desk.whole_file import clear_left, readable_by_all, whole


def save_pdf(pdf: bytes, path: Path) -> None:
    """Write ``pdf`` to ``path``, whole or not at all, its folder made; ``UserError`` where the disk refuses.

    What a power cut left in the folder on another day goes: it has people's names in it.
    """
    with sentences("Không lưu được vào", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        clear_left(path.parent)
        with whole(path) as file:
            file.write(pdf)
            readable_by_all(file)
