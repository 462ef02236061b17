"""Protocol 2 with cut, changed, doubled and made-up uploads: one clear refusal each, and nothing lost or doubled."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import msgspec
import pytest
from sqlalchemy import func, select

from onecua_desk.district import tables
from onecua_desk.district.database import District
from onecua_desk.district.denied import Denied
from onecua_desk.district.exchange import exchange, where
from onecua_desk.district.state import state
from onecua_desk.wire.dialogue import FRAME_EVENTS, PROTOCOL, Kind, Run
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Placed
from onecua_desk.wire.model import VERSION
from onecua_desk.wire.stream import Cut, Writer
from tests.district.speaking import Enrol, Speaker
from tests.district.writing import printed, received, wire


def test_what_was_complete_before_the_cut_stays(speaker: Enrol, database: District) -> None:
    one = speaker()
    one.receive()
    for times in range(3 * FRAME_EVENTS):
        one.write(printed(times), about=1)
    pieces = one.upload()
    for frames in range(1, 4):
        whole = b"".join(pieces[: frames + 1])
        for data in (whole, whole + pieces[frames + 1][:-1]):
            with pytest.raises(Cut):
                one.carry([data])
            assert where(database, one.enrolment.token).through == frames * FRAME_EVENTS
    assert one.sync().accepted() == {seq: seq for seq in range(1, len(one.log) + 1)}


def test_what_lies_beyond_a_gap_is_neither_kept_nor_told(speaker: Enrol) -> None:
    one = speaker()
    for _ in range(4):
        one.receive()
    heard = one.send(one.log[0], one.log[2], one.log[3])
    assert (heard.told.through, heard.accepted(), heard.told.held) == (1, {1: 1}, ())
    assert one.sync().accepted() == {1: 1, 2: 2, 3: 3, 4: 4}


def test_two_uploads_of_one_device_at_once_double_nothing(speaker: Enrol, database: District) -> None:
    one = speaker()
    one.receive()
    for times in range(3 * FRAME_EVENTS - 1):
        one.write(printed(times), about=1)
    pieces = one.upload()
    second = iter(pieces)

    def interleaved(pieces: list[bytes]) -> Callable[[int], bytes]:
        """Whenever the first upload has to wait for its next record, all of the second one comes in."""
        left = list(pieces)

        def read(_: int) -> bytes:
            if rest := b"".join(second):
                one.carry([rest])
            return left.pop(0) if left else b""

        return read

    answer = exchange(database, one.enrolment.token, interleaved(pieces))
    assert b"".join(answer)
    assert one.sync().told.accepted == (Run(1, 1, 3 * FRAME_EVENTS),)
    assert state(database).alarms == ()


def _stream(*kinds: tuple[Kind, bytes]) -> bytes:
    writer = Writer()
    return b"".join(writer.record(*one) for one in kinds) + writer.end()


def _refused(database: District, desk: Speaker, data: bytes) -> int:
    with pytest.raises(Denied) as denied:
        exchange(database, desk.enrolment.token, BytesIO(data).read)
    return denied.value.status


def test_whatever_is_no_dialogue_is_refused_with_one_sentence(speaker: Enrol, database: District) -> None:
    one, two = speaker(1), speaker(2)
    hello = msgspec.json.encode(one.hello())
    foreign = msgspec.json.encode(two.hello())
    newer = msgspec.json.encode([PROTOCOL + 1, "all else is new"])
    event = wire(two.device, 1, received(1001))
    rows = bytes(16) + FrameCoder().encode([Placed(0, event)])
    many = [Placed(0, wire(one.device, seq, printed(), (one.device, 1))) for seq in range(1, FRAME_EVENTS + 2)]
    cases = [
        (400, b"nonsense" * 10),
        (400, _stream((Kind.EVENTS, rows))),
        (400, _stream((Kind.HELLO, b"nonsense"))),
        (400, _stream((Kind.HELLO, b"[2,"))),
        (400, _stream((Kind.HELLO, hello), (Kind.HELLO, hello))),
        (400, _stream((Kind.HELLO, hello), (Kind.DONE, b""))),
        (400, _stream((Kind.HELLO, hello), (Kind.EVENTS, b"short"))),
        (400, _stream((Kind.HELLO, hello), (Kind.DROPPED, b"[0]"))),
        (400, _stream((Kind.HELLO, hello), (Kind.DROPPED, b"\xff"))),
        (409, _stream((Kind.HELLO, foreign))),
        (409, _stream((Kind.HELLO, newer))),
        (409, _stream((Kind.HELLO, hello), (Kind.EVENTS, rows))),
        (413, _stream((Kind.HELLO, hello), (Kind.EVENTS, bytes(16) + FrameCoder().encode(many)))),
        (400, _stream((Kind.HELLO, hello), (Kind.EVENTS, bytes(16) + FrameCoder().encode([many[1], many[0]])))),
    ]
    for status, data in cases:
        assert _refused(database, one, data) == status, data
    with pytest.raises(Cut):
        exchange(database, one.enrolment.token, BytesIO(b"").read)
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(tables.event)).scalar_one() == 0


def test_a_frame_of_a_newer_program_is_409_and_says_so(speaker: Enrol, database: District) -> None:
    one = speaker()
    frame = bytes(16) + bytes([VERSION + 1]) + b"all else is new"
    data = _stream((Kind.HELLO, msgspec.json.encode(one.hello())), (Kind.EVENTS, frame))
    with pytest.raises(Denied, match="bản mới hơn") as denied:
        exchange(database, one.enrolment.token, BytesIO(data).read)
    assert denied.value.status == 409


def test_changed_bytes_never_harm_more_than_their_own_exchange(speaker: Enrol, database: District) -> None:
    one = speaker()
    for _ in range(5):
        one.receive()
    whole = b"".join(one.upload())
    chance = random.Random(5)
    for _ in range(60):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        with suppress(Denied, Cut):
            exchange(database, one.enrolment.token, BytesIO(bytes(data)).read)
    assert one.sync().accepted() == {seq: seq for seq in range(1, 6)}
    assert state(database).alarms == ()


def test_a_cut_at_any_byte_keeps_whole_frames_and_the_next_exchange_brings_the_rest(
    speaker: Enrol, database: District
) -> None:
    one = speaker()
    one.receive()
    for times in range(3 * FRAME_EVENTS - 1):
        one.write(printed(times), about=1)
    *before, _ = one.upload()  # behind the record that ends it nothing is missing
    whole = b"".join(before)
    chance = random.Random(5)
    kept = []
    for end in sorted(chance.randrange(len(whole)) for _ in range(25)):
        with pytest.raises(Cut):
            one.carry([whole[:end]])
        kept.append(where(database, one.enrolment.token).through)
    assert kept == sorted(kept)
    assert set(kept) <= {frames * FRAME_EVENTS for frames in range(4)}
    assert one.sync().told.accepted == (Run(1, 1, 3 * FRAME_EVENTS),)
