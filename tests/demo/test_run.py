"""The demo as a visitor starts it: from end to end, and broken off with Ctrl+C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onecua_desk.clock import vietnam_now
from onecua_desk.config import Settings
from onecua_desk.demo.folder import DemoFolder
from onecua_desk.opening import open_desk
from onecua_desk.services import lookup, officials
from onecua_desk.services.lookup import Chip


def demo(folder: Path, count: int) -> list[str]:
    options = ["--no-window", "--dossiers", str(count)]
    return [sys.executable, "-m", "onecua_desk", "--folder", str(folder), "demo", *options]


def played(folder: Path, count: int) -> str:
    done = subprocess.run(demo(folder, count), capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "SAI" not in done.stdout
    return done.stdout


def test_the_demo_ends_with_every_dossier_above_some_of_them_late_and_says_how_to_sign_in(tmp_path: Path) -> None:
    said = played(tmp_path / "demo", 10)
    folder = DemoFolder(tmp_path / "demo")
    assert "Đường truyền bị cắt lần 2" in said
    assert "10/10 hồ sơ ở cấp trên" in said
    assert len(list(folder.slips.glob("*.pdf"))) == 10
    assert f"--folder {folder.desk}" in said
    (sign_in,) = [line for line in said.splitlines() if line.startswith("Đăng nhập: ")]
    login, _, password = sign_in.removeprefix("Đăng nhập: ").partition(" · mật khẩu: ")
    can_be_opened_by_hand(folder.settings(), login, password)


def can_be_opened_by_hand(settings: Settings, login: str, password: str) -> None:
    desk = open_desk(settings, vietnam_now)
    try:
        assert officials.sign_in(desk.store, login, password).login == login
        assert lookup.counts(desk)[Chip.LATE] >= 2
        days = {row.received_at.date() for row in lookup.page(desk, Chip.ALL, "")}
        assert len(days) > 1
    finally:
        desk.store.close()


@pytest.mark.long
def test_a_demo_of_more_dossiers_than_a_page_shows_ends_well_too(tmp_path: Path) -> None:
    assert "250/250 hồ sơ ở cấp trên" in played(tmp_path / "demo", 250)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no Ctrl+C for one process alone")
@pytest.mark.parametrize("moment", ["Ghi danh", "Có lại đường truyền"])  # while the child works; while this one does
def test_ctrl_c_ends_the_demo_with_one_sentence_and_leaves_nobody_behind(tmp_path: Path, moment: str) -> None:
    folder = DemoFolder(tmp_path / "demo")
    with subprocess.Popen(
        demo(folder.path, 30), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as running:
        assert running.stdout is not None
        while moment not in running.stdout.readline():
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (130, "Đã dừng theo yêu cầu (Ctrl+C).\n")
    folder.prepare()  # nobody holds the desk any more
