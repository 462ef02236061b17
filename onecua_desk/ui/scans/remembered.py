"""What a draft remembers of its scans, read back without the panel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from onecua_desk.domain.file import File
from onecua_desk.errors import UserError
from onecua_desk.services.drafts import KeptDraft


def files_of(kept: Mapping[str, Any]) -> tuple[File, ...]:
    """The files in what ``ScansPanel.kept`` gave; what another version wrote and this one cannot read is left out."""
    return tuple(file for one in kept.get("files", ()) if (file := _file(one)) is not None)


def paths_of(kept: Mapping[str, Any]) -> set[Path]:
    """The files whose pages wait there."""
    return {Path(one["path"]) for one in kept.get("waiting", ()) if one.get("path")}


def waiting_in(drafts: Iterable[KeptDraft]) -> set[Path]:
    """The files whose pages wait in any of ``drafts``: they belong to those citizens."""
    return {path for one in drafts for path in paths_of(json.loads(one.body).get("scans") or {})}


def _file(words: Mapping[str, Any]) -> File | None:
    try:
        return File(**words)
    except (TypeError, UserError):
        return None
