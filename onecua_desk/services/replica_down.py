"""The desk's half of the exchange on its way down: own events that it lost, verdicts, and others' events.

Each record becomes short transactions, or nothing of it. An answer may be older than what the desk knows by now (it
came on a stick): what it has already changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import Connection

from onecua_desk.domain.events import EventId
from onecua_desk.services import joining
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.joining import Far
from onecua_desk.services.replica_up import NO_NUMBERS, Asked
from onecua_desk.services.said import Said
from onecua_desk.store import (
    checkpoints,
    displaced,
    dossiers,
    log,
    outbox,
    received_anew,
    renumber,
    settings,
    twins,
    verdicts,
)
from onecua_desk.store.verdicts import Verdict
from onecua_desk.wire.codec import check_body
from onecua_desk.wire.dialogue import Mark, Verdicts
from onecua_desk.wire.messages import Placed, WireEvent

AT_ONCE = 50
"""Verdicts in one transaction: a save never waits longer for it than for a frame of events."""


class Contradiction(Exception):
    """The server's answer cannot belong to what this desk knows; nothing of this record was taken over."""


class Stale(Exception):
    """The desk stands elsewhere by now (its order went back): nothing was taken over; the next exchange mends it."""


def own(desk: Desk, asked: Asked, events: Sequence[WireEvent], by_line: bool) -> Changes:
    """Own events that this desk has lost; they wait for their verdicts, which follow.

    What the server has not accepted may stand under their numbers: it was not sent, so it takes others. On a stick only
    what was written since; what stood there before may have been answered meanwhile by a server of another order. What
    waits and says the same as one of them is the same.
    """
    if any(event.device != asked.hello.device for event in events):
        raise Contradiction("another desk's event among our own")
    for event in events:
        check_body(bytes(event.body))
    with desk.store.write() as connection:
        check_number(connection, asked, max((event.seq for event in events), default=0))
        moved = False
        for event in events:
            moved |= _taken_back(connection, asked, event, events[-1].seq, by_line)
        reunited = twins.reunite(connection, events)
        concerned = {EventId(*event.dossier) for event in events} | reunited
        return projected(connection, concerned, moved or bool(reunited))


def check_number(connection: Connection, asked: Asked, seq: int) -> None:
    """``Contradiction`` for an own number that this desk never comes to: it would have none left for its next event."""
    if not log.can_be(connection, asked.hello.device, seq):
        raise Contradiction(f"our event {seq} cannot be")


def _taken_back(connection: Connection, asked: Asked, event: WireEvent, above: int, by_line: bool) -> bool:
    """Whether another event had to make room."""
    try:
        if verdicts.take_back(connection, event):
            settings.put(connection, NO_NUMBERS, 0)
        return False
    except verdicts.NotTheSame as error:
        if by_line:
            verdicts.reopen(connection, event.device, event.seq)
        elif event.seq <= asked.last:
            raise Stale(f"our event {event.seq} is another one there") from error
    highest = max(above, settings.get(connection, log.LAST_SEQ, int) or 0)
    moved = renumber.move_on(connection, event.device, after=event.seq - 1, above=highest)
    try:
        verdicts.take_back(connection, event)
    except verdicts.NotTheSame as error:
        words = f"our event {event.seq} was answered, and is another one at the server"
        raise (Contradiction if by_line else Stale)(words) from error
    return moved


