"""Running the desk in a process of its own and killing it in the middle of a save."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Killed:
    """What the process had said before it died: slips it had shown as received, and the visit it was in."""

    received: tuple[str, ...]
    during: int


def run_and_kill(folder: Path, count: int, today: datetime, kill_at: int, at_visit: Callable[[int], None]) -> Killed:
    """Play visits in a child, call ``at_visit(n)`` as each begins, kill the child while visit ``kill_at`` is saved."""
    arguments = ["demo-part", "--folder", str(folder), "--dossiers", str(count), "--today", today.isoformat()]
    command = [sys.executable, "-m", "onecua_desk", *arguments]
    received: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            step, what = json.loads(line)
            if step == "received":
                received.append(what)
            if step == "begin" and int(what) < kill_at:
                at_visit(int(what))
            if step == "begin" and int(what) == kill_at:
                child.kill()
                break
        said = [json.loads(line) for line in child.stdout.read().splitlines() if line.endswith("]")]
    received += [what for step, what in said if step == "received"]
    return Killed(tuple(received), kill_at)
