"""The command ``onecua-district`` as a technician types it."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from onecua_desk.district.__main__ import main
from onecua_desk.wire.enrolment import read_enrolment
from tests.district.writing import BareDesk, received
from tests.district_fixture import UNIT, running_district

Run = Callable[..., tuple[int, str, str]]

ENROL = (
    "enrol",
    *("--unit-code", UNIT.code, "--unit-name", UNIT.name, "--parent", UNIT.parent),
    *("--centre", UNIT.centre, "--place", UNIT.place, "--url", "http://127.0.0.1:8420"),
)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def in_folder(verb: str, *arguments: str) -> tuple[int, str, str]:
        try:
            status = main([verb, "--folder", str(tmp_path), *arguments])
        except SystemExit as end:
            status = int(str(end.code))
        out, err = capsys.readouterr()
        return status, out, err

    return in_folder


def test_enrol_prints_the_code_and_state_lists_the_desk(run: Run) -> None:
    status, out, err = run(*ENROL, "--desk", "2")
    assert (status, err) == (0, "")
    assert read_enrolment(out).unit == UNIT
    assert run("state")[1] == (
        f"{UNIT.code}  {UNIT.name}: chưa có hồ sơ\n  Quầy 2 (thiết bị 2): đến sự kiện 0, chưa liên lạc\n"
    )
    assert run("revoke", "2") == (0, "Đã thu hồi thiết bị 2.\n", "")
    assert "đã thu hồi" in run("state")[1]


def test_results_and_refusals_are_recorded_at_the_prompt(tmp_path: Path, run: Run, http: requests.Session) -> None:
    with running_district(tmp_path) as running:
        desk = BareDesk(running.enrolments[0], http)
        desk.verdicts(desk.received(1), desk.received(2), desk.wire(3, received(1001)))
        desk.verdict(desk.received(1, serial=1900))
        given = ("--number", "15/TL", "--day", "01/11/2026", "--copies", "2", "--official", "Trần Văn Bình")
        code = "H02.15.23-261121-100"
        assert run("result", f"{code}1", *given) == (0, f"{code}1: Có kết quả\n", "")
        assert run("refuse", f"{code}2", "--reason", "Trùng") == (0, f"{code}2: Từ chối\n", "")
        assert [placed.event.name for placed in desk.send().events] == ["Trần Văn Bình", "Cán bộ cấp trên"]
    told = run("state")[1].splitlines()
    assert told == [
        f"{UNIT.code}  {UNIT.name}: Có kết quả 1, Từ chối 1",
        "  Quầy 1 (thiết bị 2): đến sự kiện 3, liên lạc 09:14:00 21/11/2026, bị từ chối 1",
        "  Quầy 2 (thiết bị 3): đến sự kiện 0, chưa liên lạc",
        "CẢNH BÁO 1: thiết bị 2 gửi nội dung khác cho sự kiện 1 lúc 09:14:00 21/11/2026",
    ]
    assert run("settle-alarm", "1") == (0, "Đã xem cảnh báo 1; lệnh state không nhắc lại nữa.\n", "")
    assert run("state")[1].splitlines() == told[:-1]
    assert run("settle-alarm", "2") == (1, "", "Không có cảnh báo số 2; hãy xem lệnh state.\n")


def test_an_operators_token_is_shown_once(run: Run) -> None:
    status, out, _ = run("operator", "Trần Văn Bình")
    assert (status, out.splitlines()[0]) == (0, "Cán bộ: Trần Văn Bình (tran.van.binh)")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("revoke", "7"), 1, "Không có thiết bị 7 đang dùng.\n"),
        (("result", "H1-261121-1001", "--number", "1"), 1, "Không có hồ sơ mang mã «H1-261121-1001».\n"),
        (("result", "x", "--number", "1", "--day", "31/02/2026"), 2, "ngày «31/02/2026» không đúng dạng dd/mm/yyyy"),
        (("serve", "--port", "70000"), 2, "cổng «70000» không nằm trong 1 đến 65535"),
        (("revoke",), 2, "Lệnh chưa đúng"),
        (("explode",), 2, "Lệnh chưa đúng"),
        ((*ENROL, "--desk", "12"), 1, "Số quầy phải từ 1 đến 9.\n"),
    ],
)
def test_a_wrong_command_says_why_in_one_line(run: Run, arguments: tuple[str, ...], status: int, words: str) -> None:
    ended, out, err = run(*arguments)
    assert (ended, out) == (status, "")
    assert words in err
    assert err.count("\n") == 1


def test_a_port_that_is_taken_is_said(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, _, err = run("serve", "--port", str(taken.getsockname()[1]))
    assert (status, "Không mở được cổng" in err) == (1, True)


def test_serve_answers_until_it_is_told_to_stop(tmp_path: Path, http: requests.Session) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onecua_desk.district", "serve", "--folder", str(tmp_path), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as serving:
        try:
            assert serving.stdout is not None
            assert serving.stdout.readline().startswith(f"Máy chủ cấp trên nghe ở http://127.0.0.1:{port}")
            assert http.get(f"http://127.0.0.1:{port}/schema", timeout=10).status_code == 200
        finally:
            serving.send_signal(signal.SIGTERM)
            _, err = serving.communicate(timeout=20)
    assert err == ""


def test_the_command_starts_without_the_web_framework() -> None:
    check = "import sys, onecua_desk.district.__main__; print({'litestar', 'uvicorn', 'psycopg'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
