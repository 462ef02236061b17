"""Codes are given out slice by slice, none twice; and the slices are those that the level above last said."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from onecua_desk.domain.clock_facts import ClockTrusted
from onecua_desk.domain.numbering import is_provisional, serial_of
from onecua_desk.services.desk import Desk
from onecua_desk.store import dossiers, leases, log, serials
from onecua_desk.store.engine import FILE, Store, open_store
from onecua_desk.wire.dialogue import Lease
from tests.desk_fixture import MONDAY, UNIT, receive

DAY, NINE = MONDAY.date(), time(9)
STANDING = Lease(None, 1001, 1999)
GOLDEN = Path(__file__).parent.parent / "golden" / "desk-1.sqlite3.gz"


def keep(store: Store, *given: Lease, today: date = DAY) -> None:
    with store.write() as connection:
        leases.keep(connection, given, today)


def taken(store: Store, count: int, day: date = DAY) -> list[str]:
    with store.write() as connection:
        return [serial_of(serials.take(connection, UNIT.code, 1, datetime.combine(day, NINE))) for _ in range(count)]


def slices(store: Store, day: date = DAY) -> list[tuple[int, int]]:
    with store.read() as connection:
        return [(one.first, one.last) for one in leases.of_day(connection, 1, day)]


def test_a_desk_that_was_never_given_a_slice_has_the_one_of_its_number(store: Store) -> None:
    assert slices(store) == [(1001, 1999)]
    assert taken(store, 2) == ["1001", "1002"]


def test_slices_are_used_up_one_after_the_other_and_then_codes_are_provisional(store: Store) -> None:
    keep(store, Lease(None, 1001, 1002), Lease(DAY, 101, 102), Lease(DAY, 1, 1))
    assert taken(store, 7) == ["1001", "1002", "0001", "0101", "0102", "T1001", "T1002"]
    assert taken(store, 3, DAY + timedelta(days=1)) == ["1001", "1002", "T1001"]


def test_more_serials_of_the_day_end_the_provisional_codes(store: Store) -> None:
    keep(store, Lease(None, 1001, 1001))
    assert taken(store, 2) == ["1001", "T1001"]
    keep(store, Lease(None, 1001, 1001), Lease(DAY, 1, 2))
    assert taken(store, 3) == ["0001", "0002", "T1002"]


def test_what_is_left_is_counted_over_all_slices(store: Store) -> None:
    keep(store, Lease(None, 1001, 1010), Lease(DAY, 1, 99))
    taken(store, 4)
    with store.read() as connection:
        assert serials.left(connection, UNIT.code, 1, DAY) == 6 + 99
        assert serials.peek(connection, UNIT.code, 1, MONDAY).endswith("-1005")


def test_an_answer_without_slices_changes_nothing_and_one_with_them_is_all_there_is(store: Store) -> None:
    yesterday = DAY - timedelta(days=1)
    keep(store, STANDING, Lease(yesterday, 100, 199), today=yesterday)
    keep(store, STANDING, Lease(DAY, 1, 99))
    keep(store)
    assert slices(store) == [(1001, 1999), (1, 99)]
    keep(store, Lease(None, 9001, 9999))
    assert slices(store) == [(9001, 9999)]
    assert slices(store, yesterday) == [(9001, 9999), (100, 199)]


def test_a_code_that_is_known_here_is_never_given_out(desk: Desk) -> None:
    receive(desk)
    with desk.store.write() as connection:
        connection.exec_driver_sql("DELETE FROM serial")
    assert taken(desk.store, 1) == ["1002"]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_code_of_any_day_is_given_out_twice_whatever_slices_come_and_go(store: Store, data: st.DataObject) -> None:
    """Each example has days of its own; slices are three serials long and come in any order, the same again too."""
    first = DAY + timedelta(days=data.draw(st.integers(0, 10**6)))
    codes: list[str] = []
    for _ in range(data.draw(st.integers(1, 25))):
        day = first + timedelta(days=data.draw(st.integers(0, 1)))
        if data.draw(st.booleans()):
            starts = data.draw(st.lists(st.integers(0, 4), unique=True, max_size=3))
            more = (Lease(day, 1 + start * 3, 3 + start * 3) for start in starts)
            keep(store, Lease(None, 1001, 1003), *more, today=first)
        with store.write() as connection:
            seen = serials.peek(connection, UNIT.code, 1, datetime.combine(day, NINE))
            codes.append(serials.take(connection, UNIT.code, 1, datetime.combine(day, NINE)))
            assert codes[-1] == seen
    assert len(set(codes)) == len(codes)
    assert all(is_provisional(code) == ("-T" in code) for code in codes)


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A folder with a store that the version before wrote."""
    folder = tmp_path / "older"
    folder.mkdir()
    with gzip.open(GOLDEN) as packed, (folder / FILE).open("wb") as file:
        shutil.copyfileobj(packed, file)
    return folder


def test_a_store_of_the_version_before_goes_on_where_it_was(older: Path) -> None:
    with closing(sqlite3.connect(older / FILE)) as driver:
        day, last = driver.execute("SELECT day, last FROM serial ORDER BY day DESC").fetchone()
        code = driver.execute("SELECT max(code) FROM dossier WHERE code LIKE ?", (f"%-{day[2:].replace('-', '')}-%",))
        unit = code.fetchone()[0].split("-")[0]
    store = open_store(older)
    try:
        with store.write() as connection:
            assert serials.take(connection, unit, last // 1000, datetime.fromisoformat(day)).endswith(f"-{last + 1}")
    finally:
        store.close()


def test_looking_for_provisional_codes_and_for_the_leaders_word_reads_only_their_own_index(desk: Desk) -> None:
    receive(desk)
    with desk.store.read() as connection:
        asked: list[tuple[str, Any]] = []

        def note(_: object, __: object, statement: str, values: Any, *___: object) -> None:
            asked.append((statement, values))

        event.listen(connection.engine, "before_cursor_execute", note)
        dossiers.awaiting_number(connection, 0)
        log.last_alone(connection, 0, ClockTrusted.kind)
        event.remove(connection.engine, "before_cursor_execute", note)
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all() for sql, values in asked]
    found = [" ".join(str(row[3]) for row in plan) for plan in plans]
    assert ["dossier_provisional" in found[0], "event_alone" in found[1]] == [True, True]
