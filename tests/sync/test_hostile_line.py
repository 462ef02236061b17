"""A line that answers something else: without end, in drips, with signs that nobody sees, or with a page of its own."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Callable
from contextlib import nullcontext
from math import inf
from typing import Any

import msgspec
import pytest
import zstandard

from onecua_desk.domain.text import told
from onecua_desk.services.identity import Line
from onecua_desk.sync.line import LineDown, Unwelcome
from onecua_desk.sync.link import PORTAL, Link
from onecua_desk.sync.patience import HEAD, LEAST, LONGEST, STRETCH, Patience
from onecua_desk.sync.status import LineState
from onecua_desk.sync.timed import Timed
from onecua_desk.ui.sync.words import explanation
from onecua_desk.wire import stream
from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.dialogue import Kind
from onecua_desk.wire.stream import LARGEST_STREAM, Writer, records
from tests.desk_fixture import receive
from tests.journeys.town import Seat
from tests.sync.odd_server import answering, http
from tests.sync.test_link import ask, where
from tests.sync.test_worker import seat as seat
from tests.sync.test_worker import waiting, working

Read = Callable[[int], bytes]
HTML = "Content-Type: text/html; charset=utf-8"


def test_blocks_of_nothing_without_end_are_given_up() -> None:
    packer = zstandard.ZstdCompressor().compressobj()
    begun = packer.compress(b"x") + packer.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    given = 0

    def read(most: int) -> bytes:
        nonlocal given
        piece = bytes(most // 3 * 3) if given else begun
        given += len(piece)
        return piece

    with pytest.raises(Garbled):
        list(records(read))
    assert given <= LARGEST_STREAM + 64 * 1024


def test_empty_records_without_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LARGEST_STREAM", 64 * 1024)
    writer = Writer()
    found = records(lambda _: writer.record(Kind.OWN))
    with pytest.raises(Garbled):
        deque(found, maxlen=0)


class Dripping:
    """A clock that is ``seconds`` farther whenever it is looked at."""

    def __init__(self, seconds: float) -> None:
        self.time, self._seconds = -seconds, seconds

    def now(self) -> float:
        self.time += self._seconds
        return self.time


def after_the_head(now: Callable[[], float], longest: float = LONGEST) -> Patience:
    patience = Patience(now, longest)
    patience.in_head = False
    return patience


@pytest.mark.parametrize(
    ("size", "seconds", "given_up"),
    [(1, 1.0, STRETCH), (1, 40.0, STRETCH), (LEAST // 5, 40.0, STRETCH), (16_000, 1.0, LONGEST), (50, 1.0, LONGEST)],
)
def test_an_answer_in_drips_or_without_end_is_given_up(size: int, seconds: float, given_up: float) -> None:
    dripping = Dripping(seconds)
    patience = after_the_head(dripping.now)
    with pytest.raises(TimeoutError):
        deque(iter(lambda: patience.count(size), b""), maxlen=0)
    assert given_up < dripping.time <= given_up + seconds


@pytest.mark.parametrize("longest", [LONGEST, inf])
def test_a_slow_line_that_goes_on_is_read_to_its_end(longest: float) -> None:
    slow = after_the_head(Dripping(1.0).now, longest)
    for _ in range(int(min(longest, 10 * LONGEST)) - 1):
        slow.count(50)


def test_a_head_without_end_is_given_up_however_much_of_it_comes() -> None:
    endless = Dripping(1.0)
    patience = Patience(endless.now)
    with pytest.raises(TimeoutError):
        deque(iter(lambda: patience.count(100), b""), maxlen=0)
    assert HEAD < endless.time <= HEAD + 1


BODY = b'{"through":0,"chain":"AAAAAAAAAAAAAAAAAAAAAA=="}'
LENGTH = f"{len(BODY):x}".encode()
CHUNKED = b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n"


class OneByte(io.RawIOBase):
    """Gives one byte at a time, and nothing waits long for one."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        into[:1] = byte = self._data.read(1)
        return len(byte)


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (http(200, BODY), 5.0),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 30 + http(200, BODY), 1.0),
        (CHUNKED + LENGTH + b";" + b"x" * 400 + b"\r\n" + BODY + b"\r\n0\r\n\r\n", 1.0),
        (CHUNKED + LENGTH + b"\r\n" + BODY + b"\r\n0\r\n" + b"X-Y: 1\r\n" * 90 + b"\r\n", 1.0),
    ],
    ids=["head", "heads", "chunk", "trailer"],
)
@pytest.mark.parametrize("comes", [True, False])
def test_what_drips_between_the_lines_of_an_answer_is_given_up(answer: bytes, seconds: float, comes: bool) -> None:
    timed = Timed(OneByte(answer), patience=patient_by(seconds / 100 if comes else seconds))
    with nullcontext() if comes else pytest.raises(TimeoutError):
        timed.begin()
        assert timed.read() == BODY
    timed.close()


