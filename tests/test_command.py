"""The command ``onecua-desk`` as a technician types it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from onecua_desk.__main__ import main
from onecua_desk.services.desk import Desk
from onecua_desk.store.engine import FILE
from tests.carried import carried
from tests.clock import Clock
from tests.desk_fixture import receive

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def typed(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as end:
            status = int(str(end.code))
        out, err = capsys.readouterr()
        return status, out, err

    return typed


@pytest.fixture
def folder(desk: Desk) -> Path:
    """The data folder of a desk that received two dossiers and is closed."""
    receive(desk)
    receive(desk)
    desk.store.close()
    return desk.store.folder


def altered(folder: Path, *statements: str) -> None:
    """What a disk or a stranger's hand did to the file: the triggers that guard the log are out of the way."""
    guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'event'"
    with closing(sqlite3.connect(folder / FILE)) as driver:
        names = [name for (name,) in driver.execute(guards)]
        for statement in (*(f"DROP TRIGGER {name}" for name in names), *statements):
            driver.execute(statement)
        driver.commit()


VERBS = ("check", "rebuild", "backup")


@pytest.mark.parametrize("verb", VERBS)
def test_a_folder_without_a_desk_is_refused_and_nothing_is_made(tmp_path: Path, run: Run, verb: str) -> None:
    status, out, err = run(verb, "--folder", tmp_path / "typo")
    assert (status, out) == (1, "")
    assert "không có dữ liệu của quầy" in err
    assert err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_check_rebuild_and_backup_say_what_they_did(folder: Path, tmp_path: Path, run: Run) -> None:
    assert run("check", "--folder", folder) == (0, "Dữ liệu nguyên vẹn: danh sách đúng như sổ sự kiện.\n", "")
    altered(folder, "UPDATE dossier SET applicant = 'khác'")
    status, out, _ = run("check", "--folder", folder)
    assert (status, out.count("«applicant» khác sổ sự kiện")) == (1, 2)
    assert run("rebuild", "--folder", folder) == (0, "Đã dựng lại danh sách 2 hồ sơ từ sổ sự kiện.\n", "")
    assert run("--folder", folder, "check")[0] == 0
    status, out, _ = run("backup", "--folder", folder, "--to", tmp_path / "usb")
    (copy,) = (tmp_path / "usb").iterdir()
    assert (status, out) == (0, f"Đã sao lưu vào {copy}.\n")


@pytest.mark.parametrize("verb", VERBS)
def test_a_desk_that_is_open_is_left_alone(desk: Desk, run: Run, verb: str) -> None:
    status, out, err = run(verb, "--folder", desk.store.folder)
    assert (status, out) == (1, "")
    assert "đang mở" in err


@pytest.mark.parametrize("verb", ["check", "rebuild"])
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE event SET at = '2026-13-40T99:00:00'",
        "UPDATE event SET body = CAST(x'7b22ff22fe7d' AS TEXT)",
        "UPDATE event SET name = CAST(x'4de1ba' AS TEXT)",
    ],
)
def test_rows_that_nobody_can_read_are_said_in_a_sentence(folder: Path, run: Run, verb: str, damage: str) -> None:
    altered(folder, damage)
    before = (folder / FILE).read_bytes()
    status, out, err = run(verb, "--folder", folder)
    assert status == 1
    assert "Traceback" not in err
    assert "bị hỏng" in out + err or "không đọc được" in out
    assert (folder / FILE).read_bytes() == before
    assert run(verb, "--folder", folder)[0] == 1  # the first refusal let go of the file


@pytest.mark.parametrize("arguments", [("explode",), ("backup", "--two", "x"), ("demo", "--dossiers", "nhiều")])
def test_a_wrong_command_line_is_said_in_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("Lệnh chưa đúng")
    assert err.count("\n") == 1


@pytest.mark.parametrize("verb", ["", "check", "backup", "demo"])
def test_help_is_vietnamese(run: Run, verb: str) -> None:
    status, out, _ = run(*filter(None, [verb]), "--help")
    assert (status, out.startswith("Cách dùng: onecua-desk")) == (0, True)
    assert not {"usage", "options", "show", "FOLDER"} & set(out.replace(":", " ").split())


@pytest.mark.parametrize("before_the_verb", [True, False])
def test_the_folder_may_stand_before_or_behind_the_verb(tmp_path: Path, run: Run, before_the_verb: bool) -> None:
    where = ("--folder", tmp_path / "typo")
    for verb in ("check", "demo"):
        (tmp_path / "typo").unlink(missing_ok=True)
        (tmp_path / "typo").write_text("a file")
        status, _, err = run(*where, verb) if before_the_verb else run(verb, *where)
        assert status == 1
        assert str(tmp_path / "typo") in err


def test_a_package_goes_out_and_its_answer_comes_in(tmp_path: Path, clock: Clock, template: Path, run: Run) -> None:
    with carried(tmp_path, clock, template, desks=1) as by_stick:
        desk = by_stick.desks[1]
        receive(desk)
        status, out, err = run("bundle", "out", by_stick.folder, "--folder", desk.store.folder)
        assert (status, out) == (1, "")
        assert "Hãy dùng cửa sổ đã mở" in err
        desk.store.close()
        status, out, err = run("bundle", "out", by_stick.folder, "--folder", desk.store.folder)
        (package,) = by_stick.folder.glob("*.ocp")
        assert (status, err) == (0, "")
        assert out.startswith(f"Đã ghi gói 1 vào {package}: 1 việc, 0 bản quét.")
        answer = by_stick.up(package).answer
        said = "Gói 1: cấp trên đã nhận 1 việc của quầy, không có việc mới.\n"
        assert run("--folder", desk.store.folder, "bundle", "in", answer) == (0, said, "")
        status, out, err = run("bundle", "in", package, "--folder", desk.store.folder)
        assert (status, out) == (1, "")
        assert err.startswith("Đây là gói của quầy gửi lên")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize("module", ["onecua_desk", "onecua_desk.district"])
def test_vietnamese_goes_into_a_file_of_any_code_page(tmp_path: Path, encoding: str, module: str) -> None:
    verb = "check" if module == "onecua_desk" else "revoke"
    typed = [sys.executable, "-m", module, verb, "--folder", str(tmp_path), *(["7"] if verb == "revoke" else [])]
    done = subprocess.run(typed, capture_output=True, env=os.environ | {"PYTHONIOENCODING": encoding}, check=False)
    assert done.returncode == 1
    assert done.stderr.decode("utf-8").startswith(("Thư mục", "Không có thiết bị 7"))
