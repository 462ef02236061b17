"""The projection of the log: one row a dossier, for lists and search, written with the event that changed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, insert, literal_column, or_, select, update

from onecua_desk.domain.course import Tracer
from onecua_desk.domain.dossier import Dossier, Folded
from onecua_desk.domain.events import EventId
from onecua_desk.domain.file import named_in
from onecua_desk.domain.parts import State
from onecua_desk.domain.processing_facts import tells_of_a_print
from onecua_desk.domain.text import digits, fold
from onecua_desk.domain.twice import overpaid
from onecua_desk.store import course, file_lane, log
from onecua_desk.store.tables import dossier as table
from onecua_desk.store.tables import dossier_key, moment, packed, unpacked

PROVISIONAL: ColumnElement[bool] = literal_column("provisional > ''")
"""The condition of a partial index, letter by letter."""

EXACT = 1 << 40
"""No desk has as many dossiers: above it stand the places of those that were found with their accents."""


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A dossier as a list shows it. ``arrival``: its place in the order in which dossiers came to this desk."""

    arrival: int
    id: EventId
    code: str
    procedure: str
    procedure_name: str
    applicant: str
    number: str
    phone: str
    received_at: datetime
    due: datetime | None
    state: State
    unsent: bool
    trouble: bool
    exact: bool = False
    """Found with just the accents that were asked for: such a one stands before all others."""

    @property
    def place(self) -> int:
        """Its place in the list that it was found in, which goes downwards."""
        return self.arrival + (EXACT if self.exact else 0)


class Projected(NamedTuple):
    """A dossier, the columns of its row, and what reports count of it (``None``: it does not count)."""

    dossier: Dossier
    columns: dict[str, Any]
    course: course.Rows | None


def project(connection: Connection, id: EventId) -> Dossier | None:
    """Fold the dossier's events again and write its row; the dossier, or ``None`` while it has no readable receipt."""
    return project_entries(connection, id, log.of_dossier(connection, id))


def project_entries(connection: Connection, id: EventId, entries: Sequence[log.Entry]) -> Dossier | None:
    """The same where the caller has read the events already."""
    values = projected(entries, files_left=_brings_files(entries) and file_lane.left_of(connection, id))
    there = connection.execute(select(table).where(table.c.id == packed(id))).first()
    if values is None:
        if there is not None:  # the server lost the receipt, see displaced.py
            connection.execute(delete(dossier_key).where(dossier_key.c.arrival == there.arrival))
            connection.execute(delete(table).where(table.c.arrival == there.arrival))
            course.forget(connection, there.arrival)
        return None
    dossier, columns, ran = values
    if there is None:
        arrival = connection.scalars(insert(table).values(columns).returning(table.c.arrival)).one()
        _write_keys(connection, arrival, keys_of(dossier))
        if ran is not None:
            course.add(connection, arrival, ran)
        return dossier
    if columns != {name: getattr(there, name) for name in columns}:
        connection.execute(update(table).where(table.c.id == packed(id)).values(columns))
        if (keys := keys_of(dossier)) != keys_kept(connection, there.arrival):
            connection.execute(delete(dossier_key).where(dossier_key.c.arrival == there.arrival))
            _write_keys(connection, there.arrival, keys)
    course.keep(connection, there.arrival, ran)
    return dossier


def _brings_files(entries: Sequence[log.Entry]) -> bool:
    return any(entry.event is not None and named_in(entry.event.fact) for entry in entries)


def projected(entries: Sequence[log.Entry], *, files_left: bool = False) -> Projected | None:
    """The dossier and its rows, as its events say; ``None`` without a readable receipt.

    ``files_left``: the server has not acknowledged all of its files, so it is not sent yet.
    """
    tracer = Tracer()
    folded = log.sum_up(entries, tracer)
    if folded.dossier is None:
        return None
    columns = _columns(folded.dossier) | _marks(entries, folded, files_left)
    return Projected(folded.dossier, columns, course.rows_of(tracer.course) if tracer.course else None)


