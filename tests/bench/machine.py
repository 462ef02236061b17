"""On what the numbers were measured: they mean nothing without it."""

from __future__ import annotations

import os
import platform
import sqlite3
from pathlib import Path

import PySide6


def words() -> str:
    """One line: processor, cores, memory, system, versions."""
    cores = len(os.sched_getaffinity(0))
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, PySide6 {PySide6.__version__}"
    return f"{_processor()}, {cores} cores, {_memory()} GiB, {_system()}; {versions}; load {os.getloadavg()[0]:.1f}"


def _processor() -> str:
    return _value(Path("/proc/cpuinfo"), "model name") or platform.machine()


def _memory() -> int:
    return round(int(_value(Path("/proc/meminfo"), "MemTotal").split()[0]) / 1024**2)


def _system() -> str:
    return platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())


def _value(file: Path, key: str) -> str:
    for text in file.read_text().splitlines():
        name, _, value = text.partition(":")
        if name.strip() == key:
            return value.strip()
    return ""


def memory_of(process: int | str = "self") -> tuple[int, int]:
    """Resident memory of a process now and at its most, in KiB."""
    status = Path(f"/proc/{process}/status")
    return tuple(int(_value(status, key).split()[0]) for key in ("VmRSS", "VmHWM"))  # type: ignore[return-value]
