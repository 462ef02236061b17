"""Every fact travels and comes back the same; everything else is unknown or garbled and nothing worse."""

from __future__ import annotations

import dataclasses
from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.events import KINDS, Event, Fact, PaperPrinted, Supplemented
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.wire.codec import (
    LARGEST,
    Garbled,
    UnknownKind,
    decode_fact,
    digest,
    encode_fact,
    from_wire,
    pack,
    to_wire,
    unpack,
)
from onecua_desk.wire.messages import Answer, Placed, Request, Trouble, Verdict, WireEvent
from tests.facts import ANY_FACT, FACTS, events

BODY = msgspec.Raw(b'{"reason":"x"}')
WIRE = WireEvent(2, 7, (2, 5), datetime(2026, 11, 23, 9, 41), "mai", "Lê Thị Mai", "refused", BODY)


def zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_facts_of_this_kind_come_back_the_same(kind: str) -> None:
    @given(FACTS[kind])
    def comes_back(fact: Fact) -> None:
        assert decode_fact(kind, encode_fact(fact)) == fact
        assert decode_fact(kind, encode_fact(fact).decode()) == fact
        assert set(msgspec.json.decode(encode_fact(fact))) == {field.name for field in dataclasses.fields(KINDS[kind])}  # type: ignore[arg-type]

    comes_back()


@given(events())
def test_events_come_back_the_same_from_a_packed_request(event: Event) -> None:
    request = Request(1, event.id.device, 0, [to_wire(event)])
    (wire,) = unpack(pack(request), Request).events
    assert from_wire(wire) == event
    assert digest(wire) == digest(to_wire(event))


def test_an_answer_comes_back_the_same() -> None:
    verdicts = [Verdict(1, "accepted", 9), Verdict(2, "refused", sentence="Hồ sơ đã trả."), Verdict(3, "held")]
    answer = Answer(1, "0.1.0", datetime(2026, 11, 23, 9, 41, 5), verdicts, [Placed(10, WIRE)], 10, False)
    assert unpack(pack(answer), Answer) == answer


@pytest.mark.parametrize("kind", ["", "paused", "Received", "received ", "x" * 1000])
def test_a_kind_of_a_newer_program_is_unknown_not_garbled(kind: str) -> None:
    with pytest.raises(UnknownKind):
        decode_fact(kind, b"{}")


def test_an_event_of_an_unknown_kind_passes_through_unread() -> None:
    body = b'{"until": "2030-01-01", "nested": [1, {"a": null}]}'
    wire = msgspec.structs.replace(WIRE, kind="paused", body=msgspec.Raw(body))
    (passed,) = unpack(pack(Request(1, 2, 0, [wire])), Request).events
    assert bytes(passed.body) == body
    with pytest.raises(UnknownKind):
        from_wire(passed)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"reason": 5}',
        b'{"reason": null}',
        b'{"reason": "x"',
        b'{"reason": "\xff"}',
        b'{"reason": "\\ud800"}',
        b'{"reason": "x", "more": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        '{"reason": "\ud800"}',
    ],
)
def test_a_body_that_is_no_fact_of_its_kind_is_garbled(body: bytes | str) -> None:
    with pytest.raises(Garbled):
        decode_fact("refused", body)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("corrected", '{"edits": [{"field": "code", "old": "", "new": "x"}], "reason": ""}'),
        ("corrected", '{"edits": [{"field": "born", "old": "", "new": "hôm qua"}], "reason": ""}'),
        ("supplemented", '{"papers": [], "due": "2026-11-23T09:41:00+07:00"}'),
        ("supplemented", '{"papers": [], "due": "2026-13-23T09:41:00"}'),
        ("result_recorded", '{"number": "1", "day": "2026-02-30", "copies": 1}'),
        ("paper_printed", '{"form": "poster", "reprint": 0, "printer": ""}'),
    ],
)
def test_a_value_that_no_desk_would_write_is_garbled(kind: str, body: str) -> None:
    with pytest.raises(Garbled):
        decode_fact(kind, body)


def test_a_field_that_a_newer_program_added_to_a_kind_is_passed_over() -> None:
    assert decode_fact("refused", b'{"reason": "x", "more": [1, 2]}') == KINDS["refused"]("x")  # type: ignore[call-arg]


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=200) | st.text(max_size=200))
def test_any_body_is_a_fact_or_garbled_and_nothing_else(kind: str, body: bytes | str) -> None:
    with suppress(Garbled):
        decode_fact(kind, body)


@given(ANY_FACT, st.data())
def test_a_body_cut_or_changed_anywhere_is_a_fact_or_garbled_and_nothing_else(fact: Fact, data: st.DataObject) -> None:
    body = bytearray(encode_fact(fact))
    at = data.draw(st.integers(0, len(body) - 1))
    if data.draw(st.booleans()):
        body[at] = data.draw(st.integers(0, 255))
    else:
        del body[at:]
    with suppress(Garbled):
        decode_fact(fact.kind, bytes(body))


@pytest.mark.parametrize("message", [Request, Answer, Trouble])
def test_any_bytes_are_garbled(message: type[Any]) -> None:
    @given(st.binary(max_size=300) | st.binary(max_size=300).map(zst))
    def garbled(data: bytes) -> None:
        with pytest.raises(Garbled):
            unpack(data, message)

    garbled()


