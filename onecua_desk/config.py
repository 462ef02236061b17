"""The technician's settings: one TOML file, and the folders where things lie."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Annotated, Any

import msgspec
from platformdirs import user_data_path, user_documents_path

from onecua_desk.domain.calendar import DeskHours
from onecua_desk.errors import UserError
from onecua_desk.wire.certificates import read_pem
from onecua_desk.wire.faults import wrong

FILE = "onecua-desk.toml"

_HOUR_AND_MINUTE = re.compile(r"\d{1,2}:\d{2}")
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Settings:
    """``data``: the desk's folder; ``slips``: where PDFs are saved; ``hours``: the working day's spans.

    ``ca``: the certificates (PEM) that alone may vouch for the server, out of the file that the technician names.
    """

    data: Path
    slips: Path
    hours: DeskHours = field(default_factory=DeskHours)
    seconds_between_runs: float = 60.0
    calendar: Path | None = None
    catalogue: Path | None = None
    ca: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    slips: str | None = None
    hours: list[tuple[time, time]] | None = None
    seconds_between_runs: Annotated[float, msgspec.Meta(ge=5, le=86_400)] = 60.0
    calendar: str | None = None
    catalogue: str | None = None
    ca: str | None = None


def load(folder: Path | None = None) -> Settings:
    """The settings in ``folder`` (default: the user's data folder); ``UserError`` names what is wrong in the file.

    Relative paths in the file start at the folder it lies in.
    """
    data = folder or user_data_path("onecua-desk", appauthor=False)
    try:
        read = _read(data / FILE)
        return Settings(
            data=data,
            slips=_from(data, read.slips) or (data if folder else user_documents_path()) / "giay-hen",
            hours=_hours(read.hours) if read.hours is not None else DeskHours(),
            seconds_between_runs=read.seconds_between_runs,
            calendar=_from(data, read.calendar),
            catalogue=_from(data, read.catalogue),
            ca=read_pem(file) if (file := _from(data, read.ca)) else "",
        )
    except _Unusable as error:
        raise UserError(f"Tệp thiết lập {data / FILE} không đọc được: {error}.") from error


class _Unusable(Exception):
    """Part of a sentence: what is wrong in the file."""


def _read(path: Path) -> _File:
    try:
        text = path.read_text(encoding="utf-8-sig")  # Notepad writes a byte order mark
    except (FileNotFoundError, NotADirectoryError):
        return _File()
    except UnicodeDecodeError as error:
        raise _Unusable("tệp không phải là văn bản UTF-8") from error
    except OSError as error:
        raise _Unusable("không mở được tệp, hãy xem quyền đọc") from error
    try:
        return msgspec.convert(_with_seconds(_parsed(text)), _File, strict=False)
    except msgspec.ValidationError as error:
        raise _Unusable(wrong(error)) from error


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise _Unusable("các dấu ngoặc lồng nhau quá sâu") from error
    except ValueError as error:  # a number of thousands of digits is no TOMLDecodeError
        found = _LINE.search(str(error))
        where = f"dòng {found[1]}" if found else "cuối tệp"
        hint = "chữ nằm trong ngoặc kép, đường dẫn dùng dấu /"
        raise _Unusable(f"{where} viết sai ({hint})") from error


def _with_seconds(read: dict[str, Any]) -> dict[str, Any]:
    """People write 7:30; a time has seconds."""
    spans = read.get("hours")
    if not isinstance(spans, list):
        return read
    return read | {"hours": [[_whole(one) for one in span] if isinstance(span, list) else span for span in spans]}


def _whole(moment: object) -> object:
    if isinstance(moment, str) and _HOUR_AND_MINUTE.fullmatch(moment):
        return f"{moment:0>5}:00"
    return moment


def _hours(spans: list[tuple[time, time]]) -> DeskHours:
    if any(moment.tzinfo for span in spans for moment in span):
        raise _Unusable("giờ làm việc không ghi kèm múi giờ (mẫu: 07:30)")
    return DeskHours(tuple(spans))


def _from(folder: Path, written: str | None) -> Path | None:
    if written and "\0" in written:
        raise _Unusable("đường dẫn có ký tự không dùng được")
    if not written:
        return None
    path = folder / written
    return Path(os.path.realpath(path)) if ".." in path.parts else path  # as people are told where their papers are
