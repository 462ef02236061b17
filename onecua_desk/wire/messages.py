"""The messages of ``POST /v1/sync``: one request up, one answer down."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

PROTOCOL = 1
"""Raised when an older server or desk could not read the messages any more."""

EVENTS_UP = 200
"""Events in one request: small enough that a cut costs little, and that a save never waits for it."""

EVENTS_DOWN = 200
"""Events in one answer."""

DISTRICT_DEVICE = 1
"""The device number under which the district's own officials write events."""

LARGEST_FACT = 48 * 1024
"""Bytes of one event's content; the server refuses events of more than 64 KiB."""

BYTES_UP = 256 * 1024
"""Bytes of events in one request before packing, so that it never passes the server's limit of 1 MiB."""

UNENROLLED = 0
"""The device number of a desk that no district has enrolled yet."""


Device = Annotated[int, Meta(ge=0, lt=1 << 23)]
Seq = Annotated[int, Meta(ge=1, lt=1 << 40)]
Position = Annotated[int, Meta(ge=0, lt=1 << 62)]
Local = Annotated[datetime, Meta(tz=False)]
"""Beyond these bounds a number does not fit its column, and a moment cannot be compared with ours."""


class WireEvent(msgspec.Struct, frozen=True, array_like=True):
    """An event as it travels; ``body`` stays unread so that an unknown kind harms nothing but itself."""

    device: Device
    seq: Seq
    dossier: tuple[Device, Seq]
    at: Local
    login: str
    name: str
    kind: str
    body: msgspec.Raw


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """An accepted event with its place in the server's order."""

    position: Position
    event: WireEvent


class Verdict(msgspec.Struct, frozen=True, omit_defaults=True):
    """The server's answer to one event, the same for ever.

    ``accepted`` carries the event's ``position``; ``refused`` a Vietnamese sentence; ``held`` means that this server
    cannot judge the event yet (a kind it does not know): nothing of it is kept there, and the desk sends it again.
    ``taken``: the server has another event under this id, so the desk was restored from a backup and wrote on. Nothing
    from here on was judged; the desk gives what it wrote new numbers and sends it again.
    """

    seq: Seq
    status: Literal["accepted", "refused", "held", "taken"]
    position: Position = 0
    sentence: str = ""


class Request(msgspec.Struct, frozen=True):
    """The desk's half: its own events in the order of ``seq``, and how far it has read the server's.

    ``answered``: the highest of its own events that it knows an answer to. The server sends accepted ones above it
    back, so a desk that was restored, or set up anew with a code of the same device, gets its own events again.
    """

    protocol: int
    device: Device
    cursor: Position
    events: list[WireEvent]
    answered: Annotated[int, Meta(ge=0, lt=1 << 40)] = (1 << 40) - 1


class Answer(msgspec.Struct, frozen=True):
    """The server's half: verdicts, then others' events after the desk's cursor, in the order of commit.

    ``cursor`` is where the desk stands after this answer; ``more`` says that further events wait. ``server`` is the
    server's version: when it changes, held events are worth another try. ``last_seq``: the highest number of this
    device that the server ever answered; the desk's next event is numbered above it.
    """

    protocol: int
    server: str
    now: Local
    verdicts: list[Verdict]
    events: list[Placed]
    cursor: Position
    more: bool
    last_seq: Annotated[int, Meta(ge=0, lt=1 << 40)] = 0


class Trouble(msgspec.Struct, frozen=True):
    """Why a request was not served (401, 409, 413 ...), as a sentence for the desk's screen; plain JSON."""

    sentence: str
