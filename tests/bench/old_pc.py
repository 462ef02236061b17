"""Playing an old PC: half a core, 2 GiB, and a disk that takes 20 ms for every fsync. Needs root and cgroup v1."""

from __future__ import annotations

import os
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup")
_GROUP = "onecua-bench"
_LIMITS = {"cpu/{}/cpu.cfs_quota_us": 50_000, "memory/{}/memory.limit_in_bytes": 2 << 30}
_ENTER = 'for file in cpu memory; do echo $$ > "$0/$file/$1/tasks"; done; shift; exec "$@"'

SLOW_DISK = [
    "strace",
    "-f",
    "-qq",
    "-o",
    "/dev/null",
    "-e",
    "trace=fdatasync,fsync",
    "-e",
    "inject=fdatasync,fsync:delay_enter=20000",
]


def slow_machine() -> tuple[str, ...]:
    """What to put before a command so that it has half a core and 2 GiB; ``OSError`` where that cannot be had."""
    if os.geteuid() != 0:
        raise PermissionError("only root may make a cgroup")
    for file, value in _LIMITS.items():
        path = _CGROUP / file.format(_GROUP)
        path.parent.mkdir(exist_ok=True)
        path.write_text(str(value))
    return ("sh", "-c", _ENTER, str(_CGROUP), _GROUP)


def slow_disk() -> tuple[str, ...]:
    """The same for a slow disk. ``strace`` slows all else down a little too."""
    return tuple(SLOW_DISK)
