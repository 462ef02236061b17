"""The technician's settings: one TOML file, and the folders where things lie."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Annotated

import msgspec
from platformdirs import user_data_path, user_documents_path

from onecua_desk.domain.calendar import DeskHours
from onecua_desk.errors import UserError
from onecua_desk.wire.faults import wrong

FILE = "onecua-desk.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """``data``: the desk's folder; ``slips``: where PDFs are saved; ``hours``: the working day's spans."""

    data: Path
    slips: Path
    hours: DeskHours = field(default_factory=DeskHours)
    seconds_between_runs: float = 60.0
    calendar: Path | None = None
    catalogue: Path | None = None


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    slips: str | None = None
    hours: list[tuple[time, time]] | None = None
    seconds_between_runs: Annotated[float, msgspec.Meta(ge=1)] = 60.0
    calendar: str | None = None
    catalogue: str | None = None


def load(folder: Path | None = None) -> Settings:
    """The settings in ``folder`` (default: the user's data folder); ``UserError`` names what is wrong in the file."""
    data = folder or user_data_path("onecua-desk", appauthor=False)
    path = data / FILE
    read = _read(path) if path.exists() else _File()
    slips = Path(read.slips) if read.slips else (data if folder else user_documents_path()) / "giay-hen"
    return Settings(
        data=data,
        slips=slips,
        hours=DeskHours(tuple(read.hours)) if read.hours is not None else DeskHours(),
        seconds_between_runs=read.seconds_between_runs,
        calendar=Path(read.calendar) if read.calendar else None,
        catalogue=Path(read.catalogue) if read.catalogue else None,
    )


def _read(path: Path) -> _File:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File, strict=False)
    except msgspec.ValidationError as error:
        raise UserError(f"Tệp thiết lập {path} không đọc được: {wrong(error)}.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"Tệp thiết lập {path} không đọc được: {error}.") from error
