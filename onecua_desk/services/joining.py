"""Whether an answer tells, of what this desk has read since it asked, just what is here: then it joins on all the same.

Two packages may be on their way at once, and a stick and the line. A server that was put back in between tells another
story somewhere in that stretch: other events at some places, or other places of our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from onecua_desk.services.desk import Desk
from onecua_desk.services.replica_up import UNKNOWN, Asked
from onecua_desk.services.said import Said
from onecua_desk.store import chain, checkpoints, log, verdicts
from onecua_desk.store.verdicts import Verdict
from onecua_desk.wire.chain import HEAD_SENT
from onecua_desk.wire.dialogue import Mark, Verdicts
from onecua_desk.wire.messages import Placed


@dataclass(frozen=True, slots=True)
class Far:
    """How far an answer has told the server's order, behind where the desk stood when it asked.

    ``mark``: up to there; ``rows``: so many events of others. ``ours``: what it said of own ones, ``alike``: nothing
    that contradicts what the desk had been told since.
    """

    mark: Mark
    rows: int
    ours: tuple[Said, ...]
    alike: bool


def begin(desk: Desk, asked: Asked, said: Sequence[Verdicts], by_line: bool) -> Far:
    """Nothing of others was told yet. ``by_line``: what the desk holds is what it said of itself just now."""
    ours = tuple(map(Said, said))
    with desk.store.read() as connection:
        alike = _answered_alike(connection, asked, ours) and (by_line or _same_log(connection, asked, said[-1]))
    return Far(asked.hello.cursor, 0, ours, alike)


def _same_log(connection: Connection, asked: Asked, said: Verdicts) -> bool:
    """Whether the verdicts are about what stands under their numbers here, as far as both can say.

    Where that is what stood there when the desk asked, a difference is no news, and stops nothing.
    """
    hello = asked.hello
    ours = own_head(connection, hello.device, said.through)
    unchanged = own_head(connection, hello.device, hello.holds) == hello.chain
    return said.taken or unchanged or UNKNOWN in (ours, said.chain) or ours == said.chain


def own_head(connection: Connection, device: int, seq: int) -> bytes:
    """The chain after the own event ``seq`` as it travels; ``UNKNOWN`` where one up to it is not here."""
    try:
        return chain.head_at(connection, device, seq)[:HEAD_SENT]
    except KeyError:
        return UNKNOWN


def unread(connection: Connection, asked: Asked, far: Far, rows: Sequence[Placed]) -> Sequence[Placed] | None:
    """Those of ``rows`` that this desk has not read; ``None`` where they do not join on to what it has."""
    here = checkpoints.cursor(connection)
    if here == far.mark and far.alike:
        return rows
    known = [row for row in rows if row.position <= here.position]
    if not all(log.is_there(connection, row) for row in known):
        return None
    if len(known) == len(rows):
        return ()
    return rows[len(known) :] if _overlaps(connection, asked, far, here, len(known)) else None


def ends_well(connection: Connection, asked: Asked, far: Far) -> bool:
    """Whether what this desk has read since it asked is all told by the answer."""
    here = checkpoints.cursor(connection)
    return far.alike if here == far.mark else _overlaps(connection, asked, far, here, 0)


def _overlaps(connection: Connection, asked: Asked, far: Far, here: Mark, more: int) -> bool:
    """Every row that was told up to ``here`` was found in its place: it is left to count them, and to look at ours."""
    since, own = asked.hello.cursor.position, asked.hello.device
    if far.mark.position >= here.position or not far.alike:
        return False
    told = log.others_between(connection, own, since, here.position) == far.rows + more
    return told and _answered_alike(connection, asked, far.ours, here)


def _answered_alike(connection: Connection, asked: Asked, ours: Sequence[Said], here: Mark | None = None) -> bool:
    """Own events that were answered since must have been answered so.

    Of one that was answered before, only a place up to ``here`` has to be told: the desk has read on behind it.
    """
    hello = asked.hello
    until = here.position if here else 0
    for one in verdicts.since(connection, hello.device, hello.answered, hello.cursor.position):
        if (said := _said(ours, one.seq)) is not None:
            if said.position != one.position:
                return False
        elif one.seq > hello.answered or (one.position or 0) <= until:
            return False
    return True


def _said(ours: Sequence[Said], seq: int) -> Verdict | None:
    return next((said for one in ours if (said := one.of(seq))), None)
