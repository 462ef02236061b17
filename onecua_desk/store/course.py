"""The second projection of the log: what reports count, one narrow row a dossier and one for each earlier term.

Only events that count make it, so a dossier whose receipt was refused has none.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, delete, insert, select, union

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.course import Course, Term
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.payment import PayWay
from onecua_desk.store.tables import course as table
from onecua_desk.store.tables import course_term, dossier, moment

Columns = dict[str, Any]

_TABLES = (table, course_term)

NEVER = "9999-12-31T23:59:59"
"""When a dossier is resolved that is pending."""

LONGEST = 14
"""The last class of ``reach``: pending, or longer in hand than any period looks back."""


class Rows(NamedTuple):
    """The row of a dossier and those of its earlier terms, in order of time, all without its arrival."""

    row: Columns
    terms: list[Columns]


def rows_of(course: Course) -> Rows:
    terms = [_term(term, following.since) for term, following in pairwise(course.terms)]
    return Rows(_times(course) | _groups(course) | _marks(course.dossier), terms)


def _times(course: Course) -> Columns:
    last = course.terms[-1]
    return {
        "reach": reach(course.received_at, course.resolved_at),
        "received_at": moment(course.received_at),
        "resolved_at": moment(course.resolved_at) if course.resolved_at else NEVER,
        "since": moment(last.since),
        **_standing(last),
    }


def _standing(term: Term) -> Columns:
    return {
        "due": moment(term.due) if term.due else None,
        "due_by_law": moment(term.due_by_law) if term.due_by_law else None,
        "waiting": int(term.waiting),
    }


def _term(term: Term, until: datetime) -> Columns:
    return {"since": moment(term.since), "until": moment(until), **_standing(term)}


def _groups(course: Course) -> Columns:
    received = course.dossier.received
    body = received.solved_by
    return {
        "online": int(received.channel is Channel.ONLINE),
        "field": received.field,
        "unit": body,
        "elsewhere": int(body not in (received.unit.parent, received.unit.name)),
        "login": course.official.login,
        "official": course.official.name,
        "ending": _ending(course),
        "cause": course.cause.value if course.cause else "",
        "limit_value": received.limit.value if received.limit else None,
        "limit_unit": received.limit.unit.value if received.limit else "",
    }


def _ending(course: Course) -> str:
    """How it was resolved: ``"result"``, else the state without one; empty while it is pending."""
    if course.resolved_at is None:
        return ""
    return "result" if course.dossier.result else course.dossier.state.value


def _marks(dossier: Dossier) -> dict[str, Any]:
    of_result = dossier.result.files if dossier.result else ()
    return {
        "scanned": int(any(file not in of_result for file in dossier.files)),
        "result_scanned": int(any(file in of_result for file in dossier.files)),
        "reused": int(any(paper.reused for paper in dossier.papers)),
        "charged": int(bool(dossier.received.fee.amount or dossier.paid)),
        "paid_online": int(any(payment.way is PayWay.ONLINE for payment in dossier.payments)),
        "rating": dossier.rated.rating.value if dossier.rated else "",
    }


def reach(received_at: datetime, resolved_at: datetime | None) -> int:
    """The class of how long a dossier was in hand: 0 within one day, n for less than ``2 ** n`` days.

    Whoever looks for what was open on a day looks back so far in each class, and no farther.
    """
    if resolved_at is None:
        return LONGEST
    return min((resolved_at.date() - received_at.date()).days.bit_length(), LONGEST)


def keep(connection: Connection, arrival: int, wanted: Rows | None) -> None:
    """Have the rows of a dossier be ``wanted``; ``None``: it does not count."""
    if (there := kept(connection, arrival)) == wanted:
        return
    if there is not None:
        forget(connection, arrival)
    if wanted is not None:
        add(connection, arrival, wanted)


def add(connection: Connection, arrival: int, rows: Rows) -> None:
    """The rows of a dossier that has none."""
    for target, values in numbered(arrival, rows).items():
        if values:
            connection.execute(insert(target), values)


def numbered(arrival: int, rows: Rows) -> dict[Table, list[Columns]]:
    """The rows as they are written."""
    return {
        table: [{"arrival": arrival, **rows.row}],
        course_term: [{"arrival": arrival, **term} for term in rows.terms],
    }


def kept(connection: Connection, arrival: int) -> Rows | None:
    """The rows that are written for a dossier."""
    row = connection.execute(select(table).where(table.c.arrival == arrival)).first()
    if row is None:
        return None
    found = select(course_term).where(course_term.c.arrival == arrival).order_by(course_term.c.since)
    return Rows(_without_arrival(row), [_without_arrival(term) for term in connection.execute(found)])


def _without_arrival(row: Any) -> Columns:
    return {name: value for name, value in row._mapping.items() if name != "arrival"}


def forget(connection: Connection, arrival: int) -> None:
    for target in _TABLES:
        connection.execute(delete(target).where(target.c.arrival == arrival))


def ownerless(connection: Connection) -> list[int]:
    """The arrivals of rows that no dossier has."""
    of_none = [select(target.c.arrival).where(target.c.arrival.not_in(select(dossier.c.arrival))) for target in _TABLES]
    return sorted(set(connection.scalars(union(*of_none))))
