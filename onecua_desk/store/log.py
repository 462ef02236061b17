"""The event log: written once, read in the order that counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, func, insert, literal_column, select, update
from sqlalchemy.exc import IntegrityError

from onecua_desk.domain.dossier import Dossier, Folded, fold
from onecua_desk.domain.events import Event, EventId, Received
from onecua_desk.domain.parts import State
from onecua_desk.errors import UserError
from onecua_desk.store import file_lane, settings
from onecua_desk.store.tables import event as table
from onecua_desk.store.tables import moment, packed, unpacked
from onecua_desk.wire.codec import Garbled, UnknownKind, digest, from_wire, to_wire
from onecua_desk.wire.messages import LARGEST_FACT, Placed, WireEvent

LAST_SEQ = "last_seq"
"""The setting that holds what the server said of this device's numbers."""

FARTHEST_TOLD = 1 << 38
"""A server that speaks of a number above this one, which no desk reaches, is not believed."""

_FARTHEST = 1 << 39
"""The highest number that is written: above it an event could be neither sent nor given another number."""

UNSENT = ("waiting", "held")
NOT_COUNTED = ("refused", "settled")

# The conditions of partial indexes, letter by letter: SQLite uses one only where it finds it again in the query.
UNSETTLED: ColumnElement[bool] = literal_column("status IN ('waiting', 'held', 'refused')")
DROPPED = table.c.status.in_(UNSENT) & (table.c.sentence != "")
"""Own events that wait, and that were dealt with, by a person or by the program: the server is asked to refuse them."""

TWIN = "Đã gửi rồi, dưới số "
"""So begins the sentence of an own event that was dropped because it is another one, which the server had already."""

COUNTS = table.c.status.not_in(NOT_COUNTED) & ~DROPPED
"""What dossiers, sums and lists depend on."""

_ALONE: ColumnElement[bool] = literal_column("kind IN ('guided', 'turned_away', 'day_closed', 'clock_trusted')")


class PositionTaken(Exception):
    """The server gave two events the same place in its order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``event`` is ``None`` when this version of the program cannot read it."""

    wire: WireEvent
    event: Event | None
    status: str
    position: int | None
    sentence: str

    @property
    def counts(self) -> bool:
        """Whether the dossier's state depends on it: refused events do not, nor does what was dropped."""
        return counts(self.status, self.sentence)

    @property
    def unsent(self) -> bool:
        return self.status in UNSENT


def counts(status: str, sentence: str) -> bool:
    """``COUNTS`` of one row."""
    return status not in NOT_COUNTED and not (status in UNSENT and sentence)


def newest_seq(connection: Connection, device: int) -> int:
    """The highest number of an event of ``device`` that is here; 0 before the first."""
    return connection.scalar(select(func.max(table.c.seq)).where(table.c.device == device)) or 0


def next_seq(connection: Connection, device: int) -> int:
    """Above everything of this device, here and, as far as the server has told, there.

    ``UserError`` behind the last number.
    """
    seq = _last(connection, device) + 1
    if seq >= _FARTHEST:
        raise UserError("Số thứ tự ghi việc của máy này đã hết; hãy báo kỹ thuật, chưa ghi gì.")
    return seq


def can_be(connection: Connection, device: int, seq: int) -> bool:
    """Whether an own event may have the number ``seq``, of which the server speaks."""
    return seq <= max(FARTHEST_TOLD, _last(connection, device))


def _last(connection: Connection, device: int) -> int:
    return max(newest_seq(connection, device), settings.get(connection, LAST_SEQ, int) or 0)


def newest_of(connection: Connection, device: int, since: int = 0) -> datetime | None:
    """The latest moment that ``device`` wrote from its event ``since`` on; ``None`` where there is none.

    Read by moments from the newest: the plus keeps SQLite from gathering all events since.
    """
    query = select(table.c.at).where(table.c.device == device, literal_column("+seq") >= since)
    at = connection.scalar(query.order_by(table.c.at.desc()).limit(1))
    return datetime.fromisoformat(at) if at else None


