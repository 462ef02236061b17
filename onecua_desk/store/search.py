"""Pages of dossiers: by what is due, by words, days and numbers as people say them, by digits read out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from onecua_desk.domain.asked import Asked, asked, days_of_code
from onecua_desk.domain.numbering import is_dossier_code
from onecua_desk.domain.text import clean
from onecua_desk.store.dossiers import EXACT, DossierRow, as_row, by_code, named
from onecua_desk.store.search_match import anywhere, exactly, has_accents, in_names, matches, on_days, on_rows, said_in
from onecua_desk.store.tables import dossier as table
from onecua_desk.store.tables import dossier_key, dossier_search, moment, procedure_said

PAGE = 200

MANY, NEAR = 5_000, 2_000
"""More keys than the first are not collected before as many of the newest dossiers as the second were looked at."""

FEW = 100
"""From so many keys on, words that were typed with them are asked of the index and not of each dossier."""

TEN_DAYS = 10
"""What a code says that was cut off within the day; one that was cut off before names whole months."""


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
_month: ColumnElement[str] = literal_column("substr(received_at, 1, 7)")
_found = dossier_search.c
_FOUND: ColumnElement[int] = literal_column("+dossier_search.rowid")
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
    """At most ``size`` dossiers of ``chip`` that match ``text``, behind the place ``before`` (``DossierRow.place``).

    ``text`` can mean a whole code, digits of a code, phone or number, else words of name and procedure, days of receipt
    or appointment, a procedure's number; all at once too. Newest first, those with just the accents typed before all.
    """
    code = clean(text).upper()
    if is_dossier_code(code) and by_code(connection, code):  # digits do not tell a provisional code from another
        one = select(table).where(_chip(chip, horizon), named(code))
        return _rows(connection, one, table.c.arrival, before, size)
    if not code:
        return _rows(connection, select(table).where(_chip(chip, horizon)), table.c.arrival, before, size)
    wanted, among = asked(text, horizon.now.date()), None if chip is Chip.ALL else _chip(chip, horizon)
    if wanted == Asked():  # signs alone
        return []
    if (days := days_of_code(code)) and (begun := _with_code(connection, days, code, among, before, size)) is not None:
        return begun
    if not wanted.number or (wanted.words and _any(connection, _matching(anywhere(wanted), None))):
        return _indexed(connection, wanted, among, before, size)
    return _numbered(connection, wanted, chip, horizon, before, size)


def _rows(
    connection: Connection,
    query: Select[Any],
    order: ColumnElement[int],
    before: int | None,
    size: int,
    *,
    exact: bool = False,
) -> list[DossierRow]:
    if before is not None:
        query = query.where(order < before)
    found = connection.execute(query.order_by(order.desc()).limit(size))
    return [as_row(row, exact=exact) for row in found]


def _with_code(
    connection: Connection,
    days: Sequence[date],
    code: str,
    chip: ColumnElement[bool] | None,
    before: int | None,
    size: int,
) -> list[DossierRow] | None:
    """Those whose codes begin with ``code``, received on one of ``days``; ``None`` where none does."""
    begins = or_(*(column.startswith(code, autoescape=True) for column in (table.c.code, table.c.provisional)))
    if chip is None and len(days) > TEN_DAYS:
        months = partial(_in_months, connection, {f"{day:%Y-%m}" for day in days}, begins)
        rows = months(before, size)
        return rows if rows or (before is not None and months(None, 1)) else None
    query = _matching(on_days(days), chip).where(begins)
    rows = _rows(connection, query, _found.rowid, before, size)
    return rows if rows or (before is not None and _any(connection, query)) else None


def _in_months(
    connection: Connection, months: Collection[str], begins: ColumnElement[bool], before: int | None, size: int
) -> list[DossierRow]:
    """The index of months has each from its newest dossier on; SQLite merges them and stops when the page is full."""
    asked_for = begins if before is None else and_(begins, table.c.arrival < before)
    each = union_all(*(select(table.c.arrival).where(_month == month, asked_for) for month in months))
    newest = each.order_by(each.selected_columns.arrival.desc()).limit(size)
    return _rows(connection, select(table).where(table.c.arrival.in_(newest)), table.c.arrival, None, size)


def _indexed(
    connection: Connection, wanted: Asked, chip: ColumnElement[bool] | None, before: int | None, size: int
) -> list[DossierRow]:
    """By words of names where somebody has them all and no procedure does; else by words of either.

    "khai sinh" and "bích khai sinh" are looked for in both; "đặng thị ngọc b" would find every Ngọc with a "đăng ký".
    """
    if wanted.words and not _is_procedure(connection, wanted):
        rows = _accented(connection, wanted, in_names, chip, before, size)
        if rows or (before is not None and _any(connection, _matching(in_names(wanted), chip))):
            return rows
    return _accented(connection, wanted, anywhere, chip, before, size)


def _is_procedure(connection: Connection, wanted: Asked) -> bool:
    return any(said_in(wanted, words) for words in connection.scalars(select(procedure_said.c.words)))


def _accented(
    connection: Connection,
    wanted: Asked,
    query: Callable[..., str],
    chip: ColumnElement[bool] | None,
    before: int | None,
    size: int,
) -> list[DossierRow]:
    """Two lists one behind the other where accents were typed: those that have just them, and the rest."""
    plain = query(wanted)
    if not has_accents(wanted):
        return _rows(connection, _matching(plain, chip), _found.rowid, before, size)
    if before is None and len(rows := _rows(connection, _matching(plain, chip), _found.rowid, None, size)) < size:
        marked = [replace(row, exact=exactly(wanted, _words_of(row, query))) for row in rows]
        return sorted(marked, key=lambda row: -row.place)  # all of them: nothing need be asked twice
    accents, rows = query(wanted, accents=True), []
    if before is None or before > EXACT:
        since = None if before is None else before - EXACT
        rows = _rows(connection, _matching(accents, chip), _found.rowid, since, size, exact=True)
        before = None
    if len(rows) < size:
        others = _matching(f"({plain}) NOT ({accents})", chip)
        rows += _rows(connection, others, _found.rowid, before, size - len(rows))
    return rows


def _words_of(row: DossierRow, query: Callable[..., str]) -> str:
    return row.applicant if query is in_names else f"{row.applicant} {row.procedure_name}"


def _matching(match: str, chip: ColumnElement[bool] | None) -> Select[Any]:
    """Ordered by the index's own row number, FTS5 walks it from the newest row and stops when the page is full."""
    joined = select(table).join(dossier_search, _found.rowid == table.c.arrival)
    query = joined.where(matches(match))
    if chip is None:
        return query
    # The plus of _FOUND: look each found row up in the work list; without it SQLite asks FTS5 anew for every row of
    # that list.
    return query.where(_FOUND.in_(select(table.c.arrival).where(chip).correlate(None)))


