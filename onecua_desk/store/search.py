"""Pages of dossiers: by what is due, by words without accents, by the digits that people read out; newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal, literal_column, or_, select, true

from onecua_desk.domain.consignment import is_item_number
from onecua_desk.domain.numbering import is_dossier_code
from onecua_desk.domain.text import clean, digits, fold
from onecua_desk.store.dossiers import DossierRow, as_row, by_code, named
from onecua_desk.store.tables import dossier as table
from onecua_desk.store.tables import dossier_key, dossier_search, moment

PAGE = 200

MANY, NEAR = 5_000, 2_000
"""More keys than the first are not collected before as many of the newest dossiers as the second were looked at."""


class Chip(StrEnum):
    """The work lists of the dossier screen."""

    ALL = "all"
    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    AWAITING = "awaiting"
    READY = "ready"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Horizon:
    """The moments that part late from today from soon."""

    now: datetime
    end_of_today: datetime
    end_of_soon: datetime


_OPEN: ColumnElement[bool] = literal_column("open = 1")  # written out, so that SQLite may use the partial indexes
_TROUBLE: ColumnElement[bool] = literal_column("trouble = 1")
_found = dossier_search.c
_RUNNING = and_(_OPEN, table.c.state.in_(("received", "processing")))


def _chip(chip: Chip, horizon: Horizon) -> ColumnElement[bool]:
    now, today, soon = moment(horizon.now), moment(horizon.end_of_today), moment(horizon.end_of_soon)
    match chip:
        case Chip.ALL:
            return true()
        case Chip.LATE:
            return and_(_RUNNING, table.c.due < now)
        case Chip.TODAY:
            return and_(_RUNNING, table.c.due >= now, table.c.due <= today)
        case Chip.SOON:
            return and_(_RUNNING, table.c.due > today, table.c.due <= soon)
        case Chip.AWAITING:
            return and_(_OPEN, table.c.state == "awaiting_papers")
        case Chip.READY:
            return and_(_OPEN, table.c.state == "result_ready")
        case Chip.TROUBLE:
            return _TROUBLE


def counts(connection: Connection, horizon: Horizon) -> dict[Chip, int]:
    """How many dossiers each work list holds."""
    numbers = {}
    for chip in Chip:
        query = select(func.count()).select_from(table).where(_chip(chip, horizon))
        numbers[chip] = connection.scalar(query) or 0
    return numbers


def page(
    connection: Connection, chip: Chip, text: str, horizon: Horizon, before: int | None = None, size: int = PAGE
) -> list[DossierRow]:
    """At most ``size`` dossiers of ``chip`` that match ``text``, newest first, older than arrival ``before``.

    ``text`` can mean a whole code, digits of a code, phone or number, else words of name and procedure.
    """
    code = clean(text).upper()
    if is_dossier_code(code) and by_code(connection, code):  # digits do not tell a provisional code from another
        exact = select(table).where(_chip(chip, horizon), named(code))
        return _rows(connection, exact, table.c.arrival, before, size)
    number, words = digits(text), fold(clean(text)).split()  # a NUL would cut the FTS5 query off
    if words and not (number and _mostly_digits(text)):
        found = _with_words(words, None if chip is Chip.ALL else _chip(chip, horizon))
        return _rows(connection, found, _found.rowid, before, size)
    query = select(table).where(_chip(chip, horizon))
    if not words:
        return _rows(connection, query, table.c.arrival, before, size)
    if _means_many(connection, number):
        near = query.where(_has_key(number))
        if chip is Chip.ALL:
            near = near.where(table.c.arrival > _newest(before) - NEAR)
        rows = _rows(connection, near, table.c.arrival, before, size)
        if chip is not Chip.ALL or len(rows) == size:
            return rows
    among = table.c.arrival.in_(select(dossier_key.c.arrival).where(_key_of(number)))
    return _rows(connection, query.where(among), table.c.arrival, before, size)


def _rows(
    connection: Connection, query: Select[Any], order: ColumnElement[int], before: int | None, size: int
) -> list[DossierRow]:
    if before is not None:
        query = query.where(order < before)
    return [as_row(row) for row in connection.execute(query.order_by(order.desc()).limit(size))]


def _with_words(words: list[str], chip: ColumnElement[bool] | None) -> Select[Any]:
    """Ordered by the index's own row number, FTS5 walks it from the newest row and stops when the page is full."""
    joined = select(table).join(dossier_search, _found.rowid == table.c.arrival)
    query = joined.where(_found.dossier_search.op("MATCH")(_all_words(words)))
    if chip is None:
        return query
    # The plus: look each found row up in the work list; without it SQLite asks FTS5 anew for every row of that list.
    among = select(table.c.arrival).where(chip).correlate(None)
    return query.where(literal_column("+dossier_search.rowid").in_(among))


def _means_many(connection: Connection, number: str) -> bool:
    """Whether ``number`` begins or ends, like "02" or the unit's own code, too many numbers to collect them all."""
    keys = select(literal(1)).where(_key_of(number)).limit(MANY).subquery()
    return connection.scalar(select(func.count()).select_from(keys)) == MANY


def _has_key(number: str) -> ColumnElement[bool]:
    return exists().where(dossier_key.c.arrival == table.c.arrival, _key_of(number))


def _newest(before: int | None) -> ColumnElement[int] | int:
    return select(func.max(table.c.arrival)).correlate(None).scalar_subquery() if before is None else before


def _key_of(number: str) -> ColumnElement[bool]:
    return or_(starts(number), starts(f"<{number[::-1]}"))


def _mostly_digits(text: str) -> bool:
    return sum(char.isalpha() for char in text) <= 3 or is_item_number(text)


def starts(prefix: str) -> ColumnElement[bool]:
    """The look-up keys that begin with ``prefix``."""
    return and_(dossier_key.c.key >= prefix, dossier_key.c.key < prefix + "\uffff")


def _all_words(words: list[str]) -> str:
    """An FTS5 query: all words must occur; the last one may be unfinished."""
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    return " ".join(quoted) + "*"
