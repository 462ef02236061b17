"""The lane of files: which files of own events the server still has to get, and how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert

from onecua_desk.domain.events import Event, EventId
from onecua_desk.domain.file import named_in
from onecua_desk.store.tables import event, file_lane, file_named, moment, packed, unpacked

T = TypeVar("T", bound=tuple[Any, ...])

_LEFT = file_lane.c.done_at.is_(None)
_SAME_EVENT = (event.c.device == file_named.c.device) & (event.c.seq == file_named.c.seq)
_COUNTS = event.c.status.not_in(("refused", "settled")) & ((event.c.status == "accepted") | (event.c.sentence == ""))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that the server has not acknowledged.

    ``sent``: bytes of it, as far as known; the server knows better. ``sentence``: why it is parked, empty while it is
    to go.
    """

    sha256: str
    size: int
    sent: int
    sentence: str


def enlist(connection: Connection, written: Event) -> None:
    """The files that an own event names join the lane, in the transaction that writes it."""
    id = written.id
    for file in named_in(written.fact):
        named = insert(file_named).values(device=id.device, seq=id.seq, sha256=file.sha256)
        connection.execute(named.on_conflict_do_nothing())
        lane = insert(file_lane).values(sha256=file.sha256, size=file.size)
        connection.execute(lane.on_conflict_do_nothing())


def next_to_send(connection: Connection, passed_over: Sequence[str] = ()) -> Waiting | None:
    """The smallest file whose event was accepted, save parked and ``passed_over`` ones; ``None`` when none is left."""
    ready = (_LEFT, file_lane.c.sentence == "", _named_by(event.c.status == "accepted"))
    query = select(file_lane).where(*ready, file_lane.c.sha256.not_in(passed_over))
    row = connection.execute(query.order_by(file_lane.c.size, file_lane.c.sha256).limit(1)).first()
    return None if row is None else Waiting(row.sha256, row.size, row.sent, row.sentence)


def left(connection: Connection) -> list[Waiting]:
    """Everything that the server has not acknowledged, parked ones too, smallest first."""
    query = select(file_lane).where(_LEFT, _named_by(_COUNTS)).order_by(file_lane.c.size, file_lane.c.sha256)
    return [Waiting(row.sha256, row.size, row.sent, row.sentence) for row in connection.execute(query)]


def count_left(connection: Connection) -> int:
    """How many files ``left`` gives."""
    return connection.scalar(select(func.count()).select_from(file_lane).where(_LEFT, _named_by(_COUNTS))) or 0


def count_parked(connection: Connection) -> int:
    """How many of them wait for a person."""
    parked = (_LEFT, file_lane.c.sentence != "", _named_by(_COUNTS))
    return connection.scalar(select(func.count()).select_from(file_lane).where(*parked)) or 0


def oldest(connection: Connection) -> datetime | None:
    """When the oldest event with a file left was written."""
    at = connection.scalar(_of_events_left(select(func.min(event.c.at))))
    return datetime.fromisoformat(at) if at else None


def left_of(connection: Connection, dossier: EventId) -> bool:
    """Whether the server has not acknowledged every file that own events of ``dossier`` brought."""
    mine = _of_events_left(select(event.c.seq)).where(event.c.dossier == packed(dossier))
    return connection.scalar(mine.limit(1)) is not None


def dossiers_left(connection: Connection) -> set[EventId]:
    """The dossiers of which ``left_of`` is true."""
    return {unpacked(key) for key in connection.scalars(_of_events_left(select(event.c.dossier)).distinct())}


def dossiers_of(connection: Connection, sha256: str) -> list[EventId]:
    """The dossiers whose own events name the file."""
    query = select(event.c.dossier).join(file_named, _SAME_EVENT).where(file_named.c.sha256 == sha256).distinct()
    return [unpacked(key) for key in connection.scalars(query.order_by(event.c.dossier))]


def reached(connection: Connection, sha256: str, sent: int) -> None:
    """The server keeps ``sent`` bytes of it."""
    _set(connection, [sha256], sent=sent)


def done(connection: Connection, sha256: str, at: datetime) -> None:
    """The server has the whole file."""
    _set(connection, [sha256], sent=0, sentence="", done_at=moment(at))


def park(connection: Connection, sha256: str, sentence: str) -> None:
    """It does not go until a person has looked at it; all others go on."""
    _set(connection, [sha256], sent=0, sentence=sentence)


def give_up(connection: Connection, sha256: str) -> None:
    """It does not go any more; a dossier that names it anew brings it into the lane again."""
    connection.execute(delete(file_lane).where(file_lane.c.sha256 == sha256, _LEFT))


def unpark(connection: Connection) -> None:
    """Every parked file is worth another try."""
    connection.execute(update(file_lane).where(_LEFT, file_lane.c.sentence != "").values(sentence=""))


def ask_again(connection: Connection, wanted: Sequence[str]) -> list[EventId]:
    """The server has lost these: they are sent once more. The dossiers that are unsent again, to be projected."""
    lost = connection.scalars(select(file_lane.c.sha256).where(file_lane.c.sha256.in_(wanted), ~_LEFT)).all()
    _set(connection, lost, sent=0, sentence="", done_at=None)
    return sorted({id for sha256 in lost for id in dossiers_of(connection, sha256)})


def doubt(connection: Connection, device: int, above: int) -> None:
    """The server was put back from a backup: files of own events above ``above`` are offered again.

    An offer costs no byte of the file where the server still has it.
    """
    named = select(file_named.c.sha256).where(file_named.c.device == device, file_named.c.seq > above)
    again = update(file_lane).where(file_lane.c.sha256.in_(named))
    connection.execute(again.values(sent=0, done_at=None))


def _set(connection: Connection, files: Sequence[str], **values: object) -> None:
    if files:
        connection.execute(update(file_lane).where(file_lane.c.sha256.in_(files)).values(values))


def _named_by(such: ColumnElement[bool]) -> ColumnElement[bool]:
    """That an event with ``such`` a status names the file of the lane."""
    return exists().where(file_named.c.sha256 == file_lane.c.sha256, _SAME_EVENT, such)


def _of_events_left(columns: Select[T]) -> Select[T]:
    """Columns of the log, of the events that count and name a file that is left."""
    query = columns.select_from(event).join(file_named, _SAME_EVENT)
    return query.join(file_lane, file_lane.c.sha256 == file_named.c.sha256).where(_LEFT, _COUNTS)
