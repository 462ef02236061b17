"""Answers to a file that are meant to harm: without end, packed small to be huge, or leading to another server."""

from __future__ import annotations

import gzip
import logging
from pathlib import Path

import pytest

from onecua_desk.services.identity import Line
from onecua_desk.sync.line import LineDown
from onecua_desk.sync.patience import HEAD
from onecua_desk.sync.session import session
from onecua_desk.sync.tus import LONGEST_ANSWER, Later, Place, Tus
from tests.clock import Clock
from tests.desk_fixture import UNIT
from tests.district_fixture import running_district
from tests.sync.lane import never, seated, sent
from tests.sync.odd_server import answering, http
from tests.sync.test_hostile_line import patient_by

NAME = "ab" * 32
CREATED = ("Tus-Resumable: 1.0.0", "Upload-Offset: 0")


def offered(raw: bytes) -> Place:
    with answering(raw) as url:
        tus = Tus(url, session(Line(url, "token")))
        try:
            return tus.offer(NAME, 5)
        finally:
            tus.close()


def test_an_error_without_end_is_not_read_to_its_end() -> None:
    with pytest.raises((Later, LineDown)):
        offered(http(500, b"x" * LONGEST_ANSWER, 1 << 40))


def test_an_answer_that_would_unpack_to_gigabytes_is_not_unpacked() -> None:
    bomb = gzip.compress(bytes(64 * 1024 * 1024))
    with pytest.raises(Later, match="500"):
        offered(http(500, bomb, None, "Content-Encoding: gzip"))


@pytest.mark.parametrize("body", [b'{"sentence":"\xff"}', b"[" * 50_000, b"<html>", b""])
def test_an_error_that_cannot_be_read_is_one_sentence(body: bytes) -> None:
    with pytest.raises(Later, match="hãy báo kỹ thuật"):
        offered(http(500, body))


@pytest.mark.parametrize("place", ["http://127.0.0.2:1/v2/files/x", "//elsewhere/x", "https://[/x", "ftp://x/y"])
def test_scans_and_token_go_to_no_other_server(place: str) -> None:
    with pytest.raises(LineDown):
        offered(http(201, b"", None, *CREATED, f"Location: {place}"))


def test_a_place_at_the_same_server_is_believed() -> None:
    assert offered(http(201, b"", None, *CREATED, "Location: /v2/files/x")).upload.endswith("/v2/files/x")


def test_one_connection_carries_all_files(
    tmp_path: Path, clock: Clock, template: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        running_district(tmp_path / "district", 1, clock, UNIT) as there,
        seated(tmp_path, clock, template, there) as seat,
    ):
        sent(seat, 1000, 2000)
        caplog.clear()
        with caplog.at_level(logging.DEBUG, "urllib3"):
            seat.lane().run_until(never)
        assert sum("Starting new" in line for line in caplog.messages) == 1


def test_a_head_that_comes_too_late_is_a_line_that_is_down() -> None:
    raw = http(201, b"", None, *CREATED, "Location: /v2/files/x")
    with answering(raw) as url:
        tus = Tus(url, session(Line(url, "token"), patient_by(HEAD + 1)))
        with pytest.raises(LineDown):
            tus.offer(NAME, 5)
        tus.close()
