"""A line without a line: it calls the district's own function, keeps what goes through, and breaks where told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from onecua_desk.district import exchange as district
from onecua_desk.district.database import District
from onecua_desk.district.denied import Denied
from onecua_desk.sync.line import LineDown, Read, Unwelcome
from onecua_desk.wire.chain import HEAD_SENT
from onecua_desk.wire.dialogue import Kind, Where
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.stream import Cut, records


@dataclass
class Straight:
    """``up_cut``, ``down_cut``: the byte at which the next exchange breaks off on its way; ``None``: nowhere.

    ``whole``: so many answers arrive before the one that ``down_cut`` is for.
    """

    district: District
    token: str
    up_cut: int | None = None
    down_cut: int | None = None
    whole: int = 0
    bodies: list[bytes] = field(default_factory=list)
    asked: int = 0

    def exchange(self, body: Iterator[bytes]) -> Read:
        sent = b""
        for piece in body:
            sent += piece
            if self.up_cut is not None and len(sent) > self.up_cut:
                sent = sent[: self.up_cut]
                break
        cut, self.up_cut = self.up_cut is not None, None
        self.bodies.append(sent)
        try:
            answer = b"".join(district.exchange(self.district, self.token, BytesIO(sent).read))
        except Cut as error:
            raise LineDown("cut on the way up") from error
        except Denied as error:
            raise Unwelcome(str(error)) from error
        if cut:
            raise LineDown("cut on the way up")
        return self._back(answer)

    def where(self) -> Where:
        self.asked += 1
        return district.where(self.district, self.token)

    def seqs(self) -> list[list[int]]:
        """The numbers that went up, by exchange."""
        return [_seqs(body) for body in self.bodies]

    def _back(self, answer: bytes) -> Read:
        if self.whole:
            self.whole -= 1
            return BytesIO(answer).read
        kept, self.down_cut = self.down_cut, None
        if kept is None:
            return BytesIO(answer).read
        left = BytesIO(answer[:kept])

        def read(most: int) -> bytes:
            piece = left.read(most)
            if not piece:
                raise LineDown("the answer was cut")
            return piece

        return read


def _seqs(body: bytes) -> list[int]:
    coder, found = FrameCoder(), []
    try:
        for kind, content in records(BytesIO(body).read):
            if kind is Kind.EVENTS:
                found += [placed.event.seq for placed in coder.decode(content[HEAD_SENT:])]
    except Cut:
        pass
    return found


def frames(body: bytes) -> list[int]:
    """How many events each frame had."""
    coder = FrameCoder()
    return [
        len(coder.decode(content[HEAD_SENT:])) for kind, content in records(BytesIO(body).read) if kind is Kind.EVENTS
    ]
