"""Desk and district of the version before, with a full outbox: brought up to date, they exchange as ever."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from onecua_desk.district.access import enrol
from onecua_desk.district.database import FILE as DISTRICT_FILE
from onecua_desk.district.database import file_url, open_district
from onecua_desk.district.server import RunningDistrict
from onecua_desk.opening import open_desk
from onecua_desk.services import identity, lookup, processing, replica, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store import chain
from onecua_desk.store.engine import FILE
from onecua_desk.sync.cycle import run
from onecua_desk.sync.link import Link, Unwelcome
from tests.clock import Clock
from tests.desk_fixture import MAI, MONDAY, receive, settings_in
from tests.sync.odd_server import answering, http

GOLDEN = Path(__file__).parent.parent / "golden"
UNIT_CODE = {"code": "H02.15.23"}


def put(name: str, path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.decompress((GOLDEN / name).read_bytes()))


@pytest.fixture
def clock() -> Clock:
    return Clock(MONDAY.replace(hour=11))


@pytest.fixture
def old(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """Four events wait, one was refused, one came from the other desk."""
    put("desk-1.sqlite3.gz", tmp_path / "desk" / FILE)
    desk = open_desk(settings_in(tmp_path / "desk"), clock)
    yield desk
    desk.store.close()


@contextmanager
def district(folder: Path, clock: Clock) -> Iterator[RunningDistrict]:
    put("district-1.sqlite3.gz", folder / DISTRICT_FILE)
    server = RunningDistrict(open_district(file_url(folder), clock))
    try:
        yield server
    finally:
        server.stop()


def exchange(desk: Desk, way: identity.Line) -> None:
    link = Link(way, read_seconds=5)
    try:
        run(desk, link)
    finally:
        link.close()


def events(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as driver:
        columns = "device, seq, at, kind, body, status, position"
        return driver.execute(f"SELECT {columns} FROM event ORDER BY 1, 2").fetchall()


def test_a_copy_is_made_first_and_every_event_is_still_there(old: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "desk" / "before-1.sqlite3"
    assert events(copy) == events(old.store.path)
    with closing(sqlite3.connect(copy)) as driver:
        assert driver.execute("PRAGMA user_version").fetchone() == (1,)
    assert upkeep.check(old) == []
    assert replica.standing(old).outbox.events == 4
    assert len(replica.refusals(old)) == 1


def test_the_outbox_of_before_reaches_the_district_of_before(old: Desk, tmp_path: Path, clock: Clock) -> None:
    with district(tmp_path / "district", clock) as server:
        _, way = identity.enrolled(enrol(server.district, UNIT_CODE, 1, server.url, again=True))
        exchange(old, way)
        standing = replica.standing(old)
        assert (standing.outbox.events, standing.outbox.refused, standing.chain_differs) == (0, 1, False)
        assert [refusal.title for refusal in replica.refusals(old)] == ["Chuyển xử lý"]
        assert upkeep.check(old) == []
        received = receive(old)
        processing.hand_over(old, MAI, received.id, "Tư pháp")
        exchange(old, way)
        assert replica.standing(old).outbox.events == 0
        with old.store.read() as connection:
            assert chain.whole_to(connection, 2) == 18
        with server.district.read() as connection:
            kept = connection.exec_driver_sql("SELECT count(*) FROM event WHERE device = 2").scalar_one()
            alarms = connection.exec_driver_sql("SELECT count(*) FROM alarm").scalar_one()
        assert (kept, alarms) == (18, 0)


def test_a_new_pc_gets_everything_that_the_desk_of_before_had_sent(
    old: Desk, tmp_path: Path, clock: Clock, template: Path
) -> None:
    with district(tmp_path / "district", clock) as server:
        me, way = identity.enrolled(enrol(server.district, UNIT_CODE, 1, server.url, again=True))
        fresh = open_desk(settings_in(tmp_path / "fresh"), clock)
        identity.set_up(fresh.store, me, MAI, "mat-khau-1")
        exchange(old, way)
        exchange(fresh, way)
        rows = [{row.code: row.state for row in lookup.page(desk, lookup.Chip.ALL, "")} for desk in (old, fresh)]
        assert rows[0] == rows[1]
        assert len(replica.refusals(fresh)) == len(replica.refusals(old))
        assert upkeep.check(fresh) == []
        fresh.store.close()


def test_an_older_server_is_named_in_one_sentence_and_nothing_is_lost(old: Desk) -> None:
    away = http(404, '{"sentence":"Máy chủ không có địa chỉ này."}'.encode())
    with answering(away) as url, pytest.raises(Unwelcome) as refused:
        exchange(old, identity.Line(url, "token"))
    assert "bản cũ hơn" in str(refused.value)
    assert str(refused.value).count(".") == 1
    assert replica.standing(old).outbox.events == 4
