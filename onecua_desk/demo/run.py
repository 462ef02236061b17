"""The demo: a commune's morning from the first scan to the last hand-back, over a line that is cut twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from onecua_desk.config import Settings
from onecua_desk.demo import acts
from onecua_desk.demo.children import child, command
from onecua_desk.demo.folder import DemoFolder
from onecua_desk.demo.morning import MAI, PASSWORD
from onecua_desk.demo.stage import Stage, stage
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk

PATIENCE = 120
"""Seconds that the pictures may take: an old PC needs 20."""
FEWEST, MOST = 10, 300
"""Fewer do not show everything, more do not fit into a day."""


def run(path: Path, dossiers: int, show: Callable[[Settings], int] | None) -> int:
    """Play the demo in the folder ``path``; ``show`` opens the window afterwards. The exit status.

    ``UserError`` for a folder that cannot be used (see ``DemoFolder.prepare``) and for too few or too many dossiers.
    """
    if not FEWEST <= dossiers <= MOST:
        raise UserError(f"Số hồ sơ của buổi diễn phải từ {FEWEST} đến {MOST}.")
    folder = DemoFolder(path)
    folder.prepare()
    with stage(folder, dossiers) as made:
        _play(made)
        _take_pictures(made)
        _say_where(made)
        if made.report.wrong:
            return 1
        return show(made.settings) if show else 0


def _play(stage: Stage) -> None:
    received = acts.work_until_killed(stage)
    desk = open_desk(stage.settings, stage.clock)
    with closing(desk.store):
        acts.start_again(stage, desk, received)
        acts.work_on(stage, desk)
        acts.afternoon(stage, desk)
        acts.compare(stage, desk)


def _take_pictures(stage: Stage) -> None:
    """In a process of its own: Qt takes one platform a process, and this one may open a real window."""
    # Offscreen has no window manager and says so at every window.
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
    shots = command("demo-shots", stage.folder.path, stage.clock.at)
    taken = False
    with child(shots, environment=environment) as photographer, suppress(subprocess.TimeoutExpired):
        taken = photographer.wait(PATIENCE) == 0  # a window with a message waits for a person, for ever
    count = len(list(stage.folder.pictures.glob("*.png")))
    stage.report.check(taken and count >= 5, "không chụp được các màn hình")
    stage.report.say("Ảnh màn hình", f"{count} ảnh")


def _say_where(stage: Stage) -> None:
    folder, report = stage.folder, stage.report
    print()
    report.head("Nằm ở đâu")
    report.say("Giấy hẹn (PDF)", folder.slips)
    report.say("Ảnh các màn hình (PNG)", folder.pictures)
    report.say("Dữ liệu của quầy", folder.desk / "desk.sqlite3")
    report.say("Dữ liệu của cấp trên", folder.district / "district.sqlite3")
    print(f"\nĐăng nhập: {MAI.login} · mật khẩu: {PASSWORD}")
    print(f"Mở lại quầy này: {_program()} --folder {folder.desk}")
    print(
        "\nKẾT QUẢ: " + ("có việc SAI, xem các dòng trên." if report.wrong else "mọi hồ sơ đã ở cấp trên."), flush=True
    )


def _program() -> str:
    """The command as it was typed: after ``installer/try.sh`` it is not on the search path."""
    typed = Path(sys.argv[0])
    return str(typed) if typed.stem == "onecua-desk" else "onecua-desk"
