"""A server's answer taken over record by record as it comes, so that a cut costs at most the record under way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import msgspec

from onecua_desk.domain.events import EventId
from onecua_desk.services import joining, replica_done, replica_down
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.joining import Far
from onecua_desk.services.replica_done import Heard
from onecua_desk.services.replica_down import Bounds
from onecua_desk.services.replica_up import Asked
from onecua_desk.sync.line import Read
from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.dialogue import DEALT_WITH, Done, Fork, Kind, Mark, Verdicts
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.stream import records

T = TypeVar("T")

_TAG = 8
"""Bytes before a frame of others' events: the tag of its last position."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer was; with ``ended`` false it broke off. ``again``: exchange once more.

    ``fork``: the server's order is another one, and nothing else came. ``unanswered``: so many of our events it left
    without a verdict. ``down``: others' events in it.
    """

    ended: bool
    again: bool = False
    unanswered: int = 0
    down: int = 0
    fork: Fork | None = None


def take(
    desk: Desk,
    asked: Asked,
    read: Read,
    changed: Callable[[Changes], None],
    by_line: bool = True,
    breathe: Callable[[], object] = bool,
) -> Taken:
    """Take over the answer to ``asked``; what came of it stays whatever happens. ``changed`` hears of each record.

    ``by_line``: false where it was carried on a stick and may be days old. ``breathe`` as in ``Upload``.
    Raises ``Garbled`` and ``Cut``, ``replica_down.Contradiction`` and ``Stale``.
    """
    answer = _Answer(desk, asked, by_line, breathe)
    for kind, content in records(read):
        for changes in answer.take(kind, content):
            if changes.dossiers or changes.renumbered:
                changed(changes)
    return answer.taken()


class _Answer:
    """Knows what came so far of one answer."""

    def __init__(self, desk: Desk, asked: Asked, by_line: bool, breathe: Callable[[], object]) -> None:
        self._desk, self._asked, self._by_line = desk, asked, by_line
        self._coder = FrameCoder(breathe=breathe)
        self._far: Far | None = None
        self._known_to = asked.last
        self._verdicts: list[Verdicts] = []
        self._news = set[EventId]()
        self._down = 0
        self._ended: Taken | None = None

    def take(self, kind: Kind, content: bytes) -> Iterator[Changes]:
        if self._ended:
            raise Garbled(f"{kind.name} behind the end")
        match kind:
            case Kind.OWN:
                yield self._own(content)
            case Kind.VERDICTS:
                self._hear(_read(content, Verdicts))
            case Kind.EVENTS:
                yield self._page(content)
            case Kind.DONE:
                yield from self._done(_read(content, Done))
            case Kind.FORK:
                self._ended = Taken(ended=True, again=True, fork=_read(content, Fork))
            case _:
                raise Garbled(f"{kind.name} from a server")

    def taken(self) -> Taken:
        return self._ended or Taken(ended=False, down=self._down)

    def _own(self, content: bytes) -> Changes:
        events = [placed.event for placed in self._coder.decode(content)]
        changes = replica_down.own(self._desk, self._asked, events, self._by_line)
        self._known_to = max([self._known_to, *(event.seq for event in events)])
        return changes

    def _hear(self, said: Verdicts) -> None:
        """They are written at the end: only there the answer names the order that they are of."""
        replica_down.check(self._desk, self._asked, said, self._known_to, self._by_line)
        self._verdicts.append(said)

    def _page(self, content: bytes) -> Changes:
        tag, rows = content[:_TAG], self._coder.decode(content[_TAG:])
        far = self._so_far()
        changes = replica_down.page(self._desk, self._asked, far, rows, tag)
        self._down += len(rows)
        self._news.update(EventId(*row.event.dossier) for row in rows)
        self._far = replace(far, mark=Mark(rows[-1].position, tag), rows=self._down)
        return changes

    def _so_far(self) -> Far:
        """All verdicts come before the first page."""
        if self._far is None:
            self._far = joining.begin(self._desk, self._asked, self._verdicts, self._by_line)
        return self._far

    def _done(self, said: Done) -> Iterator[Changes]:
        if not self._verdicts:
            raise Garbled("no verdicts")
        far, last = self._so_far(), self._verdicts[-1]
        if not replica_done.join(self._desk, self._asked, said, far, self._verdicts):
            self._ended = Taken(True, down=self._down)
            return
        if not last.taken:
            refused = [one for verdicts in self._verdicts for one in verdicts.refused]
            dealt_with = {one.seq for one in refused if one.sentence == DEALT_WITH}
            all_refused = {one.seq for one in refused}
            bounds = Bounds(self._known_to, said.mark.position, self._news, all_refused, dealt_with)
            for verdicts in self._verdicts:
                yield from replica_down.judge(self._desk, self._asked, verdicts, bounds)
        yield self._ends(said, far, last)

    def _ends(self, said: Done, far: Far, last: Verdicts) -> Changes:
        left = replica_down.unanswered(self._desk, self._asked)
        again = [dossier for dossier in left if dossier in self._news]  # it was held, and may be judged now
        silent = len(left) - len(again)
        spoken_of = max((one.last(self._known_to) for one in far.ours), default=0)
        heard = Heard(far, last.through, last.chain, last.taken, spoken_of, silent, self._by_line)
        end = replica_done.done(self._desk, self._asked, said, heard)
        silent = silent if self._asked.whole and not last.taken else 0
        self._ended = Taken(True, end.again or bool(again), silent, self._down)
        return end.changes


def _read(content: bytes, kind: type[T]) -> T:
    try:
        # As text first: msgspec does not look at the encoding of what it passes over.
        return msgspec.json.decode(content.decode(), type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Garbled(str(error)) from error
