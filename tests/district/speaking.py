"""A bare desk of protocol 2: keeps its own log and what it was told, and speaks over whatever carries its bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO

import msgspec

from onecua_desk.district.database import District
from onecua_desk.district.exchange import exchange
from onecua_desk.domain.events import Fact
from onecua_desk.wire.chain import GENESIS, HEAD_SENT, NO_TAG, link
from onecua_desk.wire.dialogue import FRAME_EVENTS, PROTOCOL, Done, Fork, Hello, Kind, Mark, Verdicts
from onecua_desk.wire.enrolment import Enrolment
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Placed, WireEvent
from onecua_desk.wire.stream import Writer, records
from tests.district.writing import received, wire

START = Mark(0, NO_TAG)
Carry = Callable[[bytes], Iterable[bytes]]
Enrol = Callable[..., "Speaker"]


@dataclass
class Heard:
    """One answer, record by record."""

    own: list[WireEvent] = field(default_factory=list)
    verdicts: list[Verdicts] = field(default_factory=list)
    events: list[Placed] = field(default_factory=list)
    tags: list[bytes] = field(default_factory=list)
    done: Done | None = None
    fork: Fork | None = None
    kinds: list[Kind] = field(default_factory=list)

    @property
    def mark(self) -> Mark:
        assert self.done is not None
        return self.done.mark

    @property
    def told(self) -> Verdicts:
        (only,) = self.verdicts
        return only

    def accepted(self) -> dict[int, int]:
        """Position by seq."""
        runs = [run for verdicts in self.verdicts for run in verdicts.accepted]
        return {run.seq + step: run.position + step for run in runs for step in range(run.count)}

    def refused(self) -> dict[int, str]:
        return {one.seq: one.sentence for verdicts in self.verdicts for one in verdicts.refused}


def through(district: District, enrolment: Enrolment) -> Carry:
    """Straight to the district's core, without a line."""
    return lambda body: exchange(district, enrolment.token, BytesIO(body).read)


class Speaker:
    """``log``: its own events from 1 on without a gap; ``sync`` moves ``cursor`` and ``answered``, or the test does."""

    def __init__(self, enrolment: Enrolment, carry: Carry) -> None:
        self.enrolment, self.device, self._carry = enrolment, enrolment.device, carry
        self.log: list[WireEvent] = []
        self.cursor, self.answered = START, 0

    def write(self, fact: Fact, about: int | tuple[int, int] | None = None) -> WireEvent:
        """``fact`` as the next own event; a number names a dossier of this device."""
        event = wire(self.device, len(self.log) + 1, fact, (self.device, about) if isinstance(about, int) else about)
        self.log.append(event)
        return event

    def receive(self, serial: int | None = None) -> WireEvent:
        desk = self.enrolment.desk
        return self.write(received(serial or desk * 1000 + len(self.log) + 1, self.enrolment.unit, desk))

    def chain(self, seq: int) -> bytes:
        head = GENESIS
        for event in self.log[:seq]:
            head = link(head, event)
        return head[:HEAD_SENT]

    def hello(self, **other: object) -> Hello:
        holds = len(self.log)
        hello = Hello(PROTOCOL, self.device, "test", self.cursor, self.answered, holds, self.chain(holds))
        return msgspec.structs.replace(hello, **other)

    def upload(
        self, events: Sequence[WireEvent] | None = None, hello: Hello | None = None, dropped: Sequence[int] = ()
    ) -> list[bytes]:
        """The bytes of each record: HELLO, frames, END."""
        writer, coder = Writer(), FrameCoder()
        events = self.log[self.answered :] if events is None else events
        pieces = [writer.record(Kind.HELLO, msgspec.json.encode(hello or self.hello()))]
        if dropped:
            pieces.append(writer.record(Kind.DROPPED, msgspec.json.encode(dropped)))
        for first in range(0, len(events), FRAME_EVENTS):
            frame = events[first : first + FRAME_EVENTS]
            rows = coder.encode([Placed(0, event) for event in frame])
            pieces.append(writer.record(Kind.EVENTS, self.chain(frame[-1].seq) + rows))
        pieces.append(writer.record(Kind.END) + writer.end())
        return pieces

    def send(self, *events: WireEvent, hello: Hello | None = None) -> Heard:
        """Exactly these events; nothing is remembered of the answer."""
        return self.carry(self.upload(events, hello))

    def carry(self, pieces: Iterable[bytes]) -> Heard:
        return read_answer(self._carry(b"".join(pieces)))

    def sync(self) -> Heard:
        """All that waits, and the answer remembered."""
        heard = self.carry(self.upload())
        self.cursor, self.answered = heard.mark, heard.verdicts[-1].through
        return heard


def read_answer(pieces: Iterable[bytes]) -> Heard:
    heard, coder = Heard(), FrameCoder()
    rest = b"".join(pieces)
    for kind, content in records(BytesIO(rest).read):
        heard.kinds.append(kind)
        _take(heard, coder, kind, content)
    return heard


def _take(heard: Heard, coder: FrameCoder, kind: Kind, content: bytes) -> None:
    match kind:
        case Kind.OWN:
            heard.own += [row.event for row in coder.decode(content)]
        case Kind.VERDICTS:
            heard.verdicts.append(msgspec.json.decode(content, type=Verdicts))
        case Kind.EVENTS:
            heard.tags.append(content[:8])
            heard.events += coder.decode(content[8:])
        case Kind.DONE:
            heard.done = msgspec.json.decode(content, type=Done)
        case Kind.FORK:
            heard.fork = msgspec.json.decode(content, type=Fork)


def whole(pieces: Sequence[bytes], most: int) -> Iterator[bytes]:
    """The same bytes in pieces of ``most``."""
    data = b"".join(pieces)
    return (data[first : first + most] for first in range(0, len(data), most))