def _columns(dossier: Dossier) -> dict[str, Any]:
    received = dossier.received
    return {
        "id": packed(dossier.id),
        "code": dossier.code,
        "provisional": dossier.provisional,
        "procedure": received.procedure,
        "procedure_name": received.procedure_name,
        "applicant": dossier.applicant.name,
        "number": dossier.applicant.number,
        "phone": dossier.applicant.phone,
        "received_at": moment(dossier.received_at),
        "due": moment(dossier.due) if dossier.due else None,
        "state": dossier.state.value,
        "open": int(not dossier.state.closed),
        "fold": fold(f"{dossier.applicant.name} {received.procedure_name}"),
    }


def _marks(entries: Sequence[log.Entry], folded: Folded, files_left: bool) -> dict[str, int]:
    """``trouble``: a person must look at it: something was refused, is unknown, does not fit, or was paid twice."""
    refused = any(entry.status == "refused" or _unknown(entry) for entry in entries)
    twice = folded.dossier is not None and overpaid(folded.dossier) > 0
    unsent = files_left or any(entry.unsent for entry in entries)
    return {"unsent": int(unsent), "trouble": int(refused or bool(folded.left_out) or twice)}


def _unknown(entry: log.Entry) -> bool:
    """A newer program wrote it, and it may have changed the dossier."""
    return entry.event is None and entry.counts and not tells_of_a_print(entry.wire.kind)


def keys_of(dossier: Dossier) -> list[str]:
    """The look-up keys: each number forwards and, behind ``<``, backwards, so that last digits find it.

    A provisional code is on paper too, whatever code the dossier has got since.

    Whoever handed it in for the applicant is found by theirs. While a result is with the post its consignment number
    is one of them, and so is the number that an imported dossier had in its register.
    """
    who, consignment = dossier.applicant, dossier.returned.consignment if dossier.returned else ""
    stands_in = dossier.received.representative
    texts = (dossier.code, dossier.provisional, who.phone, who.number, consignment, dossier.received.old_code)
    others = (stands_in.phone, stands_in.number) if stands_in else ()
    numbers = {digits(text) for text in (*texts, *others)} - {""}
    return sorted(key for number in numbers for key in (number, f"<{number[::-1]}"))


def keys_kept(connection: Connection, arrival: int) -> list[str]:
    """The look-up keys that are written for a row."""
    keys = select(dossier_key.c.key).where(dossier_key.c.arrival == arrival).order_by(dossier_key.c.key)
    return list(connection.scalars(keys))


def _write_keys(connection: Connection, arrival: int, keys: Sequence[str]) -> None:
    if keys:
        connection.execute(insert(dossier_key), [{"key": key, "arrival": arrival} for key in keys])


def by_code(connection: Connection, code: str) -> list[DossierRow]:
    """The dossiers with exactly this code: one, unless two desks were set up with the same number by mistake."""
    return [as_row(row) for row in connection.execute(select(table).where(named(code)))]


def named(code: str) -> ColumnElement[bool]:
    """The dossiers that have ``code``, as their own or as the provisional one that was printed first."""
    return or_(table.c.code == code, and_(PROVISIONAL, table.c.provisional == code))


def awaiting_number(connection: Connection, device: int) -> list[EventId]:
    """The dossiers that ``device`` received under a provisional code and that have no other yet, oldest first."""
    # The plus leaves SQLite only the index of provisional codes, which are few.
    id: ColumnElement[int] = literal_column("+id")
    own = id.between(packed(EventId(device, 0)), packed(EventId(device + 1, 0)))
    query = select(table.c.id).where(PROVISIONAL, table.c.code == table.c.provisional, own).order_by(id)
    return [unpacked(key) for key in connection.scalars(query)]


def as_row(row: Row[tuple[object, ...]], *, exact: bool = False) -> DossierRow:
    return DossierRow(
        arrival=row.arrival,
        id=unpacked(row.id),
        code=row.code,
        procedure=row.procedure,
        procedure_name=row.procedure_name,
        applicant=row.applicant,
        number=row.number,
        phone=row.phone,
        received_at=datetime.fromisoformat(row.received_at),
        due=datetime.fromisoformat(row.due) if row.due else None,
        state=State(row.state),
        unsent=bool(row.unsent),
        trouble=bool(row.trouble),
        exact=exact,
    )
