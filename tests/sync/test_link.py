"""What the desk learns from a district that is away, unwilling, broken or silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest

from onecua_desk.services.identity import Line
from onecua_desk.sync.line import LineDown, Unwelcome
from onecua_desk.sync.link import Link
from onecua_desk.wire.dialogue import Where
from tests.sync.odd_server import answering, http

ANSWER = bytes(range(256)) * 40


def body() -> Iterator[bytes]:
    yield b"one"
    yield b"two"


def posted(link: Link) -> bytes:
    read, content = link.exchange(body()), b""
    while piece := read(1000):
        assert len(piece) <= 1000
        content += piece
    return content


def ask(raw: bytes | None, read_seconds: float = 20.0, how: Callable[[Link], bytes] = posted) -> bytes:
    with answering(raw) as url:
        link = Link(Line(url, "token"), read_seconds)
        try:
            return how(link)
        finally:
            link.close()


def test_the_answer_is_read_piece_by_piece_and_bytes_are_counted() -> None:
    with answering(http(200, ANSWER)) as url:
        link = Link(Line(url, "token"))
        assert posted(link) == ANSWER
        assert (link.bytes_up, link.bytes_down) == (6, len(ANSWER))
        link.close()


def test_a_second_exchange_lets_go_of_an_answer_that_was_not_read() -> None:
    with answering(http(200, ANSWER)) as url:
        link = Link(Line(url, "token"))
        first = link.exchange(body())
        assert first(1)
        assert posted(link) == ANSWER
        with pytest.raises(LineDown):
            first(1000)
        link.close()


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_a_server_in_trouble_is_only_a_line_that_is_down(status: int) -> None:
    with pytest.raises(LineDown) as down:
        ask(http(status, b"<html>oops</html>"))
    assert down.value.retry_after is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        (["Retry-After: 120"], 120),
        (["Retry-After: 0"], 0),
        (["Retry-After: 99999999999999999999"], 999_999_999),
        (["Retry-After: Mon, 23 Nov 2026 03:02:30 GMT", "Date: Mon, 23 Nov 2026 03:00:00 GMT"], 150),
        (["Retry-After: Mon, 23 Nov 2026 03:02:30 GMT", "Date: Mon, 23 Nov 2026 04:00:00 GMT"], 0),
        (["Retry-After: soon"], None),
        (["Retry-After: -5"], None),
        (["Retry-After: ²"], None),
    ],
)
def test_when_the_server_wants_to_be_asked_again_is_read(headers: list[str], seconds: float | None) -> None:
    with pytest.raises(LineDown) as down:
        ask(http(503, b"", None, *headers))
    assert down.value.retry_after == seconds


@pytest.mark.parametrize("status", [301, 400, 401, 404, 409, 413])
def test_a_server_that_refuses_the_desk_gives_one_sentence(status: int) -> None:
    with pytest.raises(Unwelcome) as refused:
        ask(http(status, b"not json"))
    assert str(status) in str(refused.value)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("status", [400, 401, 409, 413])
def test_the_servers_own_sentence_is_shown(status: int) -> None:
    with pytest.raises(Unwelcome, match="đã bị thu hồi"):
        ask(http(status, '{"sentence":"Máy này đã bị thu hồi."}'.encode()))


def test_an_error_without_end_is_not_read_for_ever() -> None:
    with pytest.raises((Unwelcome, LineDown)):
        ask(http(409, b"x" * 1_000_000))


def test_half_an_answer_is_a_line_that_was_cut() -> None:
    with pytest.raises(LineDown):
        ask(http(200, ANSWER[: len(ANSWER) // 2], length=len(ANSWER)))


def test_silence_is_given_up_after_the_read_timeout() -> None:
    with pytest.raises(LineDown):
        ask(None, read_seconds=0.2)


def test_nobody_there_is_a_line_that_is_down() -> None:
    with answering(b"") as url:
        pass
    with pytest.raises(LineDown):
        posted(Link(Line(url, "token")))


@pytest.mark.parametrize("kept", range(1, 60, 3))
def test_headers_that_were_cut_are_a_line_that_was_cut(kept: int) -> None:
    with pytest.raises(LineDown):
        ask(http(200, ANSWER)[:kept])


def where(link: Link) -> bytes:
    return msgspec.json.encode(link.where())


def test_where_the_server_stands_is_read() -> None:
    content = msgspec.json.encode(Where(7, bytes(16)))
    assert ask(http(200, content), how=where) == content


@pytest.mark.parametrize("content", [b"", b"<html>", b'{"through":-1,"chain":"AAAA"}', b'{"through":7}', b"\xff"])
def test_a_place_that_cannot_be_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Unwelcome, match="lạ"):
        ask(http(200, content), how=where)


def test_what_goes_wrong_on_this_machine_while_it_is_sent_is_not_taken_for_the_line() -> None:
    def broken() -> Iterator[bytes]:
        yield b"one"
        raise ZeroDivisionError

    with answering(http(200, ANSWER)) as url:
        link = Link(Line(url, "token"), 1.0)
        with pytest.raises(ZeroDivisionError):
            link.exchange(broken())
        link.close()
