"""Running the desk in a process of its own and killing it in the middle of a save."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import IO

from onecua_desk.demo.children import child, command


def run_and_kill(folder: Path, count: int, day: date, kill_at: int, at_visit: Callable[[int], None]) -> list[str]:
    """Play the visits of ``day`` in a child and kill it while visit ``kill_at`` is saved.

    ``at_visit(n)`` is called as each begins, and the child waits for it: the clocks of both go on together. Returns the
    codes that the child had shown as received.
    """
    part = command("demo-part", folder, day, "--dossiers", str(count))
    with child(part, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as desk:
        assert desk.stdin is not None
        assert desk.stdout is not None
        received = _until(desk.stdout, desk.stdin, kill_at, at_visit)
        desk.kill()
        rest = [json.loads(line) for line in desk.stdout.read().splitlines() if line.endswith("]")]
    return received + [what for step, what in rest if step == "received"]


def _until(lines: Iterable[str], answers: IO[str], last: int, at_visit: Callable[[int], None]) -> list[str]:
    received: list[str] = []
    for line in lines:
        step, what = json.loads(line)
        if step == "received":
            received.append(what)
        elif step == "begin":
            at_visit(int(what))
            print(file=answers, flush=True)
            if int(what) == last:
                return received
    raise RuntimeError("the desk's process ended before it was killed")
