"""What the desk learns from a district that is away, unwilling, broken or silent."""

from __future__ import annotations

from datetime import datetime

import pytest

from onecua_desk.sync.link import LineDown, Link, Unwelcome
from onecua_desk.wire.codec import pack
from onecua_desk.wire.messages import PROTOCOL, Answer, Request
from tests.sync.odd_server import answering, http

REQUEST = Request(PROTOCOL, 2, 0, [])
ANSWER = pack(Answer(PROTOCOL, "1", datetime(2026, 11, 23, 9, 0), [], [], 0, False))


def exchange(raw: bytes | None, read_seconds: float = 20.0) -> Answer:
    with answering(raw) as url:
        link = Link(url, "token", read_seconds)
        try:
            return link.exchange(REQUEST)
        finally:
            link.close()


def test_a_whole_answer_is_read() -> None:
    assert exchange(http(200, ANSWER)).server == "1"


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_a_server_in_trouble_is_only_a_line_that_is_down(status: int) -> None:
    with pytest.raises(LineDown):
        exchange(http(status, b"<html>oops</html>"))


@pytest.mark.parametrize("status", [401, 409, 413, 404])
def test_a_server_that_refuses_the_desk_gives_one_sentence(status: int) -> None:
    with pytest.raises(Unwelcome) as refused:
        exchange(http(status, b"not json"))
    assert str(status) in str(refused.value)
    assert str(refused.value).endswith(".")


def test_the_servers_own_sentence_is_shown() -> None:
    with pytest.raises(Unwelcome, match="đã bị thu hồi"):
        exchange(http(401, '{"sentence":"Máy này đã bị thu hồi."}'.encode()))


@pytest.mark.parametrize(
    "garbage", [b"", b"<html>login to the hotel wifi</html>", b"\x28\xb5\x2f\xfd garbage", ANSWER[:-4]]
)
def test_garbage_is_refused_with_a_sentence(garbage: bytes) -> None:
    with pytest.raises(Unwelcome, match="không đúng giao thức"):
        exchange(http(200, garbage))


def test_half_an_answer_is_a_line_that_was_cut() -> None:
    with pytest.raises(LineDown):
        exchange(http(200, ANSWER[: len(ANSWER) // 2], length=len(ANSWER)))


def test_silence_is_given_up_after_the_read_timeout() -> None:
    with pytest.raises(LineDown):
        exchange(None, read_seconds=0.2)


def test_nobody_there_is_a_line_that_is_down() -> None:
    with answering(b"") as url:
        pass
    with pytest.raises(LineDown):
        Link(url, "token").exchange(REQUEST)


@pytest.mark.parametrize("kept", range(1, 60, 3))
def test_headers_that_were_cut_are_a_line_that_was_cut(kept: int) -> None:
    with pytest.raises(LineDown):
        exchange(http(200, ANSWER)[:kept])
