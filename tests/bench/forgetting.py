"""A file that nothing of is in the memory any more, as on the first question of a morning."""

from __future__ import annotations

import os
from pathlib import Path


def forget(file: Path) -> None:
    """Let the system drop ``file`` from its page cache (Linux); what was not written yet is written first."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fdatasync(descriptor)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(descriptor)
