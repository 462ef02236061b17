"""The desk's half of the exchange on its way down: each record of an answer becomes one transaction, or nothing of it.

An answer may be older than what the desk knows by now (it came on a stick): what it has already changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection

from onecua_desk.domain.events import EventId
from onecua_desk.services import joining
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.joining import Far
from onecua_desk.services.replica_up import UNKNOWN, Asked
from onecua_desk.services.said import Said
from onecua_desk.store import (
    chain,
    checkpoints,
    displaced,
    dossiers,
    log,
    outbox,
    received_anew,
    renumber,
    settings,
    verdicts,
)
from onecua_desk.store.verdicts import Verdict
from onecua_desk.wire.chain import HEAD_SENT
from onecua_desk.wire.codec import check_body
from onecua_desk.wire.dialogue import Mark, Verdicts
from onecua_desk.wire.messages import Placed, WireEvent

AT_ONCE = 50
"""Verdicts in one transaction: a save never waits longer for it than for a frame of events."""


class Contradiction(Exception):
    """The server's answer cannot belong to what this desk knows; nothing of this record was taken over."""


class Stale(Exception):
    """The desk stands elsewhere by now (its order went back): nothing was taken over; the next exchange mends it."""


def own(desk: Desk, asked: Asked, events: Sequence[WireEvent]) -> Changes:
    """Own events that this desk has lost; they wait for their verdicts, which follow.

    What was written since the desk asked may stand under their numbers; nobody else knows it yet, so it takes others.
    """
    if any(event.device != asked.hello.device for event in events):
        raise Contradiction("another desk's event among our own")
    for event in events:
        check_body(bytes(event.body))
    with desk.store.write() as connection:
        check_number(connection, asked, max((event.seq for event in events), default=0))
        moved = False
        for event in events:
            moved |= _taken_back(connection, asked, event, above=events[-1].seq)
        return projected(connection, {EventId(*event.dossier) for event in events}, moved)


def check_number(connection: Connection, asked: Asked, seq: int) -> None:
    """``Contradiction`` for an own number that this desk never comes to: it would have none left for its next event."""
    if not log.can_be(connection, asked.hello.device, seq):
        raise Contradiction(f"our event {seq} cannot be")


def _taken_back(connection: Connection, asked: Asked, event: WireEvent, above: int) -> bool:
    """Whether another event had to make room."""
    moved = False
    try:
        verdicts.take_back(connection, event)
    except verdicts.NotTheSame as error:
        if event.seq <= asked.last:
            raise Contradiction(f"our event {event.seq} is another one at the server") from error
        highest = max(above, settings.get(connection, log.LAST_SEQ, int) or 0)
        moved = renumber.move_on(connection, event.device, after=event.seq - 1, above=highest)
        _again(connection, event)
    return moved


def _again(connection: Connection, event: WireEvent) -> None:
    try:
        verdicts.take_back(connection, event)
    except verdicts.NotTheSame as error:
        raise Contradiction(f"our event {event.seq} was answered, and is another one at the server") from error


def judge(desk: Desk, asked: Asked, said: Verdicts, known_to: int) -> Iterator[Changes]:
    """Write the verdicts on our events up to ``known_to``, some dossiers at once; then compare the chains.

    What is above was written after the desk asked: it is not what the server speaks of. A cut in between leaves some
    events waiting below answered ones; they are sent once more.
    """
    device = asked.hello.device
    if any(not run.position for run in said.accepted):
        raise Contradiction("accepted without a position")
    with desk.store.read() as connection:
        check_number(connection, asked, said.through)
        left = verdicts.open_ones(connection, device, known_to)
    for some in _by_dossier(left, Said(said)):
        with desk.store.write() as connection:
            _write(connection, device, some)
            changes = projected(connection, {dossier for dossier, _ in some})
        yield changes
    with desk.store.write() as connection:
        if said.through > (settings.get(connection, log.LAST_SEQ, int) or 0):
            settings.put(connection, log.LAST_SEQ, said.through)
        if not said.taken:
            _compare(connection, device, said)


def _by_dossier(open_ones: Iterable[tuple[EventId, int]], said: Said) -> Iterator[list[tuple[EventId, Verdict]]]:
    """The verdicts in groups of some ``AT_ONCE``; those on one dossier are in one, so it is folded once."""
    some: list[tuple[EventId, Verdict]] = []
    for dossier, seq in open_ones:
        if (verdict := said.of(seq)) is None:
            continue
        if len(some) >= AT_ONCE and dossier != some[-1][0]:
            yield some
            some = []
        some.append((dossier, verdict))
    if some:
        yield some


def _write(connection: Connection, device: int, some: Sequence[tuple[EventId, Verdict]]) -> None:
    try:
        anew = received_anew.dossiers(connection)
        settled = [one._replace(settled=dossier in anew) for dossier, one in some]
        verdicts.write(connection, device, settled)
    except log.PositionTaken as error:
        raise Contradiction(str(error)) from error


def _compare(connection: Connection, device: int, said: Verdicts) -> None:
    if said.chain == UNKNOWN:
        return
    try:
        ours = chain.head_at(connection, device, said.through)[:HEAD_SENT]
    except KeyError:
        return
    chain.note(connection, said.through, ours == said.chain)


def unanswered(desk: Desk, asked: Asked) -> int:
    """How many of the events that the desk had when it asked still wait: 0 after an answer that is whole."""
    with desk.store.read() as connection:
        return outbox.left(connection, asked.hello.device, 0, asked.last)[0]


def page(desk: Desk, asked: Asked, far: Far, rows: Sequence[Placed], tag: bytes) -> Changes:
    """Others' events behind what was told so ``far``, and the cursor at the last of them with ``tag``.

    Where that is not what the desk has read, nothing is taken over: ``Stale``, unless it has all of it already.
    """
    _check_rows(asked.hello.device, far.mark, rows)
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


def _check_rows(device: int, reached: Mark, rows: Sequence[Placed]) -> None:
    last = reached.position
    for placed in rows:
        if placed.position <= last or placed.event.device == device:
            raise Contradiction(f"event at {placed.position} after {last}")
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