def last_received(connection: Connection, device: int) -> EventId | None:
    """The dossier that ``device`` received last; ``None`` before the first."""
    once = (table.c.device == device, table.c.kind == Received.kind, ~table.c.sentence.startswith(TWIN))
    received = select(table.c.dossier).where(*once)
    key = connection.scalar(received.order_by(table.c.seq.desc()).limit(1))
    return None if key is None else unpacked(key)


def said_alone(connection: Connection, kind: str, field: str, since: datetime) -> Sequence[str]:
    """What ``field`` says in each fact of ``kind`` from ``since`` on; ``kind`` is one of ``events.ALONE``.

    Read by SQLite itself: thousands of facts in some milliseconds.
    """
    query = select(func.json_extract(table.c.body, f"$.{field}"))
    readable = (_ALONE, table.c.kind == kind, table.c.at >= moment(since), func.json_valid(table.c.body))
    return [said for said in connection.scalars(query.where(*readable)) if isinstance(said, str)]


def last_alone(connection: Connection, device: int, kind: str) -> Entry | None:
    """The newest fact of ``kind``, one of ``events.ALONE``, that ``device`` wrote; ``None`` before the first.

    The pluses leave SQLite only the index of these kinds: without them it walks through all events of the device.
    """
    query = select(table).where(_ALONE, table.c.kind == kind, literal_column("+device") == device)
    row = connection.execute(query.order_by(literal_column("+seq").desc()).limit(1)).first()
    return None if row is None else entry_of(row)


def append(connection: Connection, event: Event) -> Entry:
    """Write an own event; it waits for the server from now on. ``UserError`` when it is longer than can be sent."""
    entry = new_entry(event)
    connection.execute(insert(table), row(entry))
    file_lane.enlist(connection, event)
    return entry


def append_wire(connection: Connection, wire: WireEvent) -> None:
    """The same as it travels, whoever can read it: a newer program may have written it."""
    connection.execute(insert(table), columns_of(wire, "waiting", None))
    with suppress(UnknownKind, Garbled):  # the program that can read it will send its files
        file_lane.enlist(connection, from_wire(wire))


def row(entry: Entry) -> dict[str, object]:
    """The columns of an entry."""
    return columns_of(entry.wire, entry.status, entry.position)


def new_entry(event: Event) -> Entry:
    """An own event as it will stand in the log, not yet written; ``UserError`` when it is longer than can be sent."""
    wire = to_wire(event)
    if len(bytes(wire.body)) > LARGEST_FACT:
        raise UserError("Nội dung ghi quá dài; hãy rút ngắn, phần dài để trong giấy tờ kèm theo.")
    return Entry(wire, event, "waiting", None, "")


def drop(connection: Connection, id: EventId, sentence: str) -> None:
    """Somebody has dealt with an own event that waits: it goes up, since its number must not be missing, and is over.

    ``sentence`` says why. Nothing happens where it was answered meanwhile.
    """
    mine = (table.c.device == id.device, table.c.seq == id.seq, table.c.status.in_(UNSENT))
    connection.execute(update(table).where(*mine).values(sentence=sentence))


def place(connection: Connection, placed: Placed) -> bool:
    """Write an event at its place in the server's order; ``False`` when it was here already.

    ``PositionTaken`` when another event is here under its id or at its place, or it at another place.
    """
    wire = placed.event
    there = connection.execute(select(table).where(table.c.device == wire.device, table.c.seq == wire.seq)).first()
    if there is not None:
        if digest(wire_of(there)) != digest(wire) or there.position != placed.position:
            raise PositionTaken(f"event {wire.device}/{wire.seq} is another one here, or elsewhere")
        return False
    with at_position(placed.position):
        connection.execute(insert(table), columns_of(wire, "accepted", placed.position))
    return True


def is_there(connection: Connection, placed: Placed) -> bool:
    """Whether just this event stands at just this place."""
    there = connection.execute(select(table).where(table.c.position == placed.position)).first()
    return there is not None and digest(wire_of(there)) == digest(placed.event)


