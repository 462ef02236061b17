"""Whether the machine's clock can be believed: a wrong one prints wrong dates, so the leader must allow it.

A desk asks once for each doubt. What it was allowed to stands in the log, and from then on the clock is compared with
what was written since: a date that was wrong once is not asked about for ever, a clock that is set back again is.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from onecua_desk import RELEASED
from onecua_desk.domain.clock_facts import MOST_OFF, Against, ClockTrusted, Doubt
from onecua_desk.domain.events import Event, EventId
from onecua_desk.domain.parts import Official
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services import identity
from onecua_desk.services.desk import Desk
from onecua_desk.store import log, settings

_SERVER_AHEAD = "server_ahead"
_FARTHEST = timedelta(days=100 * 365)
"""Clocks that are farther apart are only said to be that far apart: a server may send any year of the calendar."""
LONGEST_NAME = 200


class DoubtfulClock(UserError):
    """Nothing is received by this clock, which shows ``now``, before the leader allows it: see ``trust``."""

    def __init__(self, now: datetime, doubts: tuple[Doubt, ...]) -> None:
        said = " ".join(doubt.sentence() for doubt in doubts)
        super().__init__(f"{said} Hãy chỉnh đồng hồ, hoặc ghi tên lãnh đạo cho phép tiếp nhận.", field="clock")
        self.now, self.doubts = now, doubts


class _Judged(NamedTuple):
    """``open`` doubts are those that nobody has allowed yet; ``allowed_by`` allowed the others."""

    open: tuple[Doubt, ...]
    allowed: tuple[Doubt, ...]
    allowed_by: str


def note(connection: Connection, asked: datetime, answered: datetime, there: datetime) -> None:
    """Remember how many seconds the server's clock was ahead when it last answered.

    It said ``there`` at some time between ``asked`` and ``answered`` of this desk's clock: a slow line is no doubt.
    """
    here = min(max(asked, there), answered)
    settings.put(connection, _SERVER_AHEAD, int(max(-_FARTHEST, min(there - here, _FARTHEST)).total_seconds()))


def warnings(connection: Connection, device: int, now: datetime) -> tuple[str, ...]:
    """What makes the clock doubtful, one sentence each; ``device`` is this machine's number."""
    judged = _judge(connection, device, now)
    still = (f"{doubt.sentence()} Hãy chỉnh đồng hồ trước khi in giấy hẹn." for doubt in judged.open)
    allowed = (f"{doubt.sentence()} {judged.allowed_by} đã cho phép tiếp nhận." for doubt in judged.allowed)
    return (*still, *allowed)


def check(connection: Connection, device: int, now: datetime) -> None:
    """``DoubtfulClock`` where there is a doubt that nobody has allowed."""
    if doubts := _judge(connection, device, now).open:
        raise DoubtfulClock(now, doubts)


def trust(desk: Desk, official: Official, allowed_by: str) -> None:
    """Write down that the leader ``allowed_by`` lets this desk receive by its clock; nothing where none is in doubt.

    ``UserError(field="allowed_by")`` without a name.
    """
    leader, now = clean(allowed_by), desk.now()
    if not leader:
        raise UserError("Hãy ghi họ tên lãnh đạo cho phép tiếp nhận.", field="allowed_by")
    if len(leader) > LONGEST_NAME:
        raise UserError(f"Tên lãnh đạo dài quá {LONGEST_NAME} chữ; hãy rút ngắn.", field="allowed_by")
    with desk.store.write() as connection:
        me = identity.of(connection)
        judged = _judge(connection, me.device, now)
        if judged.open:
            id = EventId(me.device, log.next_seq(connection, me.device))
            fact = ClockTrusted(me.unit, me.desk, leader, judged.open + judged.allowed)
            log.append(connection, Event(id, id, now, official, fact))


def _judge(connection: Connection, device: int, now: datetime) -> _Judged:
    entry = log.last_alone(connection, device, ClockTrusted.kind)
    fact = entry.event.fact if entry and entry.event else None
    trusted = fact if isinstance(fact, ClockTrusted) else None
    known = trusted.doubts if trusted else ()
    doubts = _doubts(connection, device, now, entry.wire.seq if entry else 0)
    allowed = tuple(doubt for doubt in doubts if any(map(doubt.same, known)))
    still = tuple(doubt for doubt in doubts if doubt not in allowed)
    return _Judged(still, allowed, trusted.allowed_by if trusted else "")


def _doubts(connection: Connection, device: int, now: datetime, since: int) -> list[Doubt]:
    """``since``: the event from which on the clock is compared with what was written."""
    released = datetime.combine(RELEASED, time())
    ahead = _believed(settings.get(connection, _SERVER_AHEAD, int) or 0)
    found = []
    if (newest := log.newest_of(connection, device, since)) and now < newest:
        found.append(_doubt(Against.EVENT, newest, now))
    if now < released:
        found.append(_doubt(Against.RELEASE, released, now))
    if abs(ahead) > MOST_OFF:
        found.append(_doubt(Against.SERVER, _moved(now, ahead), now))
    return found


def _believed(seconds: int) -> timedelta:
    most = int(_FARTHEST.total_seconds())
    return timedelta(seconds=max(-most, min(seconds, most)))


def _moved(now: datetime, ahead: timedelta) -> datetime:
    """``now`` by the server's clock; where the calendar ends before, its end."""
    try:
        return now + ahead
    except OverflowError:
        return datetime.max.replace(microsecond=0) if ahead > timedelta() else datetime.min


def _doubt(against: Against, true: datetime, now: datetime) -> Doubt:
    return Doubt(against, true, int((now - true).total_seconds()))