@given(st.data())
def test_a_message_cut_or_changed_anywhere_is_a_message_or_garbled_and_nothing_else(data: st.DataObject) -> None:
    packed = bytearray(pack(Request(1, 2, 0, [WIRE, WIRE])))
    at = data.draw(st.integers(0, len(packed) - 1))
    if data.draw(st.booleans()):
        packed[at] ^= data.draw(st.integers(1, 255))
        with suppress(Garbled):
            unpack(bytes(packed), Request)
    else:
        with pytest.raises(Garbled):
            unpack(bytes(packed[:at]), Request)


def test_a_bomb_that_says_its_size_is_refused_before_it_is_unpacked() -> None:
    bomb = zst(b" " * (LARGEST + 1))
    assert len(bomb) < 10_000
    with pytest.raises(Garbled):
        unpack(bomb, Request)


def test_a_bomb_that_hides_its_size_is_refused() -> None:
    bomb = zstandard.ZstdCompressor(write_content_size=False).compress(b" " * (LARGEST + 1))
    with pytest.raises(Garbled):
        unpack(bomb, Request)


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(zst(b" " * 4_000_000))
    assert zstandard.frame_content_size(bytes(bomb)) == 4_000_000
    bomb[6:10] = (100_000).to_bytes(4, "little")
    assert zstandard.frame_content_size(bytes(bomb)) == 100_000
    with pytest.raises(Garbled):
        unpack(bytes(bomb), Request)


def _request(event: str) -> bytes:
    return zst(f'{{"protocol":1,"device":2,"cursor":0,"events":[{event}]}}'.encode())


@pytest.mark.parametrize(
    "event",
    [
        '[2,1,[2,1],"2026-11-23T09:41:00","mai","Mai","k",' + "[" * 100_000 + "]" * 100_000 + "]",
        '[-1,1,[2,1],"2026-11-23T09:41:00","mai","Mai","k",{}]',
        '[8388608,1,[2,1],"2026-11-23T09:41:00","mai","Mai","k",{}]',
        '[2,0,[2,1],"2026-11-23T09:41:00","mai","Mai","k",{}]',
        '[2,1099511627776,[2,1],"2026-11-23T09:41:00","mai","Mai","k",{}]',
        '[2,1,[2,99999999999999999999999],"2026-11-23T09:41:00","mai","Mai","k",{}]',
        '[2,1,[2,1],"2026-11-23T09:41:00Z","mai","Mai","k",{}]',
        '[2,1,[2,1],"2026-11-23T09:41:00+07:00","mai","Mai","k",{}]',
    ],
)
def test_numbers_that_fit_no_column_times_with_a_zone_and_endless_nesting_are_garbled(event: str) -> None:
    with pytest.raises(Garbled):
        unpack(_request(event), Request)


def test_a_body_that_is_not_utf_8_is_garbled_though_nobody_reads_it_yet() -> None:
    data = b'{"protocol":1,"device":2,"cursor":0,"events":[[2,1,[2,1],"2026-11-23T09:41:00","m","M","k","\xff"]]}'
    with pytest.raises(Garbled):
        unpack(zst(data), Request)


OTHER: dict[str, Any] = {
    "device": 3,
    "seq": 8,
    "dossier": (2, 6),
    "at": datetime(2026, 11, 23, 9, 41, 1),
    "login": "Mai",
    "name": "Lê Thị  Mai",
    "kind": "withdrawn",
    "body": msgspec.Raw(b'{"reason":"y"}'),
}


@pytest.mark.parametrize("field", WireEvent.__struct_fields__)
def test_the_digest_changes_with_every_field(field: str) -> None:
    assert digest(msgspec.structs.replace(WIRE, **{field: OTHER[field]})) != digest(WIRE)


@given(ANY_FACT, ANY_FACT)
def test_two_facts_have_one_digest_only_when_they_are_the_same(one: Fact, other: Fact) -> None:
    first = msgspec.structs.replace(WIRE, kind=one.kind, body=msgspec.Raw(encode_fact(one)))
    second = msgspec.structs.replace(WIRE, kind=other.kind, body=msgspec.Raw(encode_fact(other)))
    assert (digest(first) == digest(second)) == (one == other)


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ('{"form":"slip","reprint":1,"printer":"Quầy 1"}', PaperPrinted(FormKind.SLIP, 1, "Quầy 1")),
        ('{"papers":[],"due":"2026-12-01T17:00:00"}', Supplemented((), datetime(2026, 12, 1, 17))),
    ],
)
def test_a_body_that_was_written_before_its_kind_gained_fields_is_still_read(body: str, fact: Fact) -> None:
    assert decode_fact(fact.kind, body) == fact


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("apologised", '{"cause":"rain","reason":"x","due_before":"2026-11-26T17:00:00","due":"2026-12-01T17:00:00"}'),
        ("apologised", '{"cause":"other","reason":"x","due_before":null,"due":"2026-12-01T17:00:00"}'),
        ("explained", '{"cause":"","text":"x"}'),
        ("taken_over", '{"by":null}'),
        ("stopped", '{"basis":"x"}'),
    ],
)
def test_a_word_on_the_term_that_no_desk_would_write_is_garbled(kind: str, body: str) -> None:
    with pytest.raises(Garbled):
        decode_fact(kind, body)
