"""What a desk sends in one exchange: each frame is judged and committed as soon as it is complete."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from onecua_desk.district import alarms
from onecua_desk.district.access import Desk, check_enrolled
from onecua_desk.district.chains import chain_after, sent
from onecua_desk.district.database import District
from onecua_desk.district.denied import Denied
from onecua_desk.district.dropped import Dropped, accepted
from onecua_desk.district.judging import judge_all, note_revived
from onecua_desk.wire.chain import HEAD_SENT
from onecua_desk.wire.codec import Garbled, check_body
from onecua_desk.wire.dialogue import FRAME_EVENTS, Hello
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Seq, Verdict, WireEvent

MOST_AGAIN = 250_000
"""Events that a desk may send once more in one exchange, below the newest that it has an answer to: 2 MB of numbers.

It sends all that were held, and those before anything new, so a day's work of half a year has to find room.
"""


_ROOM = 100
"""Levels of nesting that stay free: what is kept is read again deeper in the program than it came in."""


class Upload:
    """``taken``: the desk has other events under its numbers than we. ``again``: old events that it sent once more.

    ``first`` to ``proven`` are the numbers of this upload that are the same here; 0 and 0 before the first frame.
    """

    def __init__(self, district: District, desk: Desk, hello: Hello) -> None:
        self._district, self._desk, self._hello = district, desk, hello
        self._coder = FrameCoder()
        self._newest = 0
        self.again = array("q")
        self.first = self.proven = 0
        self._stopped = False
        self._dropped = Dropped()
        self._other_log = self._has_another_log()

    @property
    def taken(self) -> bool:
        return self._stopped or self._other_log

    def _has_another_log(self) -> bool:
        """Whether the desk's chain differs from ours in numbers that it can still give up.

        Where it has an answer to all of them, new numbers would mend nothing: the operator hears of it.
        """
        hello, district = self._hello, self._district
        with district.read() as connection:
            ours = chain_after(connection, hello.device, hello.holds)
        if ours is None or sent(ours) == hello.chain:
            return False
        if hello.holds <= hello.answered:
            with district.write() as connection:
                alarms.other_chain(connection, hello.device, hello.holds, hello.chain, ours, district.now())
        return hello.holds > hello.answered

    def drop(self, content: bytes) -> None:
        """What people have dealt with of the events that follow. ``Garbled`` where that is not readable."""
        try:
            numbers = msgspec.json.decode(content, type=tuple[Seq, ...])
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise Garbled(str(error)) from error
        self._dropped = Dropped(numbers)
        with self._district.read() as connection:
            counting = list(accepted(connection, self._desk.device, numbers))
        if counting:
            with self._district.write() as connection:
                for event in counting:
                    note_revived(connection, self._dropped, event, self._district.now())

    def take(self, content: bytes) -> None:
        """Judge and commit one frame. ``Garbled`` or ``Denied`` (409, 413) where it is none."""
        if self._stopped:
            return
        head, events = content[:HEAD_SENT], [row.event for row in self._coder.decode(content[HEAD_SENT:])]
        self._check(events)
        if self._other_log:
            events = [event for event in events if event.seq <= self._hello.holds]
        while events:
            events = self._judge(events, head)

    def _check(self, events: Sequence[WireEvent]) -> None:
        if len(events) > FRAME_EVENTS:
            raise Denied(413, f"Một khung chỉ được có {FRAME_EVENTS} sự kiện.")
        for event in events:
            self._desk.check(event.device)
            if event.seq <= self._newest:
                raise Garbled("events out of order")
            self._newest = event.seq
            check_body(bytes(event.body), _ROOM)
        self.again.extend(event.seq for event in events if event.seq <= self._hello.answered)
        if len(self.again) > MOST_AGAIN:
            raise Denied(413, f"Mỗi lần chỉ được gửi lại {MOST_AGAIN} sự kiện đã có trả lời.")

    def _judge(self, events: list[WireEvent], head: bytes) -> list[WireEvent]:
        """What is still to be judged: what follows an old event that has another content here.

        The desk cannot give that one a new number, so it has to stand as it is.
        """
        with self._district.write() as connection:
            check_enrolled(connection, self._desk)
            verdicts, last_seq = judge_all(connection, self._desk, events, self._district.now(), self._dropped)
            other = verdicts[-1].status == "taken"
            if not other and not self._other_log and events[-1].seq <= last_seq:
                self._compare(connection, events[-1].seq, head)
        self._remember(verdicts[:-1] if other else verdicts)
        if other and verdicts[-1].seq <= self._hello.answered:
            self.again.remove(verdicts[-1].seq)
            return events[len(verdicts) :]
        self._stopped = other
        return []

    def _remember(self, same: Sequence[Verdict]) -> None:
        if same:
            self.first = self.first or same[0].seq
            self.proven = same[-1].seq

    def _compare(self, connection: Connection, seq: int, head: bytes) -> None:
        device, ours = self._desk.device, chain_after(connection, self._desk.device, seq)
        if ours is not None and sent(ours) != head:
            alarms.other_chain(connection, device, seq, head, ours, self._district.now())
