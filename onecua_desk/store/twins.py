"""One thing under two numbers of this desk: it was put back from a backup in which it waits, and had sent it since."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, select

from onecua_desk.domain.events import ALONE, EventId, Received
from onecua_desk.store import begun_prints, log, printed_papers, register_entries
from onecua_desk.store.tables import event as table
from onecua_desk.store.tables import packed, unpacked
from onecua_desk.wire.messages import WireEvent

_WORDS = ("device", "at", "login", "kind", "body")
_BEGINS = frozenset([Received.kind, *(fact.kind for fact in ALONE)])
"""Kinds whose dossier is the event itself, which says nothing."""
_WAITS = (table.c.status == "waiting", table.c.sentence == "")
_UNSENT = (table.c.status.in_(log.UNSENT), table.c.sentence == "")


def reunite(connection: Connection, events: Sequence[WireEvent]) -> frozenset[EventId]:
    """The own ``events`` came back from the server: what waits here and says the same as one of them is dropped.

    What else waits of a dossier that was received so is written anew, of the dossier that the server knows. Nothing
    that is in the log is altered (a number that went up already must say there what it says here): it is dropped too.
    The dossiers that changed.
    """
    changed, known = set[EventId](), dict[int, int]()
    came = [wire.seq for wire in events]
    for wire in events if _others_wait(connection, events) else ():
        this = _found(connection, wire.device, wire.seq)
        others = (table.c.seq > wire.seq, table.c.seq.not_in(came), *_WAITS)
        for row in connection.execute(select(table).where(*_same_words(this), *others)).all():
            if not _says_the_same(connection, this, row):
                continue
            changed |= {unpacked(row.dossier), unpacked(this.dossier)}
            if row.kind == Received.kind:
                known[row.dossier] = this.dossier
            printed_papers.follow(connection, EventId(row.device, row.seq), EventId(wire.device, wire.seq))
            log.drop(connection, EventId(row.device, row.seq), f"{log.TWIN}{wire.seq}.")
    for old, new in known.items():
        _write_anew(connection, unpacked(old), unpacked(new), came)
    return frozenset(changed)


def _others_wait(connection: Connection, events: Sequence[WireEvent]) -> bool:
    """Whether anything waits behind the first of ``events`` that did not come with them: mostly nothing does."""
    if not events:
        return False
    behind = (table.c.device == events[0].device, table.c.seq > events[0].seq, *_WAITS)
    others = select(table.c.seq).where(*behind, table.c.seq.not_in([wire.seq for wire in events]))
    return connection.scalar(others.limit(1)) is not None


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
    same = connection.scalars(select(table.c.dossier).where(*_same_words(begun)).order_by(table.c.seq).limit(1))
    return int(same.one())


def _write_anew(connection: Connection, old: EventId, new: EventId, came: Sequence[int]) -> None:
    """What waits of the dossier ``old``, but for what ``came`` just now, is said of ``new``, under new numbers."""
    mine = (table.c.dossier == packed(old), table.c.seq.not_in(came), *_UNSENT)
    for row in connection.execute(select(table).where(*mine).order_by(table.c.seq)).all():
        id = EventId(row.device, log.next_seq(connection, row.device))
        log.append_wire(connection, msgspec.structs.replace(log.wire_of(row), seq=id.seq, dossier=new))
        printed_papers.follow(connection, EventId(row.device, row.seq), id)
        log.drop(connection, EventId(row.device, row.seq), "Đã gửi lại, dưới số khác.")
    register_entries.follow(connection, old, new)
    begun_prints.renumber(connection, lambda id: new if id == old else id)


def counting(connection: Connection, device: int, seq: int, refused: Set[int]) -> int | None:
    """The number of another own event that counts, is not among ``refused``, and says the same of the same dossier."""
    this = _found(connection, device, seq)
    others = (table.c.seq != seq, table.c.status.in_(("accepted", "waiting")), ~log.DROPPED)
    for row in connection.execute(select(table).where(*_same_words(this), *others)).all():
        if row.seq not in refused and _same_dossier(connection, this, row):
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
