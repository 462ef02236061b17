"""Measurements in processes of their own, so that each begins as the program does and may be slowed down apart."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from tests.bench.big_store import CACHE


def command(module: str, *arguments: object, slowed: tuple[str, ...] = ()) -> list[str]:
    """``slowed``: what to put before it, see ``old_pc``."""
    return [*slowed, sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments)]


def ask(module: str, *arguments: object, slowed: tuple[str, ...] = ()) -> Any:
    """What a module of this package prints as its last line, a JSON value."""
    done = subprocess.run(
        command(module, *arguments, slowed=slowed), env=environment(), stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def environment() -> dict[str, str]:
    """As installed: modules compiled once (what pip does), and no window on a screen."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(CACHE / "compiled")}
