"""The test vectors of the protocol: what was once agreed on, this version reads and writes for ever."""

from __future__ import annotations

import io
import json
from typing import Any

import msgspec
import pytest

from onecua_desk.wire import package
from onecua_desk.wire.chain import GENESIS, NO_TAG, link, next_tag
from onecua_desk.wire.codec import Garbled, digest
from onecua_desk.wire.dialogue import Kind
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.stream import records
from tests.wire.vector_files import FOLDER, row_of, sealed


def vectors(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("stream", vectors("frames"), ids=["a desk's morning", "odd ones"])
def test_frames_are_read_and_written_as_agreed(stream: Any) -> None:
    writer, reader = FrameCoder(stream["model"]), FrameCoder()
    for frame in stream["frames"]:
        rows, data = [row_of(row) for row in frame["rows"]], bytes.fromhex(frame["frame"])
        assert writer.encode(rows) == data
        assert reader.decode(data) == rows


def test_the_chain_and_the_tags_are_as_agreed() -> None:
    head, tag = GENESIS, NO_TAG
    for vector in vectors("chain"):
        event = row_of(vector["event"]).event
        head, tag = link(head, event), next_tag(tag, digest(event))
        assert msgspec.json.encode(event).decode() == vector["bytes"]
        assert (digest(event).hex(), head.hex(), tag.hex()) == (vector["digest"], vector["chain"], vector["tag"])


@pytest.mark.parametrize("way", ["up", "down"])
def test_an_exchange_is_read_as_agreed(way: str) -> None:
    vector, coder = vectors("stream")[way], FrameCoder()
    read = records(io.BytesIO(bytes.fromhex(vector["stream"])).read)
    for (kind, content), told in zip(read, vector["records"], strict=True):
        assert (kind, content.hex()) == (told["kind"], told["content"])
        if kind is Kind.EVENTS:
            mark = bytes.fromhex(told["mark"])
            assert coder.decode(content.removeprefix(mark)) == [row_of(row) for row in told["rows"]]


def test_a_package_is_sealed_as_agreed() -> None:
    assert sealed() == vectors("package")
    found = package.Package(io.BytesIO(bytes.fromhex(vectors("package")["package"])))
    found.check(package.Secret(bytes.fromhex(vectors("package")["secret"])))
    found.close()


@pytest.mark.parametrize("data", vectors("garbled"))
def test_what_is_no_frame_is_refused(data: str) -> None:
    with pytest.raises(Garbled):
        FrameCoder().decode(bytes.fromhex(data))
