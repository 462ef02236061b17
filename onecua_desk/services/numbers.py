"""The desk's serials at the exchange: slices that the level above gives, and official codes for provisional ones."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection

from onecua_desk.domain.dossier import apply
from onecua_desk.domain.events import Event, EventId, Numbered
from onecua_desk.domain.numbering import placed
from onecua_desk.domain.parts import Official
from onecua_desk.services import identity
from onecua_desk.services.identity import Identity
from onecua_desk.store import dossiers, log, serials
from onecua_desk.store.log import Entry
from onecua_desk.wire.dialogue import LOW_WATER, MOST_DAYS


def short_of(connection: Connection, today: date) -> tuple[date, ...]:
    """The days for which this desk needs serials: those of its provisional codes, and today where few are left."""
    me = identity.of(connection)
    days = {_day(connection, id) for id in _to_number(connection, me)}
    if serials.left(connection, me.unit.code, me.desk, today) < LOW_WATER:
        days.add(today)
    return tuple(sorted(days, reverse=True)[:MOST_DAYS])


def all_is_known(connection: Connection, today: date) -> None:
    """An answer with everything that the server has of this desk is here: ends what ``store.copied`` began."""
    me = identity.of(connection)
    serials.all_is_known(connection, me.unit.code, me.desk, today)


def number_waiting(connection: Connection, now: datetime) -> frozenset[EventId]:
    """Give the dossiers received under a provisional code their official one, as far as there are serials of their day.

    The dossiers that changed. Call it at the end of an answer: what the desk had lost came before, so that all serials
    given out are known.
    """
    me = identity.of(connection)
    return frozenset(id for id in _to_number(connection, me) if _number(connection, me, id, now))


def _number(connection: Connection, me: Identity, id: EventId, now: datetime) -> bool:
    entries = log.of_dossier(connection, id)
    before = log.sum_up(entries).dossier
    assert before is not None
    code = serials.take_official(connection, me.unit.code, me.desk, placed(before.code).day)
    if code is None:
        return False
    machine = Official("", f"Quầy {me.desk} (máy tự ghi)")
    event = Event(EventId(me.device, log.next_seq(connection, me.device)), id, now, machine, Numbered(code))
    apply(before, event)
    dossiers.project_entries(connection, id, [*entries, log.append(connection, event)])
    return True


def _to_number(connection: Connection, me: Identity) -> list[EventId]:
    """Oldest first; where the server refused the receipt or a number before, a person has to look at it first."""
    waiting = dossiers.awaiting_number(connection, me.device)
    return [id for id in waiting if not any(map(_was_refused, log.of_dossier(connection, id)))]


def _was_refused(entry: Entry) -> bool:
    receipt, number = entry.wire.kind == "received", entry.wire.kind == Numbered.kind
    return (receipt and not entry.counts) or (number and entry.status == "refused")


def _day(connection: Connection, id: EventId) -> date:
    dossier = log.sum_up(log.of_dossier(connection, id)).dossier
    assert dossier is not None
    return placed(dossier.code).day
