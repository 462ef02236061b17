"""``python -m tests.wire.vector_files``: writes the test vectors of ``docs/protocol.md`` anew, for a new model only."""

from __future__ import annotations

from datetime import datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from onecua_desk.wire.chain import GENESIS, HEAD_SENT, NO_TAG, link, next_tag
from onecua_desk.wire.codec import digest
from onecua_desk.wire.dialogue import Hello, Kind, Mark
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Placed, WireEvent
from onecua_desk.wire.stream import Writer
from tests.bench.day import day

FOLDER = Path(__file__).with_name("vectors")
ODD = ('{"a":[1,-2.5,null,true,{"":"x  y"}],"until":"2026-12-24"}', '{"a": 1}', "no JSON", '"00ffee"', "[]")
_AT = datetime(2026, 11, 23, 9, 41, 0, 250_000)
BAD = ("", "01", "0100ff", "02", "0105", "01008000000000000000000000")
"""Frames that a reader refuses."""


def odd_rows() -> list[Placed]:
    """With positions, of several devices, with bodies that nobody knows or that travel as they are."""
    bodies = [msgspec.Raw(body.encode()) for body in ODD * 2]
    events = [WireEvent(at % 2, 7 + at, (1, 1), _AT, "", "Ông Bé", "paused", body) for at, body in enumerate(bodies)]
    return [Placed(10 + 3 * number, event) for number, event in enumerate(events)]


def frames() -> list[dict[str, Any]]:
    """Two streams, each with its frames."""
    rows = [Placed(0, event) for event in day(1)[:24]]
    return [_told([rows[:3], rows[3:24]]), _told([odd_rows(), [], odd_rows()])]


def _told(frames: list[list[Placed]]) -> dict[str, Any]:
    coder = FrameCoder()
    told = [{"rows": [_row(row) for row in frame], "frame": coder.encode(frame).hex()} for frame in frames]
    return {"model": coder.version, "frames": told}


def _row(row: Placed) -> list[Any]:
    event = row.event
    head = [event.device, event.seq, list(event.dossier), event.at, event.login, event.name, event.kind]
    return [row.position, *head, bytes(event.body).decode()]


def row_of(row: list[Any]) -> Placed:
    position, device, seq, dossier, at, login, name, kind, body = row
    raw = msgspec.Raw(body.encode())
    event = WireEvent(device, seq, tuple(dossier), datetime.fromisoformat(at), login, name, kind, raw)
    return Placed(position, event)


def chain() -> list[dict[str, Any]]:
    events = [row.event for row in odd_rows()[:3]]
    heads = list(accumulate(events, link, initial=GENESIS))[1:]
    tags = list(accumulate(map(digest, events), next_tag, initial=NO_TAG))[1:]
    pairs = zip(events, heads, tags, strict=True)
    return [
        {"event": _row(Placed(0, event)), "digest": digest(event).hex(), "chain": head.hex(), "tag": tag.hex()}
        for event, head, tag in pairs
    ]


def stream() -> dict[str, Any]:
    """Other versions of zstd may write other bytes; all of them read these."""
    hello = Hello(2, 2, "0.2.0", Mark(7, bytes(range(8))), 5, 5, bytes(16))
    coder = FrameCoder()
    frame = bytes(HEAD_SENT) + coder.encode([Placed(0, event) for event in day(1)[:2]])
    told = [(Kind.HELLO, msgspec.json.encode(hello)), (Kind.EVENTS, frame), (Kind.END, b"")]
    writer = Writer()
    data = b"".join(writer.record(*one) for one in told) + writer.end()
    return {"records": [[int(kind), content.hex()] for kind, content in told], "stream": data.hex()}


def main() -> None:
    for name, made in {"frames": frames(), "chain": chain(), "stream": stream(), "garbled": list(BAD)}.items():
        text = msgspec.json.format(msgspec.json.encode(made), indent=1)
        (FOLDER / f"{name}.json").write_bytes(text + b"\n")


if __name__ == "__main__":
    main()
