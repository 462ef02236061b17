"""The test vectors of the protocol: what was once agreed on, this version reads and writes for ever."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from onecua_desk.wire.chain import GENESIS, NO_TAG, link, next_tag
from onecua_desk.wire.codec import Garbled, digest
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.stream import records
from tests.wire.vector_files import FOLDER, row_of


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
        assert (digest(event).hex(), head.hex(), tag.hex()) == (vector["digest"], vector["chain"], vector["tag"])


def test_a_stream_is_read_as_agreed() -> None:
    vector = vectors("stream")
    read = records(io.BytesIO(bytes.fromhex(vector["stream"])).read)
    assert [[int(kind), content.hex()] for kind, content in read] == vector["records"]


@pytest.mark.parametrize("data", vectors("garbled"))
def test_what_is_no_frame_is_refused(data: str) -> None:
    with pytest.raises(Garbled):
        FrameCoder().decode(bytes.fromhex(data))
