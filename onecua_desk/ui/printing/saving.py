"""The way out without a printer: a PDF file."""

from __future__ import annotations

from pathlib import Path

from onecua_desk.errors import UserError
from onecua_desk.refused import reason


def save_pdf(pdf: bytes, path: Path) -> None:
    """Write ``pdf`` to ``path``, whole or not at all; ``UserError`` where the disk refuses."""
    part = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(pdf)
        part.replace(path)
    except OSError as error:
        raise UserError(f"Không lưu được vào {path}: {reason(error)}. Hãy chọn thư mục khác.") from error
