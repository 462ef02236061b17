"""What the first window must not wait for, nor have in memory: a module that creeps in here costs every start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onecua_desk.services.desk import Desk

START = """
import sys
from pathlib import Path
from tests.bench import seat

def play(here):
    yield lambda: bool(here.program.window and here.program.window.isVisible())
    print(" ".join(sys.modules))

seat.run(Path(sys.argv[1]), 0, play)
"""

PREVIEW = "from onecua_desk.paper import image, slip, slip_roll; import sys; print(' '.join(sys.modules))"

LATER = {
    *("requests", "urllib3", "truststore"),  # with the worker, a second after the window
    *("onecua_desk.sync.worker", "onecua_desk.wire.frame", "onecua_desk.wire.model", "onecua_desk.wire.packed"),
    *("reportlab", "segno", "pypdfium2", "PIL", "onecua_desk.paper.slip"),  # with the first preview
    *("openpyxl", "pyrage", "argon2", "serial", "PySide6.QtPrintSupport"),
    *("onecua_desk.ui.signin.first_start", "onecua_desk.ui.settings.screen", "onecua_desk.ui.scans.panel"),
}


def modules(code: str, *arguments: str) -> set[str]:
    """What a new process has imported, by its own words."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture
def folder(desk: Desk) -> Path:
    desk.store.close()
    return desk.store.folder


def test_the_first_window_needs_none_of_what_later_work_needs(folder: Path) -> None:
    found = modules(START, str(folder))
    assert "onecua_desk.ui.intake.screen" in found
    assert not found & LATER


def test_a_slip_needs_no_charts_and_no_paragraphs() -> None:
    """ReportLab's own bars bring both along: 4 MiB, a tenth of a second before the first preview."""
    assert not modules(PREVIEW) & {"reportlab.graphics", "reportlab.platypus"}
