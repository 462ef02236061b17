"""The desk's file is opened whole or refused with a sentence, and its transactions are what they promise."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from onecua_desk.domain.numbering import dossier_code
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk
from onecua_desk.services import upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store import serials
from onecua_desk.store.engine import FILE, WAITS, Store, open_store
from tests.clock import Clock
from tests.desk_fixture import UNIT, receive, settings_in
from tests.store.programs import line, program, said

MONDAY = datetime(2026, 11, 23, 9, 41)
DAY = MONDAY.date()


def test_every_connection_writes_ahead_and_waits_for_the_disk_and_for_an_import(store: Store) -> None:
    def pragma(name: str) -> object:
        with store.read() as connection:
            return connection.scalar(text(f"PRAGMA {name}"))

    with store.read(), ThreadPoolExecutor(1) as other:
        wanted = (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", WAITS * 1000))
        for name, value in wanted:
            assert pragma(name) == value
            assert other.submit(pragma, name).result() == value


def test_a_write_holds_the_file_from_its_first_moment_and_a_read_does_not(store: Store, folder: Path) -> None:
    other = sqlite3.connect(folder / FILE, timeout=0, isolation_level=None)
    with store.read() as connection:
        connection.scalar(text("SELECT count(*) FROM serial"))
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    with store.write():
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        assert other.execute("SELECT count(*) FROM serial").fetchone() == (0,)
    other.close()


def test_a_read_sees_one_state_of_the_file_while_others_write(store: Store) -> None:
    with store.read() as reading:
        before = reading.scalar(text("SELECT count(*) FROM serial"))
        with store.write() as writing:
            serials.take(writing, UNIT.code, 1, MONDAY)
        assert reading.scalar(text("SELECT count(*) FROM serial")) == before == 0
    with store.read() as reading:
        assert reading.scalar(text("SELECT count(*) FROM serial")) == 1


def test_two_threads_take_200_numbers_each_and_no_number_is_given_twice_or_lost(store: Store) -> None:
    def take(_: int) -> str:
        with store.write() as connection:
            return serials.take(connection, UNIT.code, 1, MONDAY)

    with ThreadPoolExecutor(2) as threads:
        taken = list(threads.map(take, range(400)))
    assert sorted(taken) == [dossier_code(UNIT.code, DAY, serial) for serial in range(1001, 1401)]


def test_what_fails_in_a_write_is_undone_whole(store: Store) -> None:
    def take_and_fail() -> float:
        with store.write() as connection:
            return len(serials.take(connection, UNIT.code, 1, MONDAY)) / 0

    with pytest.raises(ZeroDivisionError):
        take_and_fail()
    with store.write() as connection:
        assert serials.take(connection, UNIT.code, 1, MONDAY) == dossier_code(UNIT.code, DAY, 1001)


def test_our_own_mistakes_stay_what_they_are(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as connection:
        connection.execute(text("INSERT INTO serial (day) VALUES ('2026-11-23')"))


def test_a_preview_of_the_next_number_takes_none(store: Store) -> None:
    with store.read() as connection:
        shown = {serials.peek(connection, UNIT.code, 1, MONDAY) for _ in range(3)}
    assert shown == {dossier_code(UNIT.code, DAY, 1001)}


@pytest.mark.parametrize("name", [FILE, f"{FILE}-wal", "desk.lock"])
def test_closing_lets_every_file_go(folder: Path, name: str) -> None:
    open_store(folder).close()
    (folder / name).unlink(missing_ok=True)
    open_store(folder).close()


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    open_store(tmp_path / "a" / "b").close()
    assert (tmp_path / "a" / "b" / FILE).exists()


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    assert "Không tạo được thư mục" in said(lambda: open_store(tmp_path / "data"))


def test_a_first_start_that_was_cut_off_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / FILE).with_suffix(".new").write_bytes(b"half")
    open_store(tmp_path).close()
    open_store(tmp_path).close()
    assert {path.name for path in tmp_path.iterdir()} == {FILE, "desk.lock"}


# one program at a time


def test_a_second_program_on_the_same_data_is_told_so(store: Store) -> None:
    with program("tests.store.opening", store.folder) as second:
        assert "đang mở trên dữ liệu này" in line(second)
    assert "đang mở trên dữ liệu này" in said(lambda: open_store(store.folder))
    with store.write() as connection:
        serials.take(connection, UNIT.code, 1, MONDAY)


def test_the_lock_goes_away_when_the_first_program_is_killed(folder: Path) -> None:
    with program("tests.store.opening", folder) as first:
        assert line(first) == "opened"
        assert "đang mở trên dữ liệu này" in said(lambda: open_store(folder))
        first.kill()
        first.wait()
        open_store(folder).close()


# copies


def test_a_backup_is_a_whole_database_made_while_others_write(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    codes = {receive(desk).code for _ in range(3)}
    with desk.store.read() as connection:
        connection.scalar(text("SELECT count(*) FROM event"))
        desk.store.backup(tmp_path / "copy" / FILE)
    receive(desk)
    copy = open_desk(settings_in(tmp_path / "copy"), clock)
    with copy.store.read() as connection:
        assert set(connection.scalars(text("SELECT code FROM dossier"))) == codes
    assert upkeep.check(copy) == []
    copy.store.close()


def test_a_backup_into_what_is_no_folder_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("x")
    with pytest.raises(UserError, match="Không sao lưu được"):
        upkeep.backup(desk, tmp_path / "stick")


def test_a_backup_that_was_cut_off_before_is_no_hindrance(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "copy.part").write_bytes(b"half")
    desk.store.backup(tmp_path / "copy.sqlite3")
    assert not (tmp_path / "copy.part").exists()
