"""The half of a day over the line: taken over only when it is that of the day that was asked for."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest

from onecua_desk.domain.day_close import Part, Totals
from onecua_desk.services.identity import Line
from onecua_desk.sync.line import LineDown, Unwelcome
from onecua_desk.sync.link import Link
from onecua_desk.wire.days import NO_CHAIN, ServerDay
from tests.sync.odd_server import answering, http

DAY = date(2026, 11, 23)
PARTS = (Part(2, 1, 3, 1, 0, 0, "0123456789ab"),)
HALF = ServerDay(DAY, datetime(2026, 11, 23, 17), 3, NO_CHAIN, Totals(counts={"received": 1}), PARTS)
GOOD = msgspec.json.encode(HALF)


def ask(raw: bytes | None, read_seconds: float = 20.0) -> ServerDay:
    with answering(raw) as url:
        link = Link(Line(url, "token"), read_seconds)
        try:
            return link.day(DAY, True)
        finally:
            link.close()


def test_the_half_comes_as_it_was_sent() -> None:
    assert ask(http(200, GOOD)) == HALF


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"{}",
        b"\xff\xfe",
        GOOD.replace(b"2026-11-23", b"2026-11-22", 1),
        GOOD.replace(b"0" * 64, b"g" * 64),
        GOOD.replace(b'"through":3', b'"through":-3'),
        GOOD.replace(b"received", b"\xff\xfe"),
        GOOD.replace(b"{", b'{"x":' + b"[" * 100_000, 1),
    ],
)
def test_what_is_no_half_of_that_day_is_not_taken_over(body: bytes) -> None:
    with pytest.raises(Unwelcome):
        ask(http(200, body))


@pytest.mark.parametrize("raw", [http(200, GOOD[:40], len(GOOD)), http(503), b""])
def test_a_cut_is_a_cut(raw: bytes) -> None:
    with pytest.raises(LineDown):
        ask(raw)


def test_an_older_server_is_named_as_such() -> None:
    with pytest.raises(Unwelcome, match="bản cũ hơn"):
        ask(http(404, b"{}"))
