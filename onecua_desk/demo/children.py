"""The demo's own processes: how they are called, and that none outlives the demo."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path


def command(part: str, folder: Path, at: date, *more: str) -> list[str]:
    """The command line of the process ``part``, which is to play at the day or moment ``at``."""
    return [sys.executable, "-m", "onecua_desk", part, "--folder", str(folder), "--at", at.isoformat(), *more]


@contextmanager
def child(
    command: list[str],
    stdout: int | None = None,
    environment: Mapping[str, str] | None = None,
    stdin: int | None = None,
) -> Iterator[subprocess.Popen[str]]:
    """A process that is killed when the block ends, however early Ctrl+C comes.

    It does not hear Ctrl+C itself. While it is being started, Ctrl+C waits: nobody could kill what has no number yet.
    """
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: asked.append(number))
    with subprocess.Popen(
        command, stdin=stdin, stdout=stdout, env=environment, text=True, start_new_session=True
    ) as started:
        try:
            signal.signal(signal.SIGINT, before)
            if asked:
                raise KeyboardInterrupt
            yield started
        finally:
            started.kill()
