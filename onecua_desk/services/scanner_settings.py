"""How the scanner of this desk is connected and how it types, as chosen in *Cài đặt*."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onecua_desk.store import settings
from onecua_desk.store.engine import Store

GAPS = (15, 30, 50)
"""Milliseconds between two keys of a scan that can be chosen; a hand needs 60 at least, over several keys."""


class Mode(StrEnum):
    KEYBOARD = "keyboard"
    SERIAL = "serial"


class Mark(StrEnum):
    """What a scanner may be set to send before or behind a code: the name of a control code or sign."""

    NONE = ""
    STX = "\x02"
    ETX = "\x03"
    GS = "\x1d"
    TILDE = "~"
    GRAVE = "`"


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """``port``: the system's name of a serial port, empty = none; ``gap``: ms from key to key, at most, on average."""

    mode: Mode = Mode.KEYBOARD
    port: str = ""
    prefix: Mark = Mark.NONE
    suffix: Mark = Mark.NONE
    gap: int = 30


def read(store: Store) -> ScannerSettings:
    with store.read() as connection:
        return settings.get(connection, "scanner", ScannerSettings) or ScannerSettings()


def write(store: Store, chosen: ScannerSettings) -> None:
    with store.write() as connection:
        settings.put(connection, "scanner", chosen)
