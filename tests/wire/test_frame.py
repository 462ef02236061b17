"""Frames give every event back to the byte, whatever it is, and of other bytes nothing but ``Garbled``."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import cache

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onecua_desk.wire import contexts, model
from onecua_desk.wire.codec import Garbled, Newer, to_wire
from onecua_desk.wire.dialogue import FRAME_EVENTS
from onecua_desk.wire.frame import MOST_BYTES, MOST_ROWS, FrameCoder
from onecua_desk.wire.messages import Placed, WireEvent
from onecua_desk.wire.model import VERSION
from tests.bench.day import day
from tests.facts import events

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=20,
)
TEXTS = st.sampled_from(["", "mai", "Lê Thị Mai", "  ", "2026-11-23", "2026-11-23T17:00:00", "0012", "00ff" * 16])
BODIES = JSON.map(msgspec.json.encode) | TEXTS.map(msgspec.json.encode) | st.text(max_size=40).map(str.encode)
ODD = [
    b"",
    b"{",
    b'{"a": 1}',
    b'{"a":1,"a":2}',
    b'{"\\u0061":"\\u00e9"}',
    b"1.0",
    b"1e5",
    b"-0.0",
    b"123456789012345678901234567890",
    b'"2026-11-23T24:00:00"',
    b'"2026-02-30"',
    b'"2026-11-23T17:00:00.5"',
    b'{"":[[],{},"",null]}',
    b"[" * 40 + b"]" * 40,
    b"[" * 5_000,
    '{"note":"a  b","x":"\u2028 \U0001f600"}'.encode(),
    b'{"n":"' + b"x" * 20_000 + b'"}',
    b"[" + b",".join([b"{}"] * 2_000) + b"]",
]


@st.composite
def wires(draw: st.DrawFn) -> WireEvent:
    """Any event with any body, mostly one of a few devices and kinds."""
    id = (draw(st.integers(0, 3) | st.integers(0, 2**23 - 1)), draw(st.integers(1, 5) | st.integers(1, 2**40 - 1)))
    dossier = draw(st.just(id) | st.tuples(st.integers(0, 3), st.integers(1, 5)))
    at = draw(st.datetimes() | st.just(datetime(2026, 11, 23, 9, 41)))
    names = draw(TEXTS | st.text(max_size=9)), draw(TEXTS)
    kind = draw(st.sampled_from(["received", "rated", "paused", "", "long", "d", "words", "kind"]))
    return WireEvent(*id, dossier, at, *names, kind, msgspec.Raw(draw(BODIES | st.sampled_from(ODD))))


def placed(all: st.SearchStrategy[WireEvent]) -> st.SearchStrategy[list[Placed]]:
    positions = st.just(0) | st.integers(1, 9) | st.integers(0, 2**62 - 1)
    return st.lists(st.builds(Placed, positions, all), max_size=12)


def comes_back(frames: list[list[Placed]]) -> list[bytes]:
    writer, reader = FrameCoder(), FrameCoder()
    packed = [writer.encode(frame) for frame in frames]
    assert [reader.decode(frame) for frame in packed] == frames
    return packed


@cache
def a_day() -> list[list[Placed]]:
    rows = [Placed(0, event) for event in day(1)]
    return [rows[start : start + FRAME_EVENTS] for start in range(0, len(rows), FRAME_EVENTS)]


@cache
def packed_day() -> list[bytes]:
    return comes_back(a_day())


@given(st.lists(placed(events().map(to_wire)), max_size=3))
@settings(deadline=None)
def test_events_of_every_kind_come_back_the_same_frame_by_frame(frames: list[list[Placed]]) -> None:
    comes_back(frames)


@given(st.lists(placed(wires()), max_size=3))
@settings(deadline=None)
def test_bodies_that_nobody_knows_come_back_to_the_byte(frames: list[list[Placed]]) -> None:
    comes_back(frames)


@pytest.mark.parametrize("body", ODD, ids=range(len(ODD)))
def test_a_body_written_in_another_way_comes_back_to_the_byte(body: bytes) -> None:
    event = WireEvent(2, 7, (2, 5), datetime(2026, 11, 23, 9, 41), "mai", "Lê Thị Mai", "refused", msgspec.Raw(body))
    comes_back([[Placed(0, event)] * 3, [Placed(5, event)]])


def test_numbers_that_count_on_come_back_as_they_were_written() -> None:
    bodies = ['"12"', "13", '"14"', '"A-015/x"', '"A-16/x"', '"A-0017/y"', "999", '"1000"']
    bodies += ['"2026-11-22"', '"2026-11-23"', '"1950-01-01"', '"1950-01-02"']
    event = WireEvent(2, 7, (2, 5), datetime(2026, 11, 23, 9, 41), "mai", "Lê Thị Mai", "x", msgspec.Raw(b""))
    comes_back([[Placed(0, msgspec.structs.replace(event, body=msgspec.Raw(one.encode()))) for one in bodies * 2]])


def test_a_stream_that_taught_too_much_forgets_it_at_both_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contexts, "ROOM", 100_000)
    comes_back(a_day()[:4])


def test_a_day_takes_a_hundredth_of_its_json() -> None:
    packed = packed_day()
    assert sum(map(len, packed)) < 10_000
    assert max(map(len, packed)) < 2_000


def test_other_threads_get_a_turn_every_few_rows() -> None:
    turns: list[None] = []
    writer, reader = (FrameCoder(breathe=lambda: turns.append(None)) for _ in range(2))
    rows = a_day()[0]
    frame = writer.encode(rows)
    assert len(turns) >= len(rows) / 5
    turns.clear()
    assert reader.decode(frame) == rows
    assert len(turns) >= len(rows) / 5


def test_other_threads_get_turns_while_the_model_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_read", {})
    turns: list[None] = []
    FrameCoder(breathe=lambda: turns.append(None)).encode([])
    assert len(turns) >= 30
    turns.clear()
    FrameCoder(breathe=lambda: turns.append(None)).encode([])
    assert not turns


def test_a_model_that_was_let_go_is_read_again() -> None:
    writer = FrameCoder()
    first = writer.encode(a_day()[0])
    model.let_go()
    assert [first, writer.encode(a_day()[1])] == packed_day()[:2]
    assert FrameCoder().encode(a_day()[0]) == first


def test_an_exchange_without_events_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_read", {})
    FrameCoder()
    assert not model._read


def test_a_stream_begins_where_every_stream_begins() -> None:
    assert FrameCoder().encode(a_day()[0]) == packed_day()[0]


def test_long_bodies_are_read_as_long_as_they_fit_a_frame() -> None:
    body = msgspec.Raw(b'"' + b"a" * 60_000 + b'"')
    rows = [Placed(0, msgspec.structs.replace(event.event, body=body)) for event in a_day()[0]]
    comes_back([rows[: MOST_BYTES // 60_002]])
    with pytest.raises(Garbled):
        comes_back([rows[: MOST_BYTES // 60_002 + 1]])


def test_more_rows_than_a_frame_takes_are_not_written() -> None:
    rows = a_day()[3] * (MOST_ROWS // FRAME_EVENTS)
    comes_back([rows])
    with pytest.raises(ValueError, match="too many rows"):
        FrameCoder().encode([*rows, rows[0]])


@pytest.mark.parametrize("version", [VERSION + 1, 255])
def test_a_frame_of_a_newer_model_says_so(version: int) -> None:
    with pytest.raises(Newer):
        FrameCoder().decode(bytes([version]) + packed_day()[0][1:])


def test_a_stream_keeps_to_its_model() -> None:
    reader = FrameCoder()
    reader.decode(packed_day()[0])
    with pytest.raises(Garbled, match="model"):
        reader.decode(bytes([VERSION + 1]) + packed_day()[1][1:])


@given(st.binary(max_size=200).map(lambda data: bytes([VERSION, 0]) + data) | st.binary(max_size=40))
@example(b"")
@settings(deadline=None)
def test_bytes_that_somebody_made_up_are_garbled_and_nothing_worse(data: bytes) -> None:
    with suppress(Garbled):
        read = FrameCoder().decode(data)
        assert sum(len(row.event.body) for row in read) <= MOST_BYTES


@given(st.integers(0, 400), st.integers(0, 255), st.integers(0, 2))
@settings(deadline=None)
def test_a_changed_frame_is_read_or_garbled_and_nothing_worse(at: int, value: int, number: int) -> None:
    frames = list(packed_day()[:3])
    changed = bytearray(frames[number])
    changed[at] = value
    frames[number] = bytes(changed)
    reader = FrameCoder()
    with suppress(Garbled):
        for frame in frames:
            reader.decode(frame)


@pytest.mark.parametrize("cut", [0, 1, 2, 50, -1])
def test_a_frame_that_was_cut_or_lengthened_is_never_the_whole_one(cut: int) -> None:
    frame = packed_day()[0]
    for other in (frame[:cut], frame + b"\0", frame + b"more"):
        with suppress(Garbled):
            assert FrameCoder().decode(other) != a_day()[0]
