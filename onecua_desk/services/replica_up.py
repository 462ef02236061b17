"""The desk's half of the exchange on its way up: what it says of itself, and what waits, frame by frame.

Every read is a short transaction: a slow line never holds one open, and a day's events are never all in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection

from onecua_desk import __version__
from onecua_desk.services import identity, numbers
from onecua_desk.services.desk import Desk
from onecua_desk.store import chain, checkpoints, log, outbox, settings, verdicts
from onecua_desk.wire.chain import HEAD_SENT
from onecua_desk.wire.dialogue import FRAME_EVENTS, PROTOCOL, Hello, Where
from onecua_desk.wire.messages import WireEvent

UNDER_WAY = "under_way"
"""The setting that says that events went up of which no answer has come."""

NO_NUMBERS = "no_numbers_to"
"""The setting that says up to where a number without an event exists nowhere: it is no hole any more.

Forgotten where the server shows that it has numbers which this desk lacks: its order is another one since.
"""

UNKNOWN = bytes(HEAD_SENT)
"""A head that is not said: this desk misses events before it, or the server does."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer belongs to. ``at``: when this desk asked, by its clock. ``last``: its highest own event then;
    later ones are not meant by it.

    ``after``: nothing above ``hello.answered`` goes up that is not above this too: the server said that it has it.
    ``whole``: the own log had no hole, so what waits was sent. ``dropped``: events among them that a person has dealt
    with: they go up because no number may be missing, and the server is to refuse them.
    """

    hello: Hello
    at: datetime
    last: int
    after: int
    whole: bool
    dropped: tuple[int, ...] = ()


def remember_chain(desk: Desk) -> bool:
    """Compute the chain one step farther where it is far behind; whether it was. Ask until it is not."""
    with desk.store.read() as connection:
        device = identity.of(connection).device
        if not chain.behind(connection, device):
            return False
    with desk.store.write() as connection:
        return chain.grow(connection, device)


def ask(desk: Desk, where: Where | None = None, places: bool = False) -> Asked:
    """What this desk says of itself. ``where``: what the server has, if asked; ``places``: all checkpoints too."""
    with desk.store.read() as connection:
        device = identity.of(connection).device
        holds = chain.whole_to(connection, device)
        hello = Hello(
            PROTOCOL,
            device,
            __version__,
            checkpoints.cursor(connection),
            verdicts.answered(connection, device),
            holds,
            chain.head_at(connection, device, holds)[:HEAD_SENT],
            numbers.short_of(connection, desk.now().date()),
            checkpoints.newest_first(connection) if places else (),
            *verdicts.unproven(connection, device),
        )
        after = _there(connection, device, where) if where else 0
        last, whole = log.newest_seq(connection, device), not _hole(connection, device, holds)
        return Asked(hello, desk.now(), last, after, whole, outbox.dropped(connection))


def _there(connection: Connection, device: int, where: Where) -> int:
    """Up to where nothing need be sent: the server has it, and it is the same."""
    try:
        ours = chain.head_at(connection, device, where.through)[:HEAD_SENT]
    except KeyError:
        return 0
    return where.through if ours == where.chain != UNKNOWN else 0


def _hole(connection: Connection, device: int, holds: int) -> bool:
    """Whether own events are missing between others: the server has them, and this desk lost them."""
    first = outbox.first_waiting(connection, device, holds)
    gone = settings.get(connection, NO_NUMBERS, int) or 0
    return first is not None and first > max(holds, gone) + 1


class Frame(NamedTuple):
    """Own events, and the chain after the last of them as far as it is said."""

    events: list[WireEvent]
    head: bytes


class Frames:
    """What waits of what the desk had when it asked."""

    def __init__(self, desk: Desk, asked: Asked) -> None:
        self._desk, self._asked = desk, asked
        self._device = asked.hello.device
        self._sent, self._known = 0, chain.START

    def next(self) -> Frame | None:
        """``None`` when everything was given."""
        with self._desk.store.read() as connection:
            for after, until in self._stretches():
                if events := outbox.waiting(connection, self._device, after, until, FRAME_EVENTS):
                    self._sent = events[-1].seq
                    return Frame(events, self._head(connection))
        return None

    def left(self) -> tuple[int, int]:
        """How many events are still to be given, and the characters of their contents."""
        with self._desk.store.read() as connection:
            found = [outbox.left(connection, self._device, *stretch) for stretch in self._stretches()]
        return sum(events for events, _ in found), sum(size for _, size in found)

    def _stretches(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """First what the server keeps and could not judge, then what it has not answered."""
        answered, last = self._asked.hello.answered, self._asked.last
        again = (self._sent, min(answered, last))
        return again, (max(self._sent, answered, self._asked.after), last)

    def _head(self, connection: Connection) -> bytes:
        try:
            head = chain.head_at(connection, self._device, self._sent, self._known)
        except KeyError:
            return UNKNOWN
        self._known = (self._sent, head)
        return head[:HEAD_SENT]


def set_out(desk: Desk) -> None:
    """Events go up from now on: until an answer has come, nobody here knows which of them the server has."""
    with desk.store.write() as connection:
        settings.put(connection, UNDER_WAY, True)


def in_doubt(desk: Desk) -> bool:
    """Whether events went up of which no answer came: the server is asked how far it has them before they go again."""
    with desk.store.read() as connection:
        return settings.get(connection, UNDER_WAY, bool) or False
