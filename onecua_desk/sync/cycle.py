"""One run of the exchange: until both sides have everything, in as few requests as that takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onecua_desk.services import forked, replica_up
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.replica_down import Contradiction, Stale
from onecua_desk.sync.answer import Taken, take
from onecua_desk.sync.line import LineDown, Transport, Unwelcome
from onecua_desk.sync.pace import Progress
from onecua_desk.sync.upload import Upload
from onecua_desk.wire.codec import NEWER, Garbled, Newer
from onecua_desk.wire.dialogue import Fork
from onecua_desk.wire.stream import Cut

MOST_EXCHANGES = 12
"""In one run. A desk that was put back from a backup at a server that was put back too needs some five."""

STRANGE = "Máy chủ trả lời không đúng giao thức; hãy báo cấp trên kiểm tra địa chỉ."


class Incomplete(Exception):
    """The server answered, but not all of it: what came was kept, the rest goes on waiting."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run moved."""

    exchanges: int
    events_up: int
    events_down: int


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on while a run goes on. No transaction is open when one of them is called.

    ``changed``: after each record of an answer that changed something. ``progress``: after each frame that was sent.
    ``breathe``: every few rows that are coded, so that the window gets a turn; ``stopped``: asked before each exchange.
    """

    changed: Callable[[Changes], None] = lambda _: None
    progress: Callable[[Progress], None] = lambda _: None
    breathe: Callable[[], object] = lambda: None
    stopped: Callable[[], bool] = lambda: False


def run(desk: Desk, transport: Transport, watch: Watch = Watch()) -> Run:
    """Exchange until nothing is left on either side, or ``stopped``. No transaction is open while the line is used.

    Raises ``LineDown``, ``Unwelcome``, ``Incomplete``, ``Contradiction``, and ``UserError`` for this machine's own
    trouble. What was taken over until then stays.
    """
    return _Running(desk, transport, watch).run()


class _Running:
    def __init__(self, desk: Desk, transport: Transport, watch: Watch) -> None:
        self._desk, self._transport, self._watch = desk, transport, watch
        self._exchanges = self._up = self._down = 0
        self._places = False

    def run(self) -> Run:
        while not self._watch.stopped() and self._once_more():
            if self._exchanges == MOST_EXCHANGES:
                raise Incomplete("the server wants one exchange after the other")
        return Run(self._exchanges, self._up, self._down)

    def _once_more(self) -> bool:
        """One exchange; whether another one has something to do."""
        watch, asked_for = self._watch, self._places
        where = self._transport.where() if replica_up.in_doubt(self._desk) else None
        self._exchanges += 1
        upload = Upload(self._desk, where, asked_for, not asked_for, progress=watch.progress, breathe=watch.breathe)
        try:
            read = self._transport.exchange(upload.pieces())
            taken = take(self._desk, upload.asked, read, watch.changed, breathe=watch.breathe)
        except Stale:
            return True
        except Cut as error:
            raise LineDown(str(error)) from error
        except Newer as error:
            raise Unwelcome(NEWER) from error
        except Garbled as error:
            raise Unwelcome(STRANGE) from error
        self._up, self._down = self._up + upload.events, self._down + taken.down
        if taken.fork:
            return self._go_back(upload, taken.fork)
        self._places = False
        return self._complete(taken)

    def _go_back(self, upload: Upload, fork: Fork) -> bool:
        if fork.agreed is None:
            if self._places:
                raise Contradiction("the server agrees with no place, not even the beginning")
            self._places = True
        else:
            self._places = False
            self._watch.changed(forked.go_back(self._desk, upload.asked, fork))
        return True

    def _complete(self, taken: Taken) -> bool:
        if not taken.ended:
            raise LineDown("the answer broke off")
        if taken.unanswered and not taken.again:
            raise Incomplete(f"{taken.unanswered} events without a verdict")
        return taken.again
