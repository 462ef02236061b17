"""What every verb needs, and the one way in which an event is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import Connection

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.dossier import Dossier, apply
from onecua_desk.domain.events import Event, EventId, Fact
from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.services import identity
from onecua_desk.store import dossiers, log
from onecua_desk.store.engine import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk's store, its calendar and its clock (naive Vietnam time, whole seconds)."""

    store: Store
    calendar: WorkCalendar
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a verb changed; announced once, and each screen decides whether it must read again."""

    dossiers: frozenset[EventId] = frozenset()
    renumbered: bool = False
    """Ids of dossiers changed: nobody may go on with one that was read before."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The value of a verb, and what it changed."""

    value: T
    changes: Changes


def record(desk: Desk, official: Official, id: EventId, make: Callable[[Dossier, datetime], Fact]) -> Done[Dossier]:
    """Append the fact that ``make`` builds from the dossier as it stands at that moment; the dossier after it.

    ``UserError`` when the dossier is unknown or its state does not allow the fact: nothing is written then.
    """
    with desk.store.write() as connection:
        after = append(connection, desk, official, id, make)
    return Done(after, Changes(frozenset({id})))


def append(
    connection: Connection, desk: Desk, official: Official, id: EventId, make: Callable[[Dossier, datetime], Fact]
) -> Dossier:
    """The same as ``record`` inside a transaction that writes more; whoever opened it announces the change."""
    at = desk.now()
    entries = log.of_dossier(connection, id)
    before = log.sum_up(entries).dossier
    if before is None:
        raise UserError("Không tìm thấy hồ sơ này trong máy.")
    event = Event(next_id(connection), id, at, official, make(before, at))
    after = apply(before, event)
    dossiers.project_entries(connection, id, [*entries, log.append(connection, event)])
    return after


def next_id(connection: Connection) -> EventId:
    """The number that the next event of this desk gets."""
    device = identity.of(connection).device
    return EventId(device, log.next_seq(connection, device))
