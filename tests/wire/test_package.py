"""A package is read whole and by its reader alone; anything else is told before a byte of it is believed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.wire import package
from onecua_desk.wire.age import NotForUs, is_recipient, make_keys
from onecua_desk.wire.package import Broken, Kind, Label, NoPackage, Package, Secret, Section

SERVER, OTHER = make_keys(), make_keys()
SECRET = Secret.of_token("bi-mat")
LABEL = Label(2, "H02.15.23", 1, 7, datetime(2026, 11, 23, 9, 41), SECRET.name, OTHER.recipient)
CONTENT: list[Section] = [(Kind.STREAM, b"frames"), (Kind.FILE, bytes(300)), (Kind.FILE, b"")]


def packed(sections: Sequence[Section] = CONTENT) -> bytes:
    file = BytesIO()
    package.write(file, LABEL, sections, SERVER.recipient, SECRET)
    return file.getvalue()


def read(data: bytes, secret: Secret = SECRET, identity: str = SERVER.identity) -> list[Section]:
    with closing(Package(BytesIO(data))) as opened:
        opened.check(secret)
        return list(opened.sections(identity))


PACKED = packed()


def test_what_was_packed_comes_out_and_the_label_says_whose_it_is() -> None:
    assert read(PACKED) == CONTENT
    assert Package(BytesIO(PACKED)).label == LABEL
    assert read(packed([])) == []


def test_nothing_of_the_content_is_readable_outside() -> None:
    assert b"frames" not in PACKED
    assert b"H02.15.23" in PACKED


@given(st.integers(0, len(PACKED) - 1))
def test_a_package_that_was_cut_anywhere_is_told(end: int) -> None:
    with pytest.raises((NoPackage, Broken)):
        read(PACKED[:end])


@settings(max_examples=300)
@given(st.integers(0, len(PACKED) - 1), st.integers(1, 255))
def test_a_package_with_any_byte_altered_is_told(place: int, by: int) -> None:
    altered = bytearray(PACKED)
    altered[place] ^= by
    with pytest.raises((NoPackage, Broken)):
        read(bytes(altered))


@given(st.binary(min_size=1, max_size=40))
def test_what_was_written_behind_a_package_is_told(more: bytes) -> None:
    with pytest.raises(Broken):
        read(PACKED + more)


@given(st.binary(max_size=200))
def test_any_other_file_is_no_package(data: bytes) -> None:
    with pytest.raises(NoPackage):
        Package(BytesIO(data))


def test_the_secret_of_another_desk_does_not_seal_it() -> None:
    other = Secret.of_token("khac")
    assert other.name != SECRET.name
    with pytest.raises(Broken):
        read(PACKED, other)


def test_another_server_cannot_read_it() -> None:
    with pytest.raises(NotForUs):
        read(PACKED, identity=OTHER.identity)


def test_a_sealed_package_of_what_are_no_sections_is_told() -> None:
    file = BytesIO()
    package.write(file, LABEL, [(9, b"x")], SERVER.recipient, SECRET)  # type: ignore[list-item]
    with pytest.raises(Broken):
        read(file.getvalue())


@pytest.mark.parametrize("text", ["", "age1zzz", pytest.param(SERVER.identity, id="a secret key"), "đ"])
def test_what_is_no_public_key_is_told(text: str) -> None:
    assert not is_recipient(text)
    assert is_recipient(SERVER.recipient)
