"""``python -m tests.wire.vector_files``: writes the test vectors of ``docs/protocol.md`` anew, for a new model only."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from onecua_desk.wire import package
from onecua_desk.wire.chain import GENESIS, HEAD_SENT, NO_TAG, link, next_tag
from onecua_desk.wire.codec import digest
from onecua_desk.wire.dialogue import Done, Hello, Kind, Lease, Mark, Run, Verdicts
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Placed, WireEvent
from onecua_desk.wire.stream import Writer
from tests.bench.day import day

FOLDER = Path(__file__).with_name("vectors")
ODD = ('{"a":[1,-2.5,null,true,{"":"x  y"}],"until":"2026-12-24"}', '{"a": 1}', "no JSON", '"00ffee"', "[]")
TOKEN = "an-invented-token"
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
    names, bodies = ("Ông Bé", 'Lê "Út"\t\\/', "\x1f\x7f\u2028😀"), ('{"a":1}', '{"b": "Ư"}', "null")
    moments = (_AT, _AT.replace(microsecond=0), _AT.replace(microsecond=7))
    told = enumerate(zip(moments, names, bodies, strict=True), 1)
    events = [
        WireEvent(7, seq, (7, 1), at, "be", name, "x", msgspec.Raw(body.encode())) for seq, (at, name, body) in told
    ]
    heads = list(accumulate(events, link, initial=GENESIS))[1:]
    tags = list(accumulate(map(digest, events), next_tag, initial=NO_TAG))[1:]
    pairs = zip(events, heads, tags, strict=True)
    return [
        {
            "event": _row(Placed(0, event)),
            "bytes": msgspec.json.encode(event).decode(),
            "digest": digest(event).hex(),
            "chain": head.hex(),
            "tag": tag.hex(),
        }
        for event, head, tag in pairs
    ]


def stream() -> dict[str, Any]:
    """One exchange: two new events go up, another device's come down. Other versions of zstd may write other bytes; all
    of them read these."""
    ours, theirs = day(1)[:2], day(2, device=3)[:2]
    head = reduce(link, ours, GENESIS)[:HEAD_SENT]
    order = list(accumulate(map(digest, [*ours, *theirs]), next_tag, initial=NO_TAG))
    hello = Hello(2, 2, "0.2.0", Mark(0, NO_TAG), 0, 2, head)
    verdicts = Verdicts(2, head, (Run(1, 1, 2),))
    done = Done(datetime(2026, 11, 23, 9, 42), "0.2.0", Mark(4, order[4]), (Lease(None, 2001, 2999),))
    placed = [Placed(position, event) for position, event in enumerate(theirs, 3)]
    return {
        "up": _said(
            [(Kind.HELLO, hello), (Kind.EVENTS, (head, [Placed(0, event) for event in ours])), (Kind.END, None)]
        ),
        "down": _said([(Kind.VERDICTS, verdicts), (Kind.EVENTS, (order[4], placed)), (Kind.DONE, done)]),
    }


def _said(told: list[tuple[Kind, Any]]) -> dict[str, Any]:
    writer, coder, data, records = Writer(), FrameCoder(), b"", []
    for kind, one in told:
        if kind is Kind.EVENTS:
            mark, rows = one
            content = mark + coder.encode(rows)
            records.append(
                {"kind": kind, "content": content.hex(), "mark": mark.hex(), "rows": [_row(row) for row in rows]}
            )
        else:
            content = msgspec.json.encode(one) if one else b""
            records.append({"kind": kind, "content": content.hex(), "message": content.decode()})
        data += writer.record(kind, content)
    return {"stream": (data + writer.end()).hex(), "records": records}


def sealed() -> dict[str, Any]:
    """A package of no sections: what is encrypted has other bytes each time."""
    secret = package.Secret.of_token(TOKEN)
    label = package.Label(2, "H02.15.23", 2, 1, _AT.replace(microsecond=0), secret.name)
    file = BytesIO()
    package.write(file, label, [], "", secret)
    made = {"secret": secret.key, "name": secret.name, "package": file.getvalue()}
    return {
        "token": TOKEN,
        "label": msgspec.json.encode(label).decode(),
        **{key: one.hex() for key, one in made.items()},
    }


def main() -> None:
    made_all = {"frames": frames(), "chain": chain(), "stream": stream(), "package": sealed(), "garbled": list(BAD)}
    for name, made in made_all.items():
        text = msgspec.json.format(msgspec.json.encode(made), indent=1)
        (FOLDER / f"{name}.json").write_bytes(text + b"\n")


if __name__ == "__main__":
    main()
