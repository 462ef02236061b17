"""A desk whose only way is through the province's proxy, to a server that shows the certificate of the code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme

from onecua_desk.district.__main__ import main
from onecua_desk.district.access import enrol
from onecua_desk.district.database import file_url, open_district
from onecua_desk.district.server import Certificate, RunningDistrict
from onecua_desk.errors import UserError
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.sync.cycle import run
from onecua_desk.sync.link import Link, Unwelcome
from onecua_desk.wire.certificates import read_pem
from onecua_desk.wire.enrolment import read_enrolment
from tests.clock import Clock
from tests.desk_fixture import UNIT, receive
from tests.sync.tls import proxy

HOST = "motcua.example"


@pytest.fixture
def ca(tmp_path: Path) -> trustme.CA:
    made = trustme.CA(key_type=trustme.KeyType.ECDSA)
    made.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    made.issue_cert(HOST).private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "server.pem"))
    return made


@contextmanager
def encrypted(folder: Path, clock: Clock) -> Iterator[RunningDistrict]:
    server = RunningDistrict(
        open_district(file_url(folder / "district"), clock), certificate=Certificate(folder / "server.pem")
    )
    try:
        yield server
    finally:
        server.stop()


def exchange(desk: Desk) -> int:
    line = identity.line(desk.store)
    assert line is not None
    link = Link(line)
    try:
        return run(desk, link).events_up
    finally:
        link.close()


def test_a_desk_behind_a_proxy_reaches_the_server_of_its_code(
    desk: Desk, clock: Clock, ca: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive(desk)
    with encrypted(tmp_path, clock) as server, proxy(urlsplit(server.url).port or 0) as passing:
        monkeypatch.setenv("https_proxy", passing.url)
        monkeypatch.delenv("no_proxy", raising=False)
        pinned = read_pem(tmp_path / "ca.pem")
        identity.enrol(desk.store, enrol(server.district, asdict(UNIT), 1, f"https://{HOST}", ca=pinned))
        assert exchange(desk) == 1
        assert set(passing.asked) == {f"CONNECT {HOST}:443"}
        identity.enrol(desk.store, enrol(server.district, asdict(UNIT), 1, f"https://{HOST}", again=True))
        with pytest.raises(Unwelcome, match="không rõ nơi cấp"):
            exchange(desk)


def test_a_certificate_that_the_server_cannot_use_is_said(ca: trustme.CA, tmp_path: Path, clock: Clock) -> None:
    other = trustme.CA().issue_cert(HOST)
    other.private_key_pem.write_to_path(str(tmp_path / "other.key"))
    with closing(open_district(file_url(tmp_path / "district"), clock)) as district:
        with pytest.raises(UserError, match="không còn ở đó nữa"):
            RunningDistrict(district, certificate=Certificate(tmp_path / "none.pem"))
        for key in (tmp_path / "other.key", tmp_path / "ca.pem"):
            with pytest.raises(UserError, match="phải là PEM, khớp nhau và không đặt mật khẩu"):
                RunningDistrict(district, certificate=Certificate(tmp_path / "server.pem", key))


def test_the_code_carries_the_certificate_that_the_command_names(
    ca: trustme.CA, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = [
        *("enrol", "--folder", str(tmp_path / "data"), "--unit-code", UNIT.code, "--unit-name", UNIT.name),
        *("--parent", UNIT.parent, "--centre", UNIT.centre, "--place", UNIT.place, "--desk", "1"),
    ]
    assert main([*typed, "--url", f"https://{HOST}", "--ca", str(tmp_path / "ca.pem")]) == 0
    out, err = capsys.readouterr()
    assert (read_enrolment(out).ca, err) == (read_pem(tmp_path / "ca.pem"), "")
    assert main([*typed, "--again", "--url", "http://motcua.tinh.vn", "--ca", str(tmp_path / "ca.pem")]) == 0
    assert "đổi sang https" in capsys.readouterr().err
    assert main([*typed, "--again", "--url", "https://x.vn", "--ca", str(tmp_path / "none.pem")]) == 1
    assert "không còn ở đó nữa" in capsys.readouterr().err
