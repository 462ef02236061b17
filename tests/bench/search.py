"""Finding dossiers among many, as people ask: every kind of question some hundred times, beside a plain LIKE scan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from random import Random

from sqlalchemy import func, or_, select

from onecua_desk.domain.text import digits, fold
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip, DossierRow
from onecua_desk.store import dossiers
from onecua_desk.store.tables import dossier as table
from tests.bench.big_store import big_store, opened
from tests.bench.figures import WARM_UP, Line, line, median_words, once, timed

TIMES = 200
SCANS = 15
"""Times the peer is asked: it takes longer."""
TARGET = "p95 <= 20 ms"

Ask = Callable[[DossierRow, Random], str]

_RARE = ("xqz", "nguyen zyx", "thi wq", "hoang xyz", "le van zy")
KINDS: dict[str, Ask] = {
    "full name without marks": lambda row, _: fold(row.applicant),
    "two words and a letter": lambda row, _: f"{' '.join(_words(row)[:2])} {_words(row)[-1][0]}",
    "one unfinished word": lambda row, random: random.choice(_words(row))[: random.randint(1, 3)],
    "last 4 digits": lambda row, _: digits(row.code)[-4:],
    "last 5 of a phone": lambda row, _: (row.phone or row.number)[-5:],
    "whole code": lambda row, _: row.code,
    "unfinished code": lambda row, random: row.code[: random.randint(4, len(row.code))],
    "12-digit number": lambda row, _: row.number,
    "words that nobody has": lambda _, random: random.choice(_RARE),
}


def lines(count: int) -> list[Line]:
    desk = opened(big_store(count))
    rows, random = _sample(desk), Random(2)
    found = [_of_kind(desk, name, ask, rows, random) for name, ask in KINDS.items()]
    asked = [KINDS["two words and a letter"](row, random) for row in rows]
    in_lists = _times(asked, lambda text: lookup.page(desk, random.choice(list(Chip)), text))
    found.append(line("search: two words and a letter, in a work list", in_lists, TARGET))
    found.append(line("first page of all dossiers", timed(lambda: lookup.page(desk, Chip.ALL, ""), TIMES)))
    found.append(line("counts of all work lists", timed(lambda: lookup.counts(desk), TIMES)))
    found.append(line("find by last 4 digits, ready first", _times(_last_digits(rows), lambda t: lookup.find(desk, t))))
    desk.store.close()
    return found


def _of_kind(desk: Desk, name: str, ask: Ask, rows: list[DossierRow], random: Random) -> Line:
    texts = [ask(row, random) for row in rows]
    ours = _times(texts, lambda text: lookup.page(desk, Chip.ALL, text))
    scans = _times(texts[:SCANS], lambda text: _scan(desk, text))
    return line(f"search: {name}", ours, TARGET, f"LIKE scan {median_words(scans)}")


def _times(texts: Iterable[str], ask: Callable[[str], object]) -> list[float]:
    asked = list(texts)
    for text in asked[:WARM_UP]:
        ask(text)
    return [once(partial(ask, text)) for text in asked]


def _scan(desk: Desk, text: str) -> list[DossierRow]:
    """The peer: what one would write without an index of one's own."""
    columns = (table.c.code, table.c.phone, table.c.number) if digits(text) else (table.c.fold,)
    found = or_(*(column.ilike(f"%{fold(text)}%") for column in columns))
    query = select(table).where(found).order_by(table.c.arrival.desc()).limit(lookup.PAGE)
    with desk.store.read() as connection:
        return [dossiers.as_row(row) for row in connection.execute(query)]


def _sample(desk: Desk) -> list[DossierRow]:
    """Dossiers from everywhere in the store, the same in every run."""
    random = Random(1)
    with desk.store.read() as connection:
        newest = connection.scalar(select(func.max(table.c.arrival))) or 0
        arrivals = [random.randint(1, newest) for _ in range(TIMES)]
        rows = connection.execute(select(table).where(table.c.arrival.in_(arrivals)))
        found = {row.arrival: dossiers.as_row(row) for row in rows}
    return [found[arrival] for arrival in arrivals]


def _words(row: DossierRow) -> list[str]:
    return fold(row.applicant).split()


def _last_digits(rows: list[DossierRow]) -> list[str]:
    return [KINDS["last 4 digits"](row, Random(1)) for row in rows]
