"""What the server answered to this desk's own events, and own events that it gave back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, select, union, update

from onecua_desk.domain.events import EventId
from onecua_desk.store import log, settings
from onecua_desk.store.log import UNSENT, UNSETTLED, at_position
from onecua_desk.store.tables import event as table
from onecua_desk.store.tables import unpacked
from onecua_desk.wire.codec import digest
from onecua_desk.wire.dialogue import Run
from onecua_desk.wire.messages import WireEvent

_UNPROVEN = "unproven"

_MOST_UNPROVEN = 10_000
"""A server that refuses more than so many, and accepts nothing from anybody in between, is not checked further."""


def answered(connection: Connection, device: int) -> int:
    """All own events up to this one are answered, save those that wait once more; 0 before the first."""
    mine = (table.c.device == device, table.c.status != "waiting")
    return connection.scalar(select(func.max(table.c.seq)).where(*mine)) or 0


def accepted(connection: Connection, device: int, after: int, until: int) -> int:
    """How many own events in (``after``, ``until``] are at the server."""
    those = (table.c.device == device, table.c.seq > after, table.c.seq <= until, table.c.status == "accepted")
    return connection.scalar(select(func.count()).where(*those)) or 0


class Verdict(NamedTuple):
    """What the server said of the own event ``seq``: accepted at ``position``, refused with ``sentence``, or held."""

    seq: int
    position: int | None = None
    sentence: str = ""
    settled: bool = False
    """Refused, and dealt with already."""

    @property
    def status(self) -> str:
        if self.position is not None:
            return "accepted"
        return ("settled" if self.settled else "refused") if self.sentence else "held"


def open_ones(connection: Connection, device: int, until: int) -> list[tuple[EventId, int]]:
    """Own events up to ``until`` that a verdict may change: dossier and number, dossier by dossier."""
    mine = (UNSETTLED, table.c.status.in_(UNSENT), table.c.device == device, table.c.seq <= until)
    query = select(table.c.dossier, table.c.seq).where(*mine).order_by(table.c.dossier, table.c.seq)
    return [(unpacked(row.dossier), row.seq) for row in connection.execute(query)]


def since(connection: Connection, device: int, answered: int, position: int) -> list[Verdict]:
    """What was said of own events above ``answered``, and of those accepted behind ``position``."""
    told = (table.c.device == device, table.c.status.in_(("accepted", "refused", "settled")))
    query = select(table.c.seq, table.c.position, table.c.sentence).where(*told)
    later = union(query.where(table.c.seq > answered), query.where(table.c.position > position))
    return [Verdict(row.seq, row.position, row.sentence) for row in connection.execute(later)]


def others_there(connection: Connection, device: int, run: Run, known_to: int) -> bool:
    """Whether other events than the own ones of ``run`` up to ``known_to`` stand at its positions."""
    behind = run.position + min(run.count, known_to + 1 - run.seq)
    there = (table.c.position >= run.position, table.c.position < behind)
    its = (table.c.device == device) & (table.c.position - table.c.seq == run.position - run.seq)
    return connection.scalar(select(table.c.seq).where(*there, ~its).limit(1)) is not None


class Unproven(NamedTuple):
    """Own events of which the server said something that no place in its order proves: nothing was accepted since."""

    refused: tuple[int, ...]
    held: tuple[int, ...]


def unproven(connection: Connection, device: int) -> Unproven:
    those = settings.get(connection, _UNPROVEN, list[int]) or []
    query = select(table.c.seq, table.c.status).where(table.c.device == device, table.c.seq.in_(those))
    found = connection.execute(query.where(table.c.status != "accepted").order_by(table.c.seq)).all()
    refused = tuple(row.seq for row in found if row.status in log.NOT_COUNTED)
    return Unproven(refused, tuple(row.seq for row in found if row.status in log.UNSENT))


def note_unproven(connection: Connection, proven: Iterable[int], told: Iterable[int]) -> None:
    """``told`` was refused or held just now; ``proven``: the order has gone on since these were."""
    before = settings.get(connection, _UNPROVEN, list[int]) or []
    if (after := sorted({*before} - {*proven} | {*told})[-_MOST_UNPROVEN:]) != before:
        settings.put(connection, _UNPROVEN, after)


def forget_unproven(connection: Connection) -> None:
    """All that was refused or held waits again."""
    settings.put(connection, _UNPROVEN, [])


def write(connection: Connection, device: int, verdicts: Sequence[Verdict]) -> None:
    """Write what was said of events that are open; the first answer to an event stands. ``PositionTaken``.

    One that was dropped keeps its sentence unless it was accepted, and is settled when it is refused.
    """
    values = [
        (one.status, one.status, one.position, one.status, one.sentence, device, one.seq, one.status)
        for one in verdicts
    ]
    statement = """UPDATE event SET
            status = iif(? = 'refused' AND sentence <> '', 'settled', ?),
            position = ?,
            sentence = iif(? <> 'accepted' AND sentence <> '', sentence, ?)
        WHERE device = ? AND seq = ? AND status IN ('waiting', iif(? = 'held', '', 'held'))"""
    with at_position([one.position for one in verdicts if one.position]):
        connection.exec_driver_sql(statement, values)


def reopen(connection: Connection, device: int, seq: int) -> None:
    """What was said of the own event ``seq`` was said of another one, unless it was accepted: it waits once more."""
    mine = (table.c.device == device, table.c.seq == seq)
    connection.execute(update(table).where(*mine, table.c.status == "settled").values(status="waiting"))
    again = (*mine, table.c.status.in_(("held", "refused")))
    connection.execute(update(table).where(*again).values(status="waiting", sentence=""))


class NotTheSame(Exception):
    """Another event of this desk is here under the number of one that the server gave back."""


def take_back(connection: Connection, wire: WireEvent) -> bool:
    """Write an own event that the server has and this desk lost; it waits for its verdict. ``False``: it was here."""
    there = connection.execute(select(table).where(table.c.device == wire.device, table.c.seq == wire.seq)).first()
    if there is None:
        log.append_wire(connection, wire)
    elif digest(log.wire_of(there)) != digest(wire):
        raise NotTheSame(wire.seq)
    return there is None
