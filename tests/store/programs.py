"""What a refused action says; further programs of our own, started from a test and ended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from onecua_desk.errors import UserError

ROOT_ONLY = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root may do this")
ROOT = Path(__file__).resolve().parents[2]


def said(action: Callable[[], object]) -> str:
    """The sentence with which ``action`` was refused; empty when it was done."""
    try:
        action()
    except UserError as error:
        return str(error)
    return ""


@contextmanager
def program(module: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """``python -m module arguments``, its output as lines; killed at the end when it still runs."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    here = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=here, stdin=pipe, stdout=pipe, encoding="utf-8") as started:
        try:
            yield started
        finally:
            started.kill()


def line(started: subprocess.Popen[str]) -> str:
    """The next line that the program says; empty when it has ended."""
    assert started.stdout is not None
    return started.stdout.readline().rstrip("\n")
