"""A commune of two desks and a district kept by hand, which accepts, refuses or holds and keeps its own order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

import msgspec

from onecua_desk.domain.events import EventId
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.replica_up import Asked
from onecua_desk.sync.answer import Taken, take
from onecua_desk.sync.upload import Upload
from onecua_desk.wire.chain import GENESIS, HEAD_SENT, NO_TAG, link, next_tag
from onecua_desk.wire.codec import digest
from onecua_desk.wire.dialogue import Done, Hello, Kind, Mark, Refusal, Run, Verdicts
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Placed, WireEvent
from onecua_desk.wire.stream import Writer, records

Judge = Callable[[WireEvent], str]


def accept_all(_: WireEvent) -> str:
    return "accepted"


@dataclass
class Said:
    """What a desk said in one exchange, and when by its clock; ``heads`` are those of its frames."""

    at: datetime
    asked: Asked
    hello: Hello
    events: list[WireEvent]
    heads: list[bytes]


def said(desk: Desk) -> Said:
    """What the desk sends when it is asked now; nothing of it is noted."""
    upload = Upload(desk, by_line=False)
    stream, coder = BytesIO(b"".join(upload.pieces())), FrameCoder()
    (first, content), *frames, (last, _) = records(stream.read)
    assert (first, last) == (Kind.HELLO, Kind.END)
    spoken = Said(desk.now(), upload.asked, msgspec.json.decode(content, type=Hello), [], [])
    for frame in (content for kind, content in frames if kind is Kind.EVENTS):
        spoken.heads.append(frame[:HEAD_SENT])
        spoken.events += [placed.event for placed in coder.decode(frame[HEAD_SENT:])]
    return spoken


@dataclass
class Answer:
    """An answer before it is written down, so that tests can spoil it."""

    verdicts: Verdicts
    pages: list[tuple[bytes, list[Placed]]]
    done: Done | None
    own: list[WireEvent] = field(default_factory=list)

    def written(self) -> bytes:
        writer, coder, parts = Writer(), FrameCoder(), []
        if self.own:
            parts.append((Kind.OWN, coder.encode([Placed(0, event) for event in self.own])))
        parts.append((Kind.VERDICTS, msgspec.json.encode(self.verdicts)))
        parts += [(Kind.EVENTS, tag + coder.encode(rows)) for tag, rows in self.pages]
        if self.done:
            parts.append((Kind.DONE, msgspec.json.encode(self.done)))
        return b"".join(writer.record(kind, content) for kind, content in parts) + writer.end()


class Ledger:
    """Gives each accepted event the next position; an answer carries what others wrote after the desk's cursor."""

    def __init__(self, server: str = "1") -> None:
        self.server = server
        self.placed: list[Placed] = []
        self.logs: dict[int, list[WireEvent]] = {}
        self.verdicts: dict[EventId, str | int] = {}

    def accept(self, event: WireEvent) -> int:
        self.placed.append(Placed(len(self.placed) + 1, event))
        return len(self.placed)

    def tag(self, position: int) -> bytes:
        tag = NO_TAG
        for placed in self.placed[:position]:
            tag = next_tag(tag, digest(placed.event))
        return tag

    def head(self, device: int) -> bytes:
        head = GENESIS
        for event in self.logs.get(device, []):
            head = link(head, event)
        return head[:HEAD_SENT]

    def answer(self, spoken: Said, judge: Judge = accept_all) -> Answer:
        device, cursor = spoken.hello.device, spoken.hello.cursor.position
        for event in spoken.events:
            self._judge(event, judge)
        others = [one for one in self.placed if one.position > cursor and one.event.device != device]
        pages = [(self.tag(others[-1].position), others)] if others else []
        head = len(self.placed)
        wanted = [seq for seq in range(1, len(self.logs.get(device, [])) + 1) if seq > spoken.hello.answered]
        again = [event.seq for event in spoken.events if event.seq <= spoken.hello.answered]
        done = Done(spoken.at, self.server, Mark(head, self.tag(head)))
        return Answer(self._verdicts(device, [*again, *wanted]), pages, done)

    def exchange(self, desk: Desk, judge: Judge = accept_all) -> Changes:
        """One exchange, answered at once."""
        spoken = said(desk)
        return hear(desk, spoken.asked, self.answer(spoken, judge))[1]

    def _judge(self, event: WireEvent, judge: Judge) -> None:
        id, log = EventId(event.device, event.seq), self.logs.setdefault(event.device, [])
        if event.seq == len(log) + 1:
            log.append(event)
        if self.verdicts.get(id, "held") == "held":
            status = judge(event)
            self.verdicts[id] = self.accept(event) if status == "accepted" else status

    def _verdicts(self, device: int, seqs: Sequence[int]) -> Verdicts:
        told = [(seq, self.verdicts[EventId(device, seq)]) for seq in seqs]
        return Verdicts(
            through=len(self.logs.get(device, [])),
            chain=self.head(device),
            accepted=tuple(Run(seq, status, 1) for seq, status in told if isinstance(status, int)),
            refused=tuple(Refusal(seq, said) for seq, said in told if isinstance(said, str) and said != "held"),
            held=tuple(seq for seq, status in told if status == "held"),
        )


def hear(desk: Desk, asked: Asked, answer: Answer | bytes, by_line: bool = True) -> tuple[Taken, Changes]:
    """Let the desk take an answer over; what it announced together."""
    told: list[Changes] = []
    data = answer if isinstance(answer, bytes) else answer.written()
    taken = take(desk, asked, BytesIO(data).read, told.append, by_line)
    return taken, together(told)


def together(told: Iterable[Changes]) -> Changes:
    every = list(told)
    return Changes(frozenset().union(*(one.dossiers for one in every)), any(one.renumbered for one in every))


@dataclass
class Commune:
    """Two desks of one unit, enrolled as device 2 and 3, and the district that both know."""

    one: Desk
    two: Desk
    ledger: Ledger

    def settle_all(self) -> None:
        for desk in (self.one, self.two, self.one):
            self.ledger.exchange(desk)


def dump(desk: Desk) -> list[str]:
    """Everything that the desk's file says."""
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        return [line for line in driver.iterdump() if "procedure" not in line]


def fact(device: int, seq: int, dossier: EventId, kind: str, body: bytes, at: datetime | None = None) -> WireEvent:
    when = at or datetime(2026, 11, 23, 9, 45)
    return WireEvent(device, seq, (dossier.device, dossier.seq), when, "lan", "Trần Thị Lan", kind, msgspec.Raw(body))