def check(desk: Desk, asked: Asked, said: Verdicts, known_to: int, by_line: bool) -> None:
    """``Contradiction`` for verdicts that cannot be, ``Stale`` where they may only be of another order."""
    if any(not run.position for run in said.accepted):
        raise Contradiction("accepted without a position")
    with desk.store.read() as connection:
        check_number(connection, asked, said.through)
        for run in said.accepted:
            if verdicts.others_there(connection, asked.hello.device, run, known_to):
                words = f"another event stands where {run} is said to be"
                raise Contradiction(words) if by_line else Stale(words)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Which verdicts of an answer are written, and which are told again.

    ``known_to``: what is above was written after the desk asked, and is not what the server speaks of. ``place``: where
    the answer ends and the cursor stands already, so all is of the order that it names, but for what was accepted later
    still. ``news``: dossiers that the answer brought something of: what was held of them is worth another try.
    ``refused``: all numbers that the answer refuses; ``dealt_with``: those of them that were named as dropped.
    """

    known_to: int
    place: int
    news: Set[EventId]
    refused: Set[int]
    dealt_with: Set[int]

    def pass_over(self, dossier: EventId, said: Verdict) -> bool:
        return (said.position or 0) > self.place or (said.status == "held" and dossier in self.news)


def judge(desk: Desk, asked: Asked, said: Verdicts, bounds: Bounds) -> Iterator[Changes]:
    """Write the verdicts on our events, some dossiers at once.

    A cut in between leaves some events waiting below answered ones; they are sent once more.
    """
    device = asked.hello.device
    with desk.store.read() as connection:
        left = verdicts.open_ones(connection, device, bounds.known_to)
    for some in _by_dossier(left, Said(said), bounds):
        with desk.store.write() as connection:
            _write(connection, device, some, bounds)
            changes = projected(connection, {dossier for dossier, _ in some})
        yield changes


def _by_dossier(
    open_ones: Iterable[tuple[EventId, int]], said: Said, bounds: Bounds
) -> Iterator[list[tuple[EventId, Verdict]]]:
    """The verdicts in groups of some ``AT_ONCE``; those on one dossier are in one, so it is folded once."""
    some: list[tuple[EventId, Verdict]] = []
    for dossier, seq in open_ones:
        if (verdict := said.of(seq)) is None or bounds.pass_over(dossier, verdict):
            continue
        if len(some) >= AT_ONCE and dossier != some[-1][0]:
            yield some
            some = []
        some.append((dossier, verdict))
    if some:
        yield some


def _write(connection: Connection, device: int, some: Sequence[tuple[EventId, Verdict]], bounds: Bounds) -> None:
    try:
        anew = received_anew.dossiers(connection)
        told = [_settled(connection, device, dossier in anew, one, bounds) for dossier, one in some]
        verdicts.write(connection, device, told)
    except log.PositionTaken as error:
        raise Contradiction(str(error)) from error


def _settled(connection: Connection, device: int, anew: bool, said: Verdict, bounds: Bounds) -> Verdict:
    """Where it was refused and no person has anything to do: another own event says the same.

    That one counts; or a person sees that it was refused, and this one was dropped for it.
    """
    if said.status != "refused":
        return said
    dropped = said.seq in bounds.dealt_with
    but = bounds.dealt_with if dropped else bounds.refused
    if (twin := twins.counting(connection, device, said.seq, but, refused=dropped)) is not None:
        return said._replace(sentence=f"{log.TWIN}{twin}.", settled=True)
    return said._replace(settled=anew)


def unanswered(desk: Desk, asked: Asked) -> list[EventId]:
    """The dossiers of the events that the desk had when it asked and that still wait: none after a whole answer."""
    with desk.store.read() as connection:
        return outbox.dossiers_of_waiting(connection, asked.hello.device, asked.last)


def page(desk: Desk, asked: Asked, far: Far, rows: Sequence[Placed], tag: bytes) -> Changes:
    """Others' events behind what was told so ``far``, and the cursor at the last of them with ``tag``.

    Where that is not what the desk has read, nothing is taken over: ``Stale``, unless it has all of it already.
    """
    _check_rows(asked.hello.device, far, rows)
    with desk.store.write() as connection:
        fresh = joining.unread(connection, asked, far, rows)
        if fresh is None:
            raise Stale("the answer does not join on to what the desk has read")
        if not fresh:
            return Changes()
        try:
            changed = {_placed(connection, placed) for placed in fresh}
        except log.PositionTaken as error:
            raise Contradiction(str(error)) from error
        checkpoints.move(connection, Mark(rows[-1].position, tag))
        outbox.release_held_of(connection, [*changed])
        return projected(connection, changed)


def _check_rows(device: int, far: Far, rows: Sequence[Placed]) -> None:
    last = far.mark.position
    for placed in rows:
        if placed.position <= last or placed.event.device == device:
            raise Contradiction(f"event at {placed.position} after {last}")
        if any(said.gives(placed.position) for said in far.ours):
            raise Contradiction(f"two events at {placed.position}")
        check_body(bytes(placed.event.body))
        last = placed.position
    if not rows:
        raise Contradiction("a page without events")


def _placed(connection: Connection, placed: Placed) -> EventId:
    log.place(connection, placed)
    displaced.came_again(connection, placed.event)
    return EventId(*placed.event.dossier)


def projected(connection: Connection, ids: Iterable[EventId], renumbered: bool = False) -> Changes:
    """Fold these dossiers again; what is announced of it."""
    found = frozenset(ids)
    for id in found:
        dossiers.project(connection, id)
    return Changes(found, renumbered)