def _any(connection: Connection, query: Select[Any]) -> bool:
    return connection.execute(query.order_by(_found.rowid.desc()).limit(1)).first() is not None


def _numbered(
    connection: Connection, wanted: Asked, chip: Chip, horizon: Horizon, before: int | None, size: int
) -> list[DossierRow]:
    """Those with the digits of ``wanted`` in a code or number, and all else that was asked for besides."""
    number, rest = wanted.number, replace(wanted, words=wanted.names, number="")
    many = _at_least(connection, number, MANY)
    if rest != Asked() and (many or _at_least(connection, number, FEW)):
        listed = None if chip is Chip.ALL else _chip(chip, horizon)
        both = _matching(anywhere(rest), listed).where(_has_key(number) if many else _FOUND.in_(_keyed(number)))
        return _rows(connection, both, _found.rowid, before, size)
    query = select(table).where(_chip(chip, horizon), on_rows(rest))
    if many:
        near = query.where(_has_key(number))
        if chip is Chip.ALL:
            near = near.where(table.c.arrival > _newest(before) - NEAR)
        rows = _rows(connection, near, table.c.arrival, before, size)
        if chip is not Chip.ALL or len(rows) == size:
            return rows
    return _rows(connection, query.where(table.c.arrival.in_(_keyed(number))), table.c.arrival, before, size)


def _at_least(connection: Connection, number: str, keys: int) -> bool:
    """Whether ``number`` begins or ends that many numbers, as "02" or the unit's own code does."""
    some = select(literal(1)).where(_key_of(number)).limit(keys).subquery()
    return connection.scalar(select(func.count()).select_from(some)) == keys


def _keyed(number: str) -> Select[tuple[int]]:
    return select(dossier_key.c.arrival).where(_key_of(number)).correlate(None)


def _has_key(number: str) -> ColumnElement[bool]:
    return exists().where(dossier_key.c.arrival == table.c.arrival, _key_of(number))


def _newest(before: int | None) -> ColumnElement[int] | int:
    return select(func.max(table.c.arrival)).correlate(None).scalar_subquery() if before is None else before


def _key_of(number: str) -> ColumnElement[bool]:
    return or_(starts(number), starts(f"<{number[::-1]}"))


def starts(prefix: str) -> ColumnElement[bool]:
    """The look-up keys that begin with ``prefix``."""
    return and_(dossier_key.c.key >= prefix, dossier_key.c.key < prefix + "\uffff")
