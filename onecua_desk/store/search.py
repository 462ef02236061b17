"""Pages of dossiers: by what is due, by words without accents, by the digits that people read out; newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal_column, or_, select, true

from onecua_desk.domain.text import digits, fold
from onecua_desk.store.dossiers import DossierRow, as_row
from onecua_desk.store.tables import dossier as table
from onecua_desk.store.tables import dossier_key, dossier_search, moment

PAGE = 200


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
            return literal_column("trouble = 1") == 1


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
    """At most ``size`` dossiers of ``chip`` that match ``text``, newest first, older than arrival ``before``."""
    query = matching(text).where(_chip(chip, horizon)).order_by(table.c.arrival.desc()).limit(size)
    if before is not None:
        query = query.where(table.c.arrival < before)
    return [as_row(row) for row in connection.execute(query)]


def matching(text: str) -> Select[tuple[object, ...]]:
    """The dossiers that ``text`` can mean: digits of a code, phone or number, else words of name and procedure."""
    query = select(table)
    number, words = digits(text), fold(text).split()
    if not words:
        return query
    if number and _mostly_digits(text):
        found = select(dossier_key.c.arrival).where(or_(_starts(number), _starts(f"<{number[::-1]}")))
        return query.where(table.c.arrival.in_(found))
    # A join, not IN: FTS5 then walks its own index from the newest row and stops when the page is full.
    joined = query.join(dossier_search, dossier_search.c.rowid == table.c.arrival)
    return joined.where(dossier_search.c.dossier_search.op("MATCH")(_all_words(words)))


def _mostly_digits(text: str) -> bool:
    return sum(char.isalpha() for char in text) <= 3


def _starts(prefix: str) -> ColumnElement[bool]:
    return and_(dossier_key.c.key >= prefix, dossier_key.c.key < prefix + "\uffff")


def _all_words(words: list[str]) -> str:
    """An FTS5 query: all words must occur; the last one may be unfinished."""
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    return " ".join(quoted) + "*"