@pytest.mark.parametrize("through_proxy", [False, True])
@pytest.mark.parametrize(("seconds", "comes"), [(0.01, True), (HEAD + 1, False)])
def test_an_answer_whose_head_comes_too_late_is_a_line_that_is_down(
    seconds: float, comes: bool, through_proxy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(http(200, BODY)) as url:
        monkeypatch.setenv("http_proxy", url)
        line = Line("http://motcua.example.vn" if through_proxy else url, "token")
        link = Link(line, patience=patient_by(seconds))
        with nullcontext() if comes else pytest.raises(LineDown):
            assert link.where().through == 0
        link.close()


def patient_by(seconds: float) -> Callable[[], Patience]:
    return lambda: Patience(Dripping(seconds).now)


@pytest.mark.parametrize("status", [400, 409, 413])
@pytest.mark.parametrize(
    "body", [b'{"sentence":"\xff"}', b'{"sentence":' + b"[" * 60_000, b'{"sentence":"\\u202e\\u0007"}']
)
def test_an_error_that_cannot_be_read_is_one_sentence_with_its_status(status: int, body: bytes) -> None:
    with pytest.raises(Unwelcome) as refused:
        ask(http(status, body))
    assert f"({status})" in str(refused.value)


def test_the_servers_sentence_is_cleaned_and_cut() -> None:
    wild = "Hãy\u202e báo\x07 kỹ\r\nthuật. " + "x" * 50_000
    with pytest.raises(Unwelcome) as refused:
        ask(http(409, msgspec.json.encode({"sentence": wild})))
    assert str(refused.value).startswith("Hãy báo kỹ thuật. xxx")
    assert len(str(refused.value)) <= 500


@pytest.mark.parametrize("text", ["Máy này đã bị thu hồi.", "", "\u200b\x00"])
def test_what_is_told_is_what_can_be_seen_of_it(text: str) -> None:
    assert told(text) == text.strip("\u200b\x00")


PORTALS = [
    http(302, b"", None, "Location: http://10.0.0.1/login"),
    http(303, b"<html>", None, HTML),
    http(307, b"", None, "Location: http://10.0.0.1/login"),
    http(511, b"<html>", None, HTML),
    http(200, b"<html>login</html>", None, HTML),
    b"HTTP/1.1 302 Found\r\nLocation: http://10.0.0.1/\r\n\r\n",
]


@pytest.mark.parametrize("raw", PORTALS)
@pytest.mark.parametrize("how", [None, where])
def test_a_network_that_wants_a_sign_in_is_named(raw: bytes, how: Callable[[Link], bytes] | None) -> None:
    with pytest.raises(LineDown) as down:
        ask(raw, how=how) if how else ask(raw)
    assert down.value.sentence == PORTAL


def test_after_the_sign_in_send_now_goes_through(seat: Seat) -> None:
    receive(seat.desk)
    with answering(PORTALS[0], http(401)) as url, working(seat.desk, Line(url, "token")) as (worker, heard, _):
        offline = heard.until(LineState.OFFLINE)
        assert offline.sentence == PORTAL
        assert explanation(offline).startswith(PORTAL)
        assert waiting(seat) == 1
        worker.send_now()
        heard.until(LineState.UNWELCOME)
