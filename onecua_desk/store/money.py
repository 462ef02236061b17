"""Payments in the log: those of a day, and the numbers of the receipts that were given for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, literal_column, select

from onecua_desk.domain.events import FeeVoided
from onecua_desk.domain.money import Movement
from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import Payment
from onecua_desk.store import log
from onecua_desk.store.tables import dossier
from onecua_desk.store.tables import event as table

# The conditions of the partial indexes, letter by letter: SQLite uses an index only where it finds them in the query.
_PAID: ColumnElement[bool] = literal_column("instr(body, '\"payment\":{') > 0")
_READABLE: ColumnElement[bool] = literal_column("json_valid(body)")
_NUMBERED: ColumnElement[bool] = literal_column('instr(body, \'"receipt":""\') = 0')
_receipt: ColumnElement[Any] = literal_column("json_extract(body, '$.payment.receipt')")

_NOT_VOIDING = table.c.kind != FeeVoided.kind


@dataclass(frozen=True, slots=True)
class GivenReceipt:
    """For which dossier, by whom and when a receipt was given."""

    number: str
    code: str
    official: str
    at: datetime


class _Paid(msgspec.Struct):
    """What every fact about money has; the rest of its body is passed over."""

    payment: Payment


def movements(connection: Connection, day: date) -> list[Movement]:
    """What was paid and taken back on ``day``, in the order of time; refused events do not count."""
    return _movements(connection, day, log.COUNTS)


def refused_movements(connection: Connection, day: date) -> list[Movement]:
    """What this desk took and gave back on ``day``, but the server refused and nobody has settled."""
    return _movements(connection, day, table.c.status == "refused")


def _movements(connection: Connection, day: date, status: ColumnElement[bool]) -> list[Movement]:
    columns = (table, dossier.c.code, dossier.c.procedure, dossier.c.procedure_name)
    joined = select(*columns).join(dossier, dossier.c.id == table.c.dossier, isouter=True)
    first, after = day.isoformat(), (day + timedelta(days=1)).isoformat()
    query = joined.where(_PAID, table.c.at >= first, table.c.at < after, status)
    rows = connection.execute(query.order_by(table.c.at, table.c.device, table.c.seq))
    return [movement for row in rows if (movement := _movement(row))]


def last_receipt(connection: Connection, device: int, login: str, since: date) -> str:
    """The number of the receipt that the official gave last at this device; empty where there was none ``since`` then.

    The same sign-in name at another desk may be somebody else, with a book of their own.
    """
    mine = (table.c.device == device, table.c.login == login, table.c.at >= since.isoformat())
    query = select(_receipt).where(_PAID, _NUMBERED, *mine, _READABLE, _NOT_VOIDING, log.COUNTS)
    return connection.scalar(query.order_by(table.c.at.desc(), table.c.seq.desc()).limit(1)) or ""


def receipt_given(connection: Connection, number: str) -> GivenReceipt | None:
    """Where this number was given already, voided or not; the newest where there are several."""
    query: Select[Any] = select(table.c.at, table.c.name, dossier.c.code)
    query = query.join(dossier, dossier.c.id == table.c.dossier, isouter=True)
    query = query.where(_receipt == number, _PAID, _READABLE, _NOT_VOIDING, log.COUNTS)
    row = connection.execute(query.order_by(table.c.at.desc()).limit(1)).first()
    return GivenReceipt(number, row.code or "", row.name, datetime.fromisoformat(row.at)) if row else None


def _movement(row: Row[Any]) -> Movement | None:
    try:
        payment = msgspec.json.decode(row.body, type=_Paid).payment
    except msgspec.MsgspecError:  # of a newer program, whose events this one only keeps
        return None
    at, official = datetime.fromisoformat(row.at), Official(row.login, row.name)
    voided = row.kind == FeeVoided.kind
    return Movement(at, official, payment, voided, row.procedure or "", row.procedure_name or "", row.code or "")