def others_between(connection: Connection, own: int, after: int, until: int) -> int:
    """How many events of others stand at the places from ``after`` + 1 to ``until``."""
    there = (table.c.device != own, table.c.position > after, table.c.position <= until)
    return connection.scalar(select(func.count()).where(*there)) or 0


@contextmanager
def at_position(position: object) -> Iterator[None]:
    """Around what gives events their places: ``PositionTaken`` where another one has it."""
    try:
        yield
    except IntegrityError as error:
        raise PositionTaken(f"position {position} is another event's") from error


def find(connection: Connection, id: EventId) -> Entry | None:
    row = connection.execute(select(table).where(table.c.device == id.device, table.c.seq == id.seq)).first()
    return entry_of(row) if row else None


def settle(connection: Connection, id: EventId) -> EventId:
    """A person has dealt with a refused event: it stays in the story and leaves the list of what is to settle.

    Returns the dossier it concerns; ``UserError`` when nothing of the kind is to settle.
    """
    mine = (table.c.device == id.device) & (table.c.seq == id.seq) & (table.c.status == "refused")
    key = connection.scalar(select(table.c.dossier).where(mine))
    if key is None:
        raise UserError("Việc này đã được xử lý rồi.")
    connection.execute(update(table).where(mine).values(status="settled"))
    return unpacked(key)


def of_dossier(connection: Connection, id: EventId) -> list[Entry]:
    """The dossier's events: accepted ones in the server's order, then own ones without an answer."""
    query = select(table).where(table.c.dossier == packed(id))
    order = (table.c.position.is_(None), table.c.position, table.c.device, table.c.seq)
    return [entry_of(row) for row in connection.execute(query.order_by(*order))]


def dossiers_in_order(connection: Connection) -> Sequence[EventId]:
    """Every dossier of the log, in the order in which they were received."""
    query = select(table.c.dossier).group_by(table.c.dossier).order_by(func.min(table.c.at), table.c.dossier)
    return [unpacked(key) for key in connection.scalars(query)]


def sum_up(entries: Iterable[Entry], seen: Callable[[Event, Dossier], object] = lambda event, dossier: None) -> Folded:
    """The dossier as ``entries`` say it; an unreadable one is left out (a newer program wrote it).

    Where the receipt itself was refused, its paper is out all the same: the dossier is then shown as the desk wrote it,
    but as refused, so that nobody waits for it. One that is another one (``TWIN``) is not shown: that one is.
    ``seen`` gets only events that count, each with the dossier after it.
    """
    readable = [(entry.event, entry) for entry in entries if entry.event is not None]
    folded = fold((event for event, entry in readable if entry.counts), seen)
    if folded.dossier is None:
        as_written = fold(event for event, entry in readable if not entry.sentence.startswith(TWIN)).dossier
        if as_written is not None:
            return Folded(replace(as_written, state=State.REFUSED))
    return folded


def columns_of(wire: WireEvent, status: str, position: int | None) -> dict[str, object]:
    """The row of an event that stands so in the log."""
    fields = {name: getattr(wire, name) for name in ("device", "seq", "login", "name", "kind")}
    key, body = packed(EventId(*wire.dossier)), bytes(wire.body).decode()
    return fields | {
        "dossier": key,
        "at": moment(wire.at),
        "body": body,
        "status": status,
        "position": position,
        "sentence": "",
    }


def wire_of(row: Row[tuple[object, ...]]) -> WireEvent:
    """The event of a row of the log, or of the displaced."""
    return WireEvent(
        device=row.device,
        seq=row.seq,
        dossier=unpacked(row.dossier),
        at=datetime.fromisoformat(row.at),
        login=row.login,
        name=row.name,
        kind=row.kind,
        body=msgspec.Raw(row.body.encode()),
    )


def entry_of(row: Row[tuple[object, ...]]) -> Entry:
    """The line of the log that a row is."""
    wire = wire_of(row)
    try:
        event = from_wire(wire)
    except (UnknownKind, Garbled):
        event = None
    return Entry(wire, event, row.status, row.position, row.sentence)
