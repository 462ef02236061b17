"""What desk and server say to each other in an exchange (protocol 2), each a record of it (``docs/protocol.md``)."""

from __future__ import annotations

from datetime import date
from enum import IntEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from onecua_desk.wire.messages import Device, Local, Position, Seq

PROTOCOL = 2

FRAME_EVENTS = 100
"""Events in one frame: with the texts of an ordinary day 1 to 2 KB, so a cut costs little."""

CHECKPOINTS = 64
"""Marks that a desk remembers and may be asked for."""

LOW_WATER = 50
"""Serials of a day: a desk with fewer left asks for more, and gets so many that at least these are left."""

MOST_DAYS = 31
"""Days that one message asks for: for more serials, or for what the level above has of them."""

DEALT_WITH = "Quầy đã tự xử lý việc này trước khi gửi."
"""Why a number that was named in ``DROPPED`` is refused: a desk that lost its log sees by it that it was dropped."""

Tag = Annotated[bytes, Meta(min_length=8, max_length=8)]
Head = Annotated[bytes, Meta(min_length=16, max_length=16)]
SeqOrNone = Annotated[int, Meta(ge=0, lt=1 << 40)]


class Kind(IntEnum):
    """What a record is; its first byte."""

    HELLO = 1
    EVENTS = 2
    END = 3
    OWN = 4
    VERDICTS = 5
    DONE = 6
    FORK = 7
    DROPPED = 8


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """A place in the server's order, and the tag that says which order it is."""

    position: Position
    tag: Tag


class Hello(msgspec.Struct, frozen=True, array_like=True):
    """The first record up: who speaks, and what this desk has.

    ``cursor``: how far it has read the server's order. ``answered``: the highest of its own events that it knows an
    answer to. ``holds``: it has its own events 1 to ``holds`` without a gap, and ``chain`` is the head after them.
    ``short``: days for which it is running out of serials. ``checkpoints``: earlier cursors, newest first, only where
    the server asked for them. ``refused``, ``held``: what it was told of own events that ``cursor`` does not prove:
    nothing was accepted since.
    """

    protocol: int
    device: Device
    program: str
    cursor: Mark
    answered: SeqOrNone
    holds: SeqOrNone
    chain: Head
    short: tuple[date, ...] = ()
    checkpoints: tuple[Mark, ...] = ()
    refused: tuple[Seq, ...] = ()
    held: tuple[Seq, ...] = ()


class Where(msgspec.Struct, frozen=True):
    """The answer to ``GET /v2/sync``, as JSON: the highest own event that the server has answered, and its chain."""

    through: SeqOrNone
    chain: Head


class Run(msgspec.Struct, frozen=True, array_like=True):
    """``count`` accepted events from ``seq`` on, at the positions from ``position`` on."""

    seq: Seq
    position: Position
    count: Annotated[int, Meta(ge=1, lt=1 << 40)]


class Refusal(msgspec.Struct, frozen=True, array_like=True):
    seq: Seq
    sentence: str


class Verdicts(msgspec.Struct, frozen=True, array_like=True):
    """What became of the desk's events above its ``answered`` (and of those that it sent once more).

    ``through``: the highest that was ever answered; ``chain``: the server's head after it. ``taken``: the desk has
    other events under its numbers than the server (it was put back from a backup and wrote on): nothing of this
    upload was judged, and what has no answer gets new numbers above ``through``.
    """

    through: SeqOrNone
    chain: Head
    accepted: tuple[Run, ...] = ()
    refused: tuple[Refusal, ...] = ()
    held: tuple[Seq, ...] = ()
    taken: bool = False


class Lease(msgspec.Struct, frozen=True, array_like=True):
    """Serials ``first`` to ``last`` of ``day`` (``None``: of every day) that belong to this device."""

    day: date | None
    first: Annotated[int, Meta(ge=1, le=9999)]
    last: Annotated[int, Meta(ge=1, le=9999)]


class Done(msgspec.Struct, frozen=True, array_like=True):
    """The last record down: where the desk stands now, and what else it should know.

    ``server``: the server's version; when it changes, held events are worth another try. ``leases``: all serials of
    this device for today and later. ``wanted``: SHA-256 (hex) of files that the server had and lacks now.
    ``recipient``: the server's public age key, for packages on a stick; empty where it has none.
    """

    now: Local
    server: str
    mark: Mark
    leases: tuple[Lease, ...] = ()
    wanted: tuple[str, ...] = ()
    recipient: str = ""


class Fork(msgspec.Struct, frozen=True, array_like=True):
    """The server's order is not the one that the desk has read: the server was put back from a backup.

    Nothing else was done. ``agreed``: the newest of the desk's checkpoints that both have; ``None``: send them.
    ``through``: the highest own event of the desk that the server (still) has an answer to.
    """

    agreed: Position | None
    through: SeqOrNone
