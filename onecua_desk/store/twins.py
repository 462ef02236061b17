"""One thing under two numbers of this desk: it was put back from a backup in which it waits, and had sent it since."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, literal_column, select

from onecua_desk.domain.events import ALONE, EventId, Received
from onecua_desk.store import begun_prints, log, printed_papers, register_entries
from onecua_desk.store.tables import event as table
from onecua_desk.store.tables import packed, unpacked
from onecua_desk.wire.messages import WireEvent

_WORDS = ("device", "at", "login", "kind", "body")
_BEGINS = frozenset([Received.kind, *(fact.kind for fact in ALONE)])
"""Kinds whose dossier is the event itself, which says nothing."""

# The plus leaves SQLite only the index of moments: by numbers it would read everything that the device wrote since.
_seq: ColumnElement[int] = literal_column("+seq")


def reunite(connection: Connection, events: Sequence[WireEvent]) -> frozenset[EventId]:
    """The own ``events`` came back from the server: what waits here and says the same as one of them is dropped.

    What else waits of a dossier that was received so is written anew, of the dossier that the server knows. Nothing
    that is in the log is altered (a number that went up already must say there what it says here): it is dropped too.
    The dossiers that changed.
    """
    changed, known = set[EventId](), dict[int, int]()
    came = {wire.seq for wire in events}
    for wire in events:
        this = _found(connection, wire.device, wire.seq)
        waiting = (_seq > wire.seq, table.c.status == "waiting", table.c.sentence == "")
        for row in connection.execute(select(table).where(*_same_words(this), *waiting)).all():
            if row.seq in came or not _says_the_same(connection, this, row):
                continue
            changed |= {unpacked(row.dossier), unpacked(this.dossier)}
            if row.kind == Received.kind:
                known[row.dossier] = _first_receipt(connection, this.dossier)
            printed_papers.follow(connection, EventId(row.device, row.seq), EventId(wire.device, wire.seq))
            log.drop(connection, EventId(row.device, row.seq), f"{log.TWIN}{wire.seq}.")
    for old, new in known.items():
        _write_anew(connection, unpacked(old), unpacked(new), came)
    return frozenset(changed | {unpacked(new) for new in known.values()})


def _says_the_same(connection: Connection, this: Row[Any], row: Row[Any]) -> bool:
    """Not where ``this`` is of a dossier that was received before: the server has refused it with that dossier."""
    if row.kind not in _BEGINS and _first_receipt(connection, this.dossier) != this.dossier:
        return False
    return _same_dossier(connection, this, row)


def _first_receipt(connection: Connection, dossier: int) -> int:
    """The dossier that was received first with just the words with which ``dossier`` was."""
    begun = _row(connection, *unpacked(dossier))
    if begun is None:
        return dossier
    same = connection.scalars(select(table.c.dossier).where(*_same_words(begun)).order_by(_seq).limit(1))
    return int(same.one())


def _write_anew(connection: Connection, old: EventId, new: EventId, came: Set[int]) -> None:
    """What waits of the dossier ``old``, but for what ``came`` just now, is said of ``new``, under new numbers."""
    mine = (table.c.dossier == packed(old), table.c.status.in_(log.UNSENT), table.c.sentence == "")
    for row in connection.execute(select(table).where(*mine).order_by(table.c.seq)).all():
        if row.seq in came:
            continue
        id = EventId(row.device, log.next_seq(connection, row.device))
        log.append_wire(connection, msgspec.structs.replace(log.wire_of(row), seq=id.seq, dossier=new))
        printed_papers.follow(connection, EventId(row.device, row.seq), id)
        log.drop(connection, EventId(row.device, row.seq), "Đã gửi lại, dưới số khác.")
    register_entries.follow(connection, old, new)
    begun_prints.renumber(connection, lambda id: new if id == old else id)


def counting(connection: Connection, device: int, seq: int, but: Set[int], *, refused: bool) -> int | None:
    """The number of another own event that says the same of the same dossier, and is none of ``but``.

    It counts; or it is ``refused``, where that is wanted too: people see that it was.
    """
    this = _found(connection, device, seq)
    statuses = ("accepted", "waiting", "refused") if refused else ("accepted", "waiting")
    others = (table.c.seq != seq, table.c.status.in_(statuses), ~log.DROPPED)
    for row in connection.execute(select(table).where(*_same_words(this), *others)).all():
        if row.seq not in but and _same_dossier(connection, this, row):
            return int(row.seq)
    return None


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
