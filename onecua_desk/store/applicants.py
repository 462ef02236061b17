"""The dossiers of one person: found by the beginning of a name, by digits of number or phone, by the whole number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, literal_column, or_, select

from onecua_desk.domain.asked import Asked, parted
from onecua_desk.domain.text import digits, fold
from onecua_desk.store.dossiers import DossierRow, as_row
from onecua_desk.store.search import starts
from onecua_desk.store.search_match import beginning, in_names, matches
from onecua_desk.store.tables import dossier as table
from onecua_desk.store.tables import dossier_key, dossier_search

FEWEST, BEGINNING = 4, 6
"""Digits from which last digits are looked up, and from which first digits are: fewer begin too many numbers."""

LONGEST = 15
"""Digits of a phone (ITU-T E.164); a citizen's number has 12, a tax code 13. A dossier's code has more, and its first
digits, the unit's own, begin those of every other dossier: reading all their rows takes a third of a second."""

FOUND = 60
"""The newest dossiers among which the different people are told apart."""

_OPEN: ColumnElement[bool] = literal_column("open = 1")
_number = func.replace(table.c.number, "-", "")
_phone = func.replace(table.c.phone, "+", "")


def by_digits(connection: Connection, number: str) -> list[DossierRow]:
    """The newest dossiers whose applicant's number or phone ends, or with enough digits begins, with ``number``."""
    if len(number) < FEWEST:
        return []
    ends = _no_longer(LONGEST + 1, starts(f"<{number[::-1]}"))
    keys = or_(_no_longer(LONGEST, starts(number)), ends) if len(number) >= BEGINNING else ends
    shapes = (f"{number}%", f"%{number}") if len(number) >= BEGINNING else (f"%{number}",)
    own = or_(*(column.like(shape) for column in (_number, _phone) for shape in shapes))  # not the dossier's code
    return _newest(connection, select(table).where(own, table.c.arrival.in_(_arrivals(keys))))


def _no_longer(most: int, keys: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(keys, func.length(dossier_key.c.key) <= most)


def by_name(connection: Connection, name: str) -> list[DossierRow]:
    """The newest dossiers whose applicant's name begins with ``name``, else those with all its words in the name."""
    begins = beginning(name)
    if begins is None:
        return []
    query, own = begins
    found = _newest(connection, _matching(query).where(own), dossier_search.c.rowid)
    words = tuple(parted(name))
    return found or _newest(connection, _matching(in_names(Asked(words))), dossier_search.c.rowid)


def by_number(connection: Connection, number: str, most: int) -> list[DossierRow]:
    """The newest dossiers, at most ``most``, of exactly this number."""
    return _newest(connection, _of_number(number), most=most) if number else []


def counts(connection: Connection, rows: Sequence[DossierRow]) -> list[int]:
    """How many dossiers the applicant of each of ``rows`` has here; without a number they are known by name and phone.

    One question for all: asked one by one, the questions would take longer than the answers.
    """
    keys = {digits(row.number or row.phone) for row in rows} - {""}
    who = (table.c.number, table.c.phone, table.c.applicant)
    among = table.c.arrival.in_(_arrivals(dossier_key.c.key.in_(keys)))
    found = connection.execute(select(*who, func.count().label("times")).where(among).group_by(*who)).all()
    return [max(sum(one.times for one in found if _is_of(row, one)), 1) for row in rows]


def _is_of(row: DossierRow, other: Row[tuple[Any, ...]]) -> bool:
    if row.number:
        return bool(row.number == other.number)
    same = (row.phone, row.applicant) == (other.phone, other.applicant)
    return bool(row.phone) and not other.number and same


def open_of_number(connection: Connection, number: str, procedure: str) -> list[DossierRow]:
    return _newest(connection, _of_number(number).where(_OPEN, table.c.procedure == procedure))


def open_of_name(connection: Connection, name: str, procedure: str) -> list[DossierRow]:
    """Open dossiers for ``procedure`` of people with this name, whatever its marks."""
    begins = beginning(name, whole=True)
    if begins is None:
        return []
    query, own = begins
    theirs = _matching(query).where(own, _OPEN, table.c.procedure == procedure)
    found = _newest(connection, theirs, dossier_search.c.rowid)
    return [row for row in found if fold(row.applicant) == fold(name)]


def _of_number(number: str) -> Select[tuple[object, ...]]:
    among = table.c.arrival.in_(_arrivals(dossier_key.c.key == digits(number)))
    return select(table).where(table.c.number == number, among)


def _arrivals(keys: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(dossier_key.c.arrival).where(keys)


def _matching(query: str) -> Select[tuple[object, ...]]:
    return select(table).join(dossier_search, dossier_search.c.rowid == table.c.arrival).where(matches(query))


def _newest(
    connection: Connection,
    query: Select[tuple[object, ...]],
    order: ColumnElement[int] = table.c.arrival,
    most: int = FOUND,
) -> list[DossierRow]:
    """FTS5 walks its own row number from the newest row and stops when there are enough: hence ``order``."""
    return [as_row(row) for row in connection.execute(query.order_by(order.desc()).limit(most))]
