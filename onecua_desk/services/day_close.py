"""Closing the day: the fact in the log, and the half of the level above that is held against it, maybe later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import Connection

from onecua_desk.domain.day_facts import DayClosed
from onecua_desk.domain.events import Event, EventId
from onecua_desk.domain.file import named_in
from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.services import identity
from onecua_desk.services.day_look import (
    DayState,
    Look,
    after_files,
    head_of,
    keep,
    look_in,
    manifest_of,
    put_after_files,
    put_to_ask,
    to_ask,
)
from onecua_desk.services.desk import Changes, Desk, Done
from onecua_desk.store import days, file_lane, log
from onecua_desk.store.days import Line
from onecua_desk.wire.days import ServerDay
from onecua_desk.wire.messages import UNENROLLED

_AT_ONCE = 5
"""Days asked for after one exchange: a desk that was without a line for months must not keep it busy."""

Ask = Callable[[date, bool], ServerDay]
"""The half of the level above of a day, with its dossiers or without; ``sync.link`` does it."""


def close(desk: Desk, official: Official, day: date) -> Done[Look]:
    """Write that the day is closed, once more where something was written since; the level above is asked for its half.

    ``UserError`` for a day to come, for one that is closed as it stands, and while own events are missing here.
    """
    at = desk.now()
    if day > at.date():
        raise UserError(f"Chưa đến ngày {day:%d/%m/%Y}, chưa chốt được.")
    with desk.store.write() as connection:
        found = look_in(connection, day)
        if found.state is DayState.CLOSED:
            raise UserError(f"Ngày {day:%d/%m/%Y} đã chốt và không có việc mới; không cần chốt lại.")
        fact = _fact(connection, found)
        id = EventId(found.known.device, log.next_seq(connection, found.known.device))
        log.append(connection, Event(id, id, at, official, fact))
        if found.enrolled:
            put_to_ask(connection, {*to_ask(connection), day})
        after = look_in(connection, day)
    return Done(after, Changes(frozenset({id})))


def ask_again(desk: Desk, day: date) -> None:
    """The level above is asked for its half of ``day`` with the next exchange; ``UserError`` where there is none."""
    with desk.store.write() as connection:
        if identity.of(connection).device == UNENROLLED:
            raise UserError("Quầy chưa ghi danh với cấp trên nên chưa đối soát được.")
        put_to_ask(connection, {*to_ask(connection), day})


def complete(desk: Desk, ask: Ask) -> bool:
    """After an exchange: fetch the halves that are still to come, of days whose events are all answered.

    Whether there was one. Its dossiers are asked for only where the totals differ. What ``ask`` raises passes through;
    the halves before it are kept.
    """
    ready = _ready(desk)[:_AT_ONCE]
    for day in ready:
        _keep(desk, day, ask)
    return bool(ready)


def take_over(desk: Desk, halves: Mapping[date, ServerDay]) -> None:
    """The same with the halves that came on a stick, all of them; a day that is not among them waits for the next."""
    for day in _ready(desk):
        if day in halves:
            _keep(desk, day, lambda day, _parts: halves[day])


def _ready(desk: Desk) -> list[date]:
    with desk.store.read() as connection:
        at_once, later = to_ask(connection), after_files(connection)
        wanted = sorted(at_once | later, reverse=True)
        return [day for day in wanted if _is_ready(connection, day, scans_too=day not in at_once)]


def _is_ready(connection: Connection, day: date, *, scans_too: bool) -> bool:
    """Whether the level above has answered for all events of the day, and for their scans where it is about them."""
    lines = days.lines(connection, identity.of(connection).device, day)
    if any(line.status == "waiting" for line in lines):
        return False
    return not (scans_too and _has_files_left(connection, lines))


def _has_files_left(connection: Connection, lines: list[Line]) -> bool:
    brought = {line.written.dossier for line in lines if named_in(line.written.fact)}
    return any(file_lane.left_of(connection, dossier) for dossier in brought)


def _keep(desk: Desk, day: date, ask: Ask) -> None:
    half = ask(day, False)
    with desk.store.read() as connection:
        lines = days.lines(connection, identity.of(connection).device, day)
    if half.totals != manifest_of(day, lines).totals:
        half = ask(day, True)
    with desk.store.write() as connection:
        keep(connection, half, desk.now())
        put_to_ask(connection, to_ask(connection) - {day})
        rest = {day} if _has_files_left(connection, lines) else set()
        put_after_files(connection, after_files(connection) - {day} | rest)


def _fact(connection: Connection, found: Look) -> DayClosed:
    head = head_of(connection, found.known.device, found.through)
    if not head:
        raise UserError("Máy còn đang nhận lại sổ của mình từ cấp trên; hãy đợi đồng bộ xong rồi chốt.")
    totals = found.own.totals
    return DayClosed(
        unit=found.known.unit,
        desk=found.known.desk,
        day=found.day,
        events=totals.events,
        received=totals.received,
        money=totals.money,
        through=found.through,
        head=head,
        nth=len(found.closings) + 1,
    )
