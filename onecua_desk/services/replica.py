"""The desk's side of the exchange with the level above: what goes up, what comes down, and how far both are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from onecua_desk.domain.events import EventId
from onecua_desk.services import clock_guard, identity
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.store import dossiers, log, renumber, settings
from onecua_desk.store.log import Outbox
from onecua_desk.wire.messages import EVENTS_UP, PROTOCOL, Answer, Request

__all__ = ["Outbox", "Refusal", "Standing", "apply", "prepare", "refusals", "standing", "try_again"]


class Contradiction(Exception):
    """The server's answer cannot belong to what this desk knows; nothing of it was taken over."""


def prepare(desk: Desk) -> Request:
    """The next request: own events that wait for an answer, oldest first, and the cursor."""
    with desk.store.read() as connection:
        device = identity.of(connection).device
        events = log.waiting(connection, device, EVENTS_UP)
        return Request(PROTOCOL, device, _cursor(connection), events, log.answered(connection, device))


def apply(desk: Desk, request: Request, answer: Answer) -> Changes:
    """Take over verdicts, others' events and the cursor in one transaction; fold the dossiers concerned again."""
    with desk.store.write() as connection:
        if _cursor(connection) != request.cursor or answer.cursor < request.cursor + answer.more:
            raise Contradiction(f"cursor {request.cursor} to {answer.cursor}")
        if 0 < answer.last_seq < request.answered:
            raise Contradiction(f"the server lost events: it answered {request.answered}, now knows {answer.last_seq}")
        try:
            changed = _verdicts(connection, request, answer)
            moved = _move_on(connection, request, answer)
            changed |= _placed(connection, request, answer)
        except log.PositionTaken as error:
            raise Contradiction(str(error)) from error
        _note_server(connection, answer.server)
        settings.put(connection, "cursor", answer.cursor)
        settings.put(connection, log.LAST_SEQ, answer.last_seq)
        now = desk.now()
        settings.put(connection, "answered_at", now)
        clock_guard.note(connection, now, answer.now)
        for id in changed:
            dossiers.project(connection, id)
    return Changes(frozenset(changed), renumbered=moved)


def _verdicts(connection: Connection, request: Request, answer: Answer) -> set[EventId]:
    asked = {event.seq for event in request.events} - _taken(answer)
    if any(verdict.status == "accepted" and not verdict.position for verdict in answer.verdicts):
        raise Contradiction("accepted without a position")
    judged = (log.judge(connection, request.device, verdict) for verdict in answer.verdicts if verdict.seq in asked)
    return {id for id in judged if id is not None}


def _move_on(connection: Connection, request: Request, answer: Answer) -> bool:
    """Where the server has other events under our numbers (a backup was put back): what waits is numbered above."""
    if _taken(answer):
        renumber.move_on(connection, request.device, answer.last_seq)
    return bool(_taken(answer))


def _taken(answer: Answer) -> set[int]:
    return {verdict.seq for verdict in answer.verdicts if verdict.status == "taken"}


def _placed(connection: Connection, request: Request, answer: Answer) -> set[EventId]:
    changed, last = set(), request.cursor
    for placed in answer.events:
        known = placed.event.device == request.device and placed.event.seq <= request.answered
        if not last < placed.position <= answer.cursor or known:
            raise Contradiction(f"event at {placed.position} after {last}")
        last = placed.position
        if log.place(connection, placed):
            changed.add(EventId(*placed.event.dossier))
    return changed


def try_again(desk: Desk) -> None:
    """At the start of the program: send once more what the server could not judge."""
    with desk.store.write() as connection:
        log.release_held(connection)


def _note_server(connection: Connection, version: str) -> None:
    known = settings.get(connection, "server", str)
    if known != version:
        settings.put(connection, "server", version)
        if known is not None:
            log.release_held(connection)


def _cursor(connection: Connection) -> int:
    return settings.get(connection, "cursor", int) or 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the server has and what it has not; ``answered_at``: when it last answered."""

    outbox: Outbox
    answered_at: datetime | None


def standing(desk: Desk) -> Standing:
    with desk.store.read() as connection:
        return Standing(log.outbox(connection), settings.get(connection, "answered_at", datetime))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something the server refused: which event of which dossier, what it was, and the server's sentence."""

    id: EventId
    dossier: EventId
    code: str
    title: str
    detail: str
    at: datetime
    sentence: str


def refusals(desk: Desk) -> list[Refusal]:
    """What is in *Cần xử lý*, oldest first."""
    with desk.store.read() as connection:
        return [_refusal(connection, entry) for entry in log.refused(connection)]


def _refusal(connection: Connection, entry: log.Entry) -> Refusal:
    dossier = EventId(*entry.wire.dossier)
    known = log.sum_up(log.of_dossier(connection, dossier)).dossier
    title, detail = (entry.event.fact.title, entry.event.fact.detail()) if entry.event else (entry.wire.kind, "")
    id = EventId(entry.wire.device, entry.wire.seq)
    return Refusal(id, dossier, known.code if known else "", title, detail, entry.wire.at, entry.sentence)
