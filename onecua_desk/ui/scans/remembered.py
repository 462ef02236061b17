"""What a draft remembers of its scans, read back without the panel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onecua_desk.domain.file import File
from onecua_desk.errors import UserError


def files_of(kept: Mapping[str, Any]) -> tuple[File, ...]:
    """The files in what ``ScansPanel.kept`` gave; what another version wrote and this one cannot read is left out."""
    return tuple(file for one in kept.get("files", ()) if (file := _file(one)) is not None)


def _file(words: Mapping[str, Any]) -> File | None:
    try:
        return File(**words)
    except (TypeError, UserError):
        return None
