"""A file that belongs to a dossier, known by its content: a scan, or the digital copy of a result."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onecua_desk.errors import UserError

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class File:
    """``sha256`` of its bytes, lower-case hex: its name in the store, on the line and at the server alike.

    ``name`` says what it shows, ``paper`` the line of the checklist it belongs to. ``identity_card``: the picture of
    one, which is sensitive (Luật 91/2025/QH15), kept only because the official said so.
    """

    sha256: str
    size: int
    pages: int
    name: str
    paper: str = ""
    identity_card: bool = False

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256):  # it becomes part of a path
            raise UserError("Dấu vân tay của tệp không đúng dạng.")


def named_in(fact: object) -> tuple[File, ...]:
    """The files that a fact brings with it: it has them in its field ``files``, as most facts have none."""
    found: tuple[File, ...] = getattr(fact, "files", ())
    return found
