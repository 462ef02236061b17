"""What one would write instead of our search: a LIKE scan, and the plain FTS5 table that most programs have."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import or_, select

from onecua_desk.domain.text import digits, fold
from onecua_desk.services import lookup
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import DossierRow
from onecua_desk.store import dossiers
from onecua_desk.store.tables import dossier as table
from tests.bench.figures import Line, line, median_words, once
from tests.bench.forgetting import forget

SCANS = 10
"""Times the scan is asked: it takes longer."""
COLD, RANKED = 20, 50
_INDEX = "peer.sqlite3"
_BUILD = (
    "CREATE VIRTUAL TABLE search USING fts5 (fold, prefix='2 3', columnsize=0)",
    "INSERT INTO search (rowid, fold) SELECT arrival, fold FROM desk.dossier",
)
_QUERY = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY {} LIMIT 50"
_NEWEST, _RANK = _QUERY.format("rowid DESC"), _QUERY.format("rank")


def scan(desk: Desk, texts: Sequence[str]) -> str:
    """The median of a LIKE scan over the same rows."""
    return f"LIKE scan {median_words([once(partial(_scan, desk, text)) for text in texts[:SCANS]])}"


def lines(desk: Desk, folder: Path, names: Sequence[str]) -> list[Line]:
    """A plain FTS5 table over the same folded words, row numbers alone, 50 of them: newest first, best first, cold."""
    index = folder / _INDEX
    if not index.exists():
        _build(index, desk.store.path)
    with closing(sqlite3.connect(index)) as driver:
        newest = [once(partial(_ask, driver, _NEWEST, text)) for text in names]
        ranked = [once(partial(_ask, driver, _RANK, text)) for text in names[:RANKED]]
    what = "peer, plain FTS5, rows' numbers alone"
    return [
        line(f"{what}: two words and a letter, newest first", newest),
        line(f"{what}: the same by rank", ranked),
        line(f"{what}: newest first, cold", [_cold(index, text) for text in names[:COLD]]),
    ]


def _scan(desk: Desk, text: str) -> list[DossierRow]:
    columns = (table.c.code, table.c.phone, table.c.number) if digits(text) else (table.c.fold,)
    found = or_(*(column.ilike(f"%{fold(text)}%") for column in columns))
    query = select(table).where(found).order_by(table.c.arrival.desc()).limit(lookup.PAGE)
    with desk.store.read() as connection:
        return [dossiers.as_row(row) for row in connection.execute(query)]


def _build(index: Path, store: Path) -> None:
    part = index.with_suffix(".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part, isolation_level=None)) as driver:
        driver.execute("ATTACH ? AS desk", (str(store),))
        for statement in _BUILD:
            driver.execute(statement)
    part.rename(index)


def _cold(index: Path, text: str) -> float:
    with closing(sqlite3.connect(index)) as driver:
        driver.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        forget(index)
        return once(partial(_ask, driver, _NEWEST, text))


def _ask(driver: sqlite3.Connection, query: str, text: str) -> list[object]:
    """All words, the last one unfinished."""
    return driver.execute(query, (" ".join(f'"{word}"' for word in fold(text).split()) + "*",)).fetchall()
