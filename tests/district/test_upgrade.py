"""A district of version 1 as it was left: nothing is lost, and it has chains and tags afterwards."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import URL, Connection, Table, create_engine, inspect, select, text

from onecua_desk.district import chains, tables
from onecua_desk.district.access import Desk
from onecua_desk.district.database import FILE, District, file_url, open_district
from onecua_desk.district.exchange import exchange_with
from onecua_desk.district.state import state
from onecua_desk.wire.chain import GENESIS, NO_TAG, link, next_tag
from onecua_desk.wire.codec import digest
from onecua_desk.wire.dialogue import PROTOCOL, Hello, Kind, Mark
from onecua_desk.wire.frame import FrameCoder
from onecua_desk.wire.messages import Placed, WireEvent
from onecua_desk.wire.stream import Writer
from tests.district.postgres import new_database
from tests.district.speaking import Heard, read_answer
from tests.district_fixture import NOW

GOLDEN = Path(__file__).parents[1] / "golden" / "district-1.sqlite3.gz"
DESK = Desk(2, "H02.15.23")

Older = Callable[[str], District]
"""Opens the older district after an SQL statement was run in it."""


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Older]:
    opened: list[District] = []
    (tmp_path / FILE).write_bytes(gzip.decompress(GOLDEN.read_bytes()))

    def after(statement: str) -> District:
        with sqlite3.connect(tmp_path / FILE) as driver:
            driver.execute(statement)
        driver.close()
        url: URL | str = file_url(tmp_path)
        if request.param == "postgresql":
            url = new_database(request.getfixturevalue("postgres"), f"{tmp_path.name}_older")
            _copy(tmp_path / FILE, url)
        opened.append(open_district(url, lambda: NOW))
        return opened[-1]

    yield after
    for district in opened:
        district.close()


def _copy(file: Path, url: str) -> None:
    """The tables of the SQLite file as they are, and their rows, into an empty PostgreSQL."""
    driver, engine = sqlite3.connect(file), create_engine(url)
    made = driver.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    with engine.begin() as connection:
        for kind, name, sql in made:
            connection.execute(text(sql.replace(" BLOB", " BYTEA").replace(" DATETIME", " TIMESTAMP")))
            if kind == "table":
                _fill(connection, name, driver.execute(f"SELECT * FROM {name}"))
    driver.close()
    engine.dispose()


def _fill(connection: Connection, name: str, rows: sqlite3.Cursor) -> None:
    columns = [column[0] for column in rows.description]
    values = ", ".join(f":{column}" for column in columns)
    for row in rows:
        connection.execute(text(f"INSERT INTO {name} VALUES ({values})"), dict(zip(columns, row, strict=True)))


def _events(district: District, *order: Any) -> list[Any]:
    with district.read() as connection:
        return list(connection.execute(select(tables.event).order_by(*order)))


def _content(row: Any) -> WireEvent:
    return msgspec.json.decode(row.content, type=WireEvent)


def test_every_event_has_its_chain_its_day_and_its_tag(older: Older) -> None:
    district = older("SELECT 1")
    rows = _events(district, tables.event.c.device, tables.event.c.seq)
    assert len(rows) == 13
    heads = {row.device: GENESIS for row in rows}
    for row in rows:
        event = _content(row)
        heads[row.device] = link(heads[row.device], event)
        assert (row.chain, row.day, row.digest) == (heads[row.device], event.at.date(), digest(event))
    tag = NO_TAG
    for row in sorted((row for row in rows if row.position), key=lambda row: row.position):
        tag = next_tag(tag, row.digest)
        assert row.tag == tag
    with district.read() as connection:
        assert chains.newest(connection) == Mark(12, tag)
    assert (state(district).alarms, state(district).units[0].devices[0].refused) == ((), 1)


def _shape(district: District, table: Table) -> tuple[object, ...]:
    with district.read() as connection:
        found = inspect(connection)
        columns = sorted((one["name"], str(one["type"]), one["nullable"]) for one in found.get_columns(table.name))
        indexes = sorted((str(one["name"]), one["column_names"]) for one in found.get_indexes(table.name))
        keys = sorted((one["constrained_columns"], one["referred_table"]) for one in found.get_foreign_keys(table.name))
        unique = sorted(one["column_names"] for one in found.get_unique_constraints(table.name))
        return columns, indexes, keys, unique, found.get_pk_constraint(table.name)["constrained_columns"]


def test_it_has_the_tables_of_a_new_one(older: Older, database: District) -> None:
    district = older("SELECT 1")
    if district.engine.dialect.name != database.engine.dialect.name:
        pytest.skip("two kinds of database")
    for table in tables.metadata.sorted_tables:
        assert _shape(district, table) == _shape(database, table), table.name


def _speak(district: District, hello: Hello, *events: WireEvent) -> Heard:
    writer = Writer()
    upload = writer.record(Kind.HELLO, msgspec.json.encode(hello))
    if events:
        rows = FrameCoder().encode([Placed(0, event) for event in events])
        upload += writer.record(Kind.EVENTS, bytes(16) + rows)
    upload += writer.record(Kind.END) + writer.end()
    return read_answer(exchange_with(district, DESK, BytesIO(upload).read))


def test_its_desk_goes_on_where_it_was(older: Older) -> None:
    district = older("SELECT 1")
    own = [_content(row) for row in _events(district, tables.event.c.seq) if row.device == DESK.device]
    head = GENESIS
    for event in own:
        head = link(head, event)
    heard = _speak(district, Hello(PROTOCOL, DESK.device, "", Mark(12, NO_TAG), 12, 12, head[:16]))
    assert (heard.fork, heard.own, heard.events) == (None, [], [])
    assert (heard.told.through, heard.told.chain, heard.told.taken) == (12, head[:16], False)
    assert state(district).alarms == ()


def test_a_number_that_was_held_ends_the_chain_until_its_event_comes_again(older: Older, tmp_path: Path) -> None:
    """Version 1 kept no held events: event 3 is not there, though 12 was answered."""
    own = _of_the_desk(tmp_path / FILE)
    whole, kept = [GENESIS], older("DELETE FROM event WHERE device = 2 AND seq = 3")
    for event in own:
        whole.append(link(whole[-1], event))
    with kept.read() as connection:
        assert chains.chain_after(connection, 2, 2) == whole[2]
        assert chains.chain_after(connection, 2, 12) is None
    desk = Hello(PROTOCOL, 2, "", Mark(12, NO_TAG), 12, 2, whole[2][:16])
    heard = _speak(kept, desk)
    assert (heard.own, heard.told.chain) == ([], chains.UNKNOWN), "what follows the gap is not sent time and again"
    new_pc = _speak(kept, msgspec.structs.replace(desk, holds=0, answered=0, chain=GENESIS[:16]))
    assert [event.seq for event in new_pc.own] == [1, 2, *range(4, 13)]
    heard = _speak(kept, desk, own[2])
    assert heard.told.chain == whole[12][:16]
    assert 3 in heard.accepted() or 3 in heard.refused()
    assert [row.chain for row in _events(kept, tables.event.c.seq) if row.device == 2] == whole[1:]


def _of_the_desk(file: Path) -> list[WireEvent]:
    with sqlite3.connect(file) as driver:
        rows = driver.execute("SELECT content FROM event WHERE device = 2 ORDER BY seq").fetchall()
    driver.close()
    return [msgspec.json.decode(content, type=WireEvent) for (content,) in rows]
