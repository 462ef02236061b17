"""What a desk sends in one exchange as a stream: it reads its store frame by frame while the line takes the bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from onecua_desk.services import replica_up
from onecua_desk.services.desk import Desk
from onecua_desk.services.replica_up import Frame, Frames
from onecua_desk.sync.pace import Pace, Progress
from onecua_desk.wire.dialogue import Kind, Where
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Placed
from onecua_desk.wire.stream import Writer


def _unheard(_: Progress) -> None:
    """Nobody watches."""


class Upload:
    """``pieces()`` gives the bytes; ``asked`` is what the answer belongs to.

    ``where``: what the server said that it has. ``places``: name all checkpoints, as a server that was put back from a
    backup asks for; ``events``: with what waits. ``by_line``: note that events went up, so that after a cut the server
    is asked first. ``breathe`` is called all along while frames are coded: that keeps the other threads out.
    """

    def __init__(
        self,
        desk: Desk,
        where: Where | None = None,
        places: bool = False,
        events: bool = True,
        by_line: bool = True,
        progress: Callable[[Progress], None] = _unheard,
        breathe: Callable[[], object] = bool,
    ) -> None:
        self._desk, self._by_line, self._progress = desk, by_line, progress
        while replica_up.remember_chain(desk):
            breathe()
        self.asked = replica_up.ask(desk, where, places)
        self._frames = Frames(desk, self.asked) if events and self.asked.whole else None
        self._writer, self._coder, self._pace = Writer(), FrameCoder(breathe=breathe), Pace()
        self.events = 0

    def pieces(self) -> Iterator[bytes]:
        yield self._writer.record(Kind.HELLO, msgspec.json.encode(self.asked.hello))
        if self._frames and self.asked.dropped:
            yield self._writer.record(Kind.DROPPED, msgspec.json.encode(self.asked.dropped))
        while (frame := self._frames.next() if self._frames else None) is not None:
            yield from self._frame(frame)
        yield self._writer.record(Kind.END) + self._writer.end()

    def _frame(self, frame: Frame) -> Iterator[bytes]:
        if self._by_line and not self.events:
            replica_up.set_out(self._desk)
        rows = [Placed(0, event) for event in frame.events]
        piece = self._writer.record(Kind.EVENTS, frame.head + self._coder.encode(rows))
        self.events += len(rows)
        yield piece
        self._tell(frame, len(piece))

    def _tell(self, frame: Frame, count: int) -> None:
        """The line has taken a frame: it asked for the next."""
        assert self._frames is not None
        self._pace.took(count)
        self._pace.gave(len(frame.events), sum(len(bytes(event.body)) for event in frame.events))
        self._progress(self._pace.progress(*self._frames.left()))
