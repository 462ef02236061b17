"""Memory that was freed goes back to the system, where the C library would keep it: old PCs have 2 GiB in all."""

from __future__ import annotations

import linecache
import sys
from typing import Any

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _LARGE = -1, -3, 128 * 1024


def give_large_back() -> None:
    """From now on, 128 KiB and more at once as soon as they are free, as on Windows.

    Pictures of pages are megabytes that come and go. glibc takes the first for a custom, and from then on keeps the
    place of each (mallopt(3)).
    """
    if mallopt := _of_c("mallopt"):
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_TRIM_THRESHOLD, _LARGE)


def give_back() -> None:
    """What is free now (malloc_trim(3)): some milliseconds without Python's lock, for a thread of its own."""
    forget_sources()
    if malloc_trim := _of_c("malloc_trim"):
        malloc_trim(0)


def forget_sources() -> None:
    """The lines of our own and others' modules: PySide6 reads those of each that is imported after it, and keeps them.

    It looks for ``from __feature__ import`` by ``inspect.getsource``; a traceback reads what it needs again.
    """
    linecache.clearcache()


def _of_c(name: str) -> Any:
    """A function of glibc; other systems and libraries have none and need none."""
    import ctypes  # no start of the window needs it

    return getattr(ctypes.CDLL(None), name, None) if sys.platform.startswith("linux") else None
