"""Finding dossiers among many, as people ask: every kind of question some hundred times, warm and cold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from onecua_desk.domain.text import digits, fold
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip, DossierRow
from onecua_desk.store import dossiers
from onecua_desk.store.tables import dossier as table
from tests.bench import search_peers
from tests.bench.big_store import big_store, opened
from tests.bench.figures import WARM_UP, Line, line, once, timed
from tests.bench.forgetting import forget

TIMES, COLD_TIMES = 200, 40
TARGET, COLD_TARGET, LIST_TARGET = "p95 <= 10 ms", "p95 <= 50 ms", "p95 <= 20 ms"

Ask = Callable[[DossierRow, Random], str]

_RARE = ("xqz", "nguyen zyx", "thi wq", "hoang xyz", "le van zy")
KINDS: dict[str, Ask] = {
    "full name without marks": lambda row, _: fold(row.applicant),
    "full name with marks": lambda row, _: row.applicant,
    "two words and a letter": lambda row, _: f"{' '.join(_words(row)[:2])} {_words(row)[-1][0]}",
    "one unfinished word": lambda row, random: random.choice(_words(row))[: random.randint(1, 3)],
    "one word": lambda row, random: random.choice(_words(row)),
    "a word with marks": lambda row, random: random.choice(row.applicant.split()),
    "given name and procedure": lambda row, _: f"{_words(row)[-1]} {' '.join(fold(row.procedure_name).split()[:3])}",
    "given name and day": lambda row, _: f"{_words(row)[-1]} {row.received_at:%d/%m/%Y}",
    "day without year": lambda row, _: f"{row.received_at:%d/%m}",
    "number of a procedure": lambda row, _: row.procedure,
    "given name and last 4 digits": lambda row, _: f"{_words(row)[-1]} {digits(row.code)[-4:]}",
    "last 4 digits": lambda row, _: digits(row.code)[-4:],
    "last 5 of a phone": lambda row, _: (row.phone or row.number)[-5:],
    "whole code": lambda row, _: row.code,
    "unfinished code": lambda row, random: row.code[: random.randint(4, len(row.code))],
    "12-digit number": lambda row, _: row.number,
    "words that nobody has": lambda _, random: random.choice(_RARE),
}


def lines(count: int) -> list[Line]:
    folder = big_store(count)
    desk = opened(folder)
    rows, random = _sample(desk), Random(2)
    asked = {name: [ask(row, random) for row in rows] for name, ask in KINDS.items()}
    found = [_of_kind(desk, name, texts) for name, texts in asked.items()]
    found += [_listed(desk, name, texts) for name, texts in asked.items()]
    found += _around(desk, rows, asked["two words and a letter"])
    found += search_peers.lines(desk, folder, asked["two words and a letter"])
    desk.store.close()
    return found + _cold(folder, asked)


def _of_kind(desk: Desk, name: str, texts: Sequence[str]) -> Line:
    """What drops down below the look-up box."""
    return line(f"look-up: {name}", _times(texts, lambda text: lookup.best(desk, text)), TARGET)


def _listed(desk: Desk, name: str, texts: Sequence[str]) -> Line:
    """The first page of the dossier screen."""
    ours = _times(texts, lambda text: lookup.page(desk, Chip.ALL, text))
    return line(f"list of 200: {name}", ours, LIST_TARGET, search_peers.scan(desk, texts))


def _around(desk: Desk, rows: Sequence[DossierRow], names: Sequence[str]) -> list[Line]:
    random = Random(3)
    in_lists = _times(names, lambda text: lookup.page(desk, random.choice(list(Chip)), text))
    last_digits = [KINDS["last 4 digits"](row, random) for row in rows]
    return [
        line("list of 200: two words and a letter, in a work list", in_lists, LIST_TARGET),
        line("first page of all dossiers", timed(lambda: lookup.page(desk, Chip.ALL, ""), TIMES)),
        line("counts of all work lists", timed(lambda: lookup.counts(desk), TIMES)),
        line("find by last 4 digits, ready first", _times(last_digits, lambda text: lookup.find(desk, text))),
    ]


def _cold(folder: Path, asked: dict[str, list[str]]) -> list[Line]:
    """The look-up where nothing of the file is in the memory any more: dropped before every question."""
    found, all_times = [], []
    for name, texts in asked.items():
        times = [_once_cold(folder, text) for text in texts[:COLD_TIMES]]
        all_times += times
        found.append(line(f"look-up, cold: {name}", times, COLD_TARGET))
    over = sum(one > 50 for one in all_times)
    found.append(line("look-up, cold: all kinds", all_times, COLD_TARGET, f"{over} of {len(all_times)} above 50 ms"))
    return found


def _once_cold(folder: Path, text: str) -> float:
    desk = opened(folder)
    try:
        forget(desk.store.path)
        return once(lambda: lookup.best(desk, text))
    finally:
        desk.store.close()


def _times(texts: Iterable[str], ask: Callable[[str], object]) -> list[float]:
    asked = list(texts)
    for text in asked[:WARM_UP]:
        ask(text)
    return [once(partial(ask, text)) for text in asked]


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
