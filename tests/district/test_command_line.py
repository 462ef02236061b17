"""The command ``onecua-district`` where a technician mistypes, enrols a desk anew, or stops the server by hand."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from onecua_desk.district.__main__ import main
from onecua_desk.wire.enrolment import read_enrolment
from tests.district_fixture import UNIT

ENROL = (
    "enrol",
    *("--unit-code", UNIT.code, "--unit-name", UNIT.name, "--parent", UNIT.parent),
    *("--centre", UNIT.centre, "--place", UNIT.place, "--desk", "2", "--url", "http://127.0.0.1:8420"),
)


@pytest.mark.parametrize("number", ["9" * 23, "9" * 5000, "x", "-3", "1.5"])
def test_a_number_that_no_device_can_have_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["revoke", "--folder", str(tmp_path), number])
    _, err = capsys.readouterr()
    assert ended.value.code == 2
    assert err.startswith("Lệnh chưa đúng")
    assert err.count("\n") == 1


def test_a_desk_that_is_enrolled_gets_a_new_code_for_the_same_device(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ("--folder", str(tmp_path))
    assert main([*ENROL, *folder]) == 0
    first = read_enrolment(capsys.readouterr().out)
    assert main([*ENROL, *folder]) == 1
    assert "--again" in capsys.readouterr().err
    assert main([*ENROL, *folder, "--again"]) == 0
    second = read_enrolment(capsys.readouterr().out)
    assert (second.device, second.desk) == (first.device, first.desk)
    assert second.token != first.token


@pytest.mark.skipif(os.name == "nt", reason="Windows has no Ctrl+C for one process alone")
def test_ctrl_c_is_how_the_server_is_stopped(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onecua_desk.district", "serve", "--folder", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as serving:
        assert serving.stdout is not None
        serving.stdout.readline()
        serving.send_signal(signal.SIGINT)
        _, err = serving.communicate(timeout=20)
    assert (serving.returncode, err) == (0, "")
