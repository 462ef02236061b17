"""Earlier applicants among many dossiers: what is offered while typing, and what is asked about one person at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from onecua_desk.domain.parts import Applicant
from onecua_desk.domain.text import fold
from onecua_desk.services import applicants
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import DossierRow
from tests.bench.big_store import big_store, opened
from tests.bench.figures import WARM_UP, Line, line, once
from tests.bench.search import _sample

TARGET = "p95 <= 10 ms"
TYPED: dict[str, Callable[[DossierRow], str]] = {
    "2 letters of a name": lambda row: fold(row.applicant)[:2],
    "9 letters of a name": lambda row: fold(row.applicant)[:9],
    "the last word of a name": lambda row: fold(row.applicant).split()[-1],
    "first 6 digits of a number": lambda row: row.number[:6],
    "last 4 digits of a number": lambda row: row.number[-4:],
    "first 6 digits of a phone": lambda row: (row.phone or row.number)[:6],
}


def lines(count: int) -> list[Line]:
    desk = opened(big_store(count))
    rows = _sample(desk)
    found = []
    for words, typed in TYPED.items():
        times = _times(rows, partial(_type, desk, typed))
        found.append(line(f"earlier applicants: {words}", times, TARGET))
    times = _times(rows, lambda row: applicants.recall(desk, _who(row), row.procedure))
    found.append(line("one applicant: known, papers, open dossiers", times, TARGET))
    desk.store.close()
    return found


def _type(desk: Desk, typed: Callable[[DossierRow], str], row: DossierRow) -> object:
    return applicants.earlier(desk, typed(row))


def _times(rows: list[DossierRow], ask: Callable[[DossierRow], object]) -> list[float]:
    for row in rows[:WARM_UP]:
        ask(row)
    return [once(partial(ask, row)) for row in rows]


def _who(row: DossierRow) -> Applicant:
    return Applicant(row.applicant, row.number, phone=row.phone)
