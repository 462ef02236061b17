"""The end of an answer: where the desk stands now, what else the server said, and whether anything is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from onecua_desk.domain.events import EventId
from onecua_desk.services import clock_guard, joining, numbers
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.identity import RECIPIENT
from onecua_desk.services.joining import Far
from onecua_desk.services.replica_down import Contradiction, Stale, projected
from onecua_desk.services.replica_up import NO_NUMBERS, UNDER_WAY, UNKNOWN, Asked
from onecua_desk.store import chain, checkpoints, dossiers, file_lane, leases, log, outbox, renumber, settings, verdicts
from onecua_desk.wire.chain import NO_TAG
from onecua_desk.wire.dialogue import Done, Mark, Verdicts

ANSWERED_AT = "answered_at"
"""The setting that says when the server last answered, by this desk's clock."""

MOST_FILLED = 100
"""Numbers that are filled rather than used by what waits behind them."""

_SERVER = "server"
_ONE_YEAR = timedelta(days=366)
"""A server that is so far ahead is not asked for the day."""
_ALL = 1 << 40


@dataclass(frozen=True, slots=True)
class Heard:
    """What an answer brought until its end. ``far``: what it told of others; ``through``: as in ``Verdicts``.

    ``chain``: the server's head there. ``last``: the highest of our events that it spoke of; ``unanswered``: how many
    it left out. ``by_line``: it came over the line, so it is of now.
    """

    far: Far
    through: int
    chain: bytes
    taken: bool
    last: int
    unanswered: int
    by_line: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """``again``: another exchange has something to do at once."""

    again: bool
    changes: Changes


def join(desk: Desk, asked: Asked, said: Done, far: Far, verdicts_said: Sequence[Verdicts]) -> bool:
    """Put the cursor where the answer ends, before its verdicts are written: from then on it names their order.

    ``False`` where the desk has been there before: the answer says nothing new. ``Stale`` and ``Contradiction`` as for
    its pages.
    """
    last = verdicts_said[-1]
    with desk.store.write() as connection:
        if not _moved(connection, asked, said.mark, far):
            return False
        if last.through > (settings.get(connection, log.LAST_SEQ, int) or 0):
            settings.put(connection, log.LAST_SEQ, last.through)
        if not last.taken:
            _note_unproven(connection, asked, said.mark, verdicts_said)
        return True


def _note_unproven(connection: Connection, asked: Asked, mark: Mark, verdicts_said: Sequence[Verdicts]) -> None:
    """What was refused or held before the last place was accepted is proven by that place, and no place proves more."""
    hello = asked.hello
    proven = (*hello.refused, *hello.held) if mark.position > hello.cursor.position else ()
    told = (seq for said in verdicts_said for seq in (*(one.seq for one in said.refused), *said.held))
    verdicts.note_unproven(connection, proven, told)


def done(desk: Desk, asked: Asked, said: Done, heard: Heard) -> Ended:
    """What is left to do of an answer that was joined on and whose verdicts are written, in one transaction."""
    with desk.store.write() as connection:
        if heard.taken:
            settings.put(connection, NO_NUMBERS, 0)
        else:
            _compare(connection, asked, heard)
        moved = _make_room(connection, asked, heard, desk.now()) if _may_renumber(asked, heard) else False
        again = moved or _once_more(connection, asked, heard)
        again |= _note_server(connection, said)
        leases.keep(connection, said.leases, said.now.date())
        found = frozenset() if heard.taken else _number(connection, desk.now(), said)
        _note_answer(connection, asked.at, desk.now(), said, heard)
        return Ended(again or bool(found), projected(connection, found, moved))


def _compare(connection: Connection, asked: Asked, heard: Heard) -> None:
    ours = joining.own_head(connection, asked.hello.device, heard.through)
    if UNKNOWN not in (ours, heard.chain):
        chain.note(connection, heard.through, ours == heard.chain)


def _number(connection: Connection, now: datetime, said: Done) -> frozenset[EventId]:
    """The own log is whole, so the codes that this desk has given out are known."""
    today = max(now, said.now) if said.now - now < _ONE_YEAR else now
    numbers.all_is_known(connection, today.date())
    return numbers.number_waiting(connection, now)


def _moved(connection: Connection, asked: Asked, mark: Mark, far: Far) -> bool:
    """Whether the cursor joins on and stands at ``mark`` now; not where the desk has been there before."""
    here = checkpoints.cursor(connection)
    if here != far.mark and checkpoints.knows(connection, mark):
        return False
    if mark.position < far.mark.position:
        raise Contradiction(f"the answer ends at {mark.position}, after {far.mark.position}")
    if mark.position < here.position or not joining.ends_well(connection, asked, far):
        raise Stale("the answer does not join on to what the desk has read")
    if mark.position == here.position and NO_TAG != here.tag != mark.tag:
        raise Stale(f"the server's order is another one at {mark.position}")
    checkpoints.move(connection, mark)
    return True


def _may_renumber(asked: Asked, heard: Heard) -> bool:
    """Not where the server took offence at what came behind a stretch that was left out: first it must see all."""
    return not (heard.taken and asked.after > asked.hello.answered)


def _make_room(connection: Connection, asked: Asked, heard: Heard, now: datetime) -> bool:
    """Number what waits from the server's last number on, where it has others under ours, or a gap would stop it.

    What the server has just so keeps its number, and waits for the verdict in an answer that has a place in the order.
    What went out on a stick keeps its number too, or it would count twice when it comes in late: small gaps, which
    protocol 1 left, are filled. Behind a longer one, of a desk and a server that were both put back, nothing went out.
    """
    device, through = asked.hello.device, heard.through
    answered = verdicts.answered(connection, device)
    if through < answered:
        return False
    if heard.taken:
        return renumber.move_on(connection, device, after=max(answered, heard.last), above=through)
    waiting, _ = outbox.left(connection, device, through, _ALL)
    gap = log.newest_seq(connection, device) - through - waiting if waiting else 0
    if gap > MOST_FILLED:
        return renumber.move_on(connection, device, after=through, above=through)
    if gap:
        renumber.fill(connection, device, through, now)
    return gap > 0


def _once_more(connection: Connection, asked: Asked, heard: Heard) -> bool:
    """Whether what waits was held back: until own events that were lost had come, or until the server sees all."""
    if heard.taken:
        return not _may_renumber(asked, heard)
    if asked.whole:
        return False
    settings.put(connection, NO_NUMBERS, heard.through)
    return outbox.first_waiting(connection, asked.hello.device, 0) is not None


def _note_server(connection: Connection, said: Done) -> bool:
    """What the server says of itself; whether it is another version, so that what it held is sent once more."""
    for id in file_lane.ask_again(connection, said.wanted):
        dossiers.project(connection, id)
    if said.recipient:
        settings.put(connection, RECIPIENT, said.recipient)
    known = settings.get(connection, _SERVER, str)
    if known == said.server:
        return False
    settings.put(connection, _SERVER, said.server)
    return known is not None and outbox.release_held(connection) > 0


def _note_answer(connection: Connection, asked_at: datetime, now: datetime, said: Done, heard: Heard) -> None:
    if heard.by_line:
        clock_guard.note(connection, asked_at, now, said.now)
        settings.put(connection, UNDER_WAY, heard.unanswered > 0 and not heard.taken)
    last = settings.get(connection, ANSWERED_AT, datetime) or datetime.min
    settings.put(connection, ANSWERED_AT, now if heard.by_line else max(last, min(said.now, now)))
