"""Records come out of a stream as soon as their last byte has come; what was cut or changed is told apart."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress

import pytest
import zstandard
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onecua_desk.wire.codec import Garbled, Newer
from onecua_desk.wire.dialogue import Kind
from onecua_desk.wire.dictionary import NUMBER
from onecua_desk.wire.stream import LARGEST_RECORD, Cut, Writer, records

RECORDS = [(Kind.HELLO, b'[2,2,"0.2.0"]'), (Kind.EVENTS, bytes(range(256)) * 9), (Kind.END, b"")]


def written(told: list[tuple[Kind, bytes]]) -> list[bytes]:
    writer = Writer()
    return [*[writer.record(*one) for one in told], writer.end()]


def read(data: bytes) -> list[tuple[Kind, bytes]]:
    return list(records(io.BytesIO(data).read))


def head(number: int) -> bytes:
    """Of a stream that names the dictionary ``number``."""
    sample = zstandard.ZstdCompressionDict(
        zstandard.train_dictionary(1024, [b"a%d b%d" % (n, n * n) for n in range(2000)], dict_id=number).as_bytes()
    )
    return zstandard.ZstdCompressor(dict_data=sample).compress(b"whatever")


@given(st.lists(st.tuples(st.sampled_from(Kind), st.binary(max_size=3_000)), max_size=6))
@settings(deadline=None)
def test_records_come_back_the_same(told: list[tuple[Kind, bytes]]) -> None:
    assert read(b"".join(written(told))) == told


def test_a_record_is_there_with_its_last_byte() -> None:
    pieces = iter(written(RECORDS))
    found = records(lambda _: next(pieces))
    assert [next(found) for _ in RECORDS] == RECORDS


def test_a_stream_may_come_byte_by_byte() -> None:
    source = io.BytesIO(b"".join(written(RECORDS)))
    assert list(records(lambda _: source.read(1))) == RECORDS


def test_a_cut_loses_the_record_that_it_is_in_and_no_other() -> None:
    pieces = written(RECORDS)
    whole = b"".join(pieces)
    for end in range(1, len(whole) - len(pieces[-1])):
        got = []
        with suppress(Cut):
            for record in records(io.BytesIO(whole[:end]).read):
                got.append(record)  # noqa: PERF402 - what came before the cut counts
        assert got == RECORDS[: len(got)]
        assert len(got) >= sum(len(b"".join(pieces[: n + 1])) <= end for n in range(len(RECORDS))) - 1


@given(st.integers(0, 400), st.integers(1, 255))
@example(313, 1)  # the kind of the last, which is empty
@settings(deadline=None)
def test_a_changed_byte_never_makes_another_record(at: int, by: int) -> None:
    data = bytearray(b"".join(written(RECORDS)))
    data[at % len(data)] ^= by
    with suppress(Garbled, Cut):
        found = read(bytes(data))
        assert found == RECORDS[: len(found)]


@given(st.binary(max_size=300))
def test_bytes_that_somebody_made_up_are_garbled_or_cut(data: bytes) -> None:
    with suppress(Garbled, Cut):
        read(data)


def test_a_stream_names_its_dictionary_and_one_of_a_newer_program_is_told_apart() -> None:
    assert zstandard.get_frame_parameters(written(RECORDS)[0]).dict_id == NUMBER
    with pytest.raises(Newer):
        read(head(NUMBER + 1))


def test_a_stream_without_a_dictionary_is_read_too() -> None:
    record = bytes([Kind.END]) + bytes(4)
    packed = zstandard.ZstdCompressor().compress(record + zlib.crc32(record).to_bytes(4))
    assert read(packed) == [(Kind.END, b"")]


def test_a_record_that_claims_to_be_longer_than_any_is_garbled() -> None:
    claim = bytes([Kind.EVENTS]) + (LARGEST_RECORD + 1).to_bytes(4) + bytes(4)
    with pytest.raises(Garbled):
        read(zstandard.ZstdCompressor().compress(claim))
