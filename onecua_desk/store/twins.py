"""One thing under two numbers of this desk: it was put back from a backup in which it waits, and had sent it since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select, update

from onecua_desk.domain.events import ALONE, EventId, Received
from onecua_desk.store import begun_prints, chain, log, printed_papers, register_entries
from onecua_desk.store.tables import event as table
from onecua_desk.store.tables import packed, unpacked
from onecua_desk.wire.messages import WireEvent

_WORDS = ("device", "at", "login", "kind", "body")
_BEGINS = frozenset([Received.kind, *(fact.kind for fact in ALONE)])
"""Kinds whose dossier is the event itself, which says nothing."""


def reunite(connection: Connection, wire: WireEvent) -> frozenset[EventId]:
    """The own event ``wire`` came back from the server: what waits here and says the same is dropped (``log.drop``).

    What waits of a dossier that was received so is of the dossier of ``wire``. The dossiers that changed.
    """
    this = _found(connection, wire.device, wire.seq)
    waiting = (table.c.seq > wire.seq, table.c.status == "waiting", table.c.sentence == "")
    changed = set[EventId]()
    for row in connection.execute(select(table).where(*_same_words(this), *waiting)).all():
        if row.kind not in _BEGINS and row.dossier != this.dossier:
            continue
        changed |= {unpacked(row.dossier), unpacked(this.dossier)}
        if row.kind == Received.kind:
            _move(connection, row.dossier, this.dossier)
        printed_papers.follow(connection, EventId(row.device, row.seq), EventId(wire.device, wire.seq))
        log.drop(connection, EventId(row.device, row.seq), f"Đã gửi rồi, dưới số {wire.seq}.")
    return frozenset(changed)


def _move(connection: Connection, old: int, new: int) -> None:
    """What waits of the dossier ``old``, its receipt too, is of the dossier ``new``."""
    mine = (table.c.dossier == old, table.c.status.in_(log.UNSENT))
    connection.execute(update(table).where(*mine).values(dossier=new))
    chain.forget(connection, unpacked(old).seq - 1)
    register_entries.follow(connection, unpacked(old), unpacked(new))
    begun_prints.renumber(connection, lambda id: unpacked(new) if packed(id) == old else id)


def counts_already(connection: Connection, device: int, seq: int) -> bool:
    """Whether another own event that counts says the same of the same dossier."""
    this = _found(connection, device, seq)
    counting = (table.c.seq != seq, table.c.status.in_(("accepted", "waiting")), ~log.DROPPED)
    return any(
        _same_dossier(connection, this, other)
        for other in connection.execute(select(table).where(*_same_words(this), *counting)).all()
    )


def _same_dossier(connection: Connection, one: Row[Any], other: Row[Any]) -> bool:
    """Also where both are of what was received once, under two numbers."""
    if one.dossier == other.dossier or one.kind in _BEGINS:
        return True
    begun, others = (_row(connection, *unpacked(row.dossier)) for row in (one, other))
    return begun is not None and others is not None and _words(begun) == _words(others)


def _same_words(row: Row[Any]) -> Sequence[ColumnElement[bool]]:
    return [table.c[name] == getattr(row, name) for name in _WORDS]


def _words(row: Row[Any]) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in _WORDS)


def _row(connection: Connection, device: int, seq: int) -> Row[Any] | None:
    return connection.execute(_one(device, seq)).one_or_none()


def _found(connection: Connection, device: int, seq: int) -> Row[Any]:
    return connection.execute(_one(device, seq)).one()


def _one(device: int, seq: int) -> Select[Any]:
    return select(table).where(table.c.device == device, table.c.seq == seq)
