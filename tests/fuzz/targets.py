"""What is fuzzed: readers that must answer any bytes with a value or with ``Garbled``, ``Cut``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

import msgspec

from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.dialogue import Kind
from onecua_desk.wire.frame import MOST_BYTES, MOST_ROWS, FrameCoder
from onecua_desk.wire.messages import Placed, WireEvent
from onecua_desk.wire.stream import Cut, Writer, records
from tests.bench.day import day


def fuzz(data: bytes) -> None:
    """The first byte chooses the reader; an exception is a finding."""
    target = _TARGETS[data[0] % len(_TARGETS)] if data else _first
    with suppress(Garbled, Cut):
        target(data[1:])


def seeds() -> Iterator[bytes]:
    """Real bytes to begin with."""
    frames = _frames()
    yield b"\0" + frames[0]
    yield b"\1" + frames[1]
    writer = Writer()
    yield b"\2" + writer.record(Kind.HELLO, b"[2,2]") + writer.record(Kind.EVENTS, frames[0]) + writer.end()
    yield b"\3" + b'{"a":[1,null,"2026-11-23",{"b":-0.5}]}'


@cache
def _frames() -> tuple[bytes, ...]:
    rows, coder = _rows(), FrameCoder()
    return tuple(coder.encode(rows[start : start + 12]) for start in (0, 12, 24))


@cache
def _rows() -> list[Placed]:
    return [Placed(0, event) for event in day(5)[:36]]


def _first(data: bytes) -> None:
    _small(FrameCoder().decode(data))


def _later(data: bytes) -> None:
    coder = FrameCoder()
    coder.decode(_frames()[0])
    _small(coder.decode(data))


def _stream(data: bytes) -> None:
    for _ in records(io.BytesIO(data).read):
        pass


def _body(data: bytes) -> None:
    """Any text as a body comes back; what is no text cannot be written by a desk."""
    with suppress(UnicodeError):
        data.decode()
        rows = [Placed(0, _with_body(data))]
        assert FrameCoder().decode(FrameCoder().encode(rows)) == rows


def _with_body(data: bytes) -> WireEvent:
    return msgspec.structs.replace(_rows()[0].event, body=msgspec.Raw(data))


def _small(rows: list[Placed]) -> None:
    assert len(rows) <= MOST_ROWS
    assert sum(len(row.event.body) for row in rows) <= MOST_BYTES


_TARGETS = (_first, _later, _stream, _body)
