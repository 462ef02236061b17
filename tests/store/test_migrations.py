"""The schema comes up to date step by step, and a file is never left between two of them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from onecua_desk.errors import UserError
from onecua_desk.services.desk import Desk
from onecua_desk.store.engine import FILE, copy_database, open_store
from onecua_desk.store.migrations import MIGRATIONS, migrate
from tests.desk_fixture import receive

SECOND = ("ALTER TABLE serial ADD COLUMN note TEXT NOT NULL DEFAULT ''", "CREATE TABLE queue (number INTEGER)")
TWO_STEPS = (*MIGRATIONS, SECOND)
BROKEN = (*MIGRATIONS, (*SECOND, "INSERT INTO serial (day) VALUES ('x')"))


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as driver:
        yield driver


def schema(driver: sqlite3.Connection) -> list[tuple[object, ...]]:
    return driver.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name").fetchall()


def dump(path: Path) -> list[str]:
    with opened(path) as driver:
        return list(driver.iterdump())


@pytest.fixture
def old(desk: Desk) -> Path:
    """A closed store of today's version with three dossiers in it."""
    for _ in range(3):
        receive(desk)
    desk.store.close()
    return desk.store.folder / FILE


def never(number: int) -> None:
    raise AssertionError("no copy is needed here")


def test_a_fresh_schema_equals_a_migrated_one(tmp_path: Path, old: Path) -> None:
    with opened(tmp_path / "fresh") as fresh, opened(old) as migrated:
        migrate(fresh, never, TWO_STEPS)
        migrate(migrated, lambda _: None, TWO_STEPS)
        assert schema(fresh) == schema(migrated)
        assert migrated.execute("SELECT count(*) FROM event").fetchone() == (3,)


def test_a_copy_is_made_before_the_first_change_and_has_everything_in_it(tmp_path: Path, old: Path) -> None:
    before = dump(old)
    copies = []
    with opened(old) as driver:

        def copy(number: int) -> None:
            copies.append(number)
            assert driver.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
            copy_database(driver, tmp_path / "copy.sqlite3")

        migrate(driver, copy, TWO_STEPS)
        migrate(driver, copy, TWO_STEPS)
    assert copies == [len(MIGRATIONS)]
    marked = dump(tmp_path / "copy.sqlite3")
    (more,) = set(marked).difference(before)
    assert more.endswith("""VALUES('copied','"2026-11-23"');""")
    assert [row for row in marked if row in before] == before


def test_nothing_is_changed_when_the_copy_cannot_be_made(old: Path) -> None:
    before = dump(old)

    def fails(_: int) -> None:
        raise UserError("Ổ đĩa đã đầy.")

    with opened(old) as driver, pytest.raises(UserError):
        migrate(driver, fails, TWO_STEPS)
    assert dump(old) == before


def test_a_step_that_fails_is_undone_whole_and_the_steps_before_it_stay(old: Path) -> None:
    before = dump(old)
    with opened(old) as driver, pytest.raises(sqlite3.IntegrityError):
        migrate(driver, lambda _: None, BROKEN)
    assert dump(old) == before
    with opened(old) as driver:
        assert driver.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        migrate(driver, lambda _: None, TWO_STEPS)
    open_two_steps_is_refused(old)


def open_two_steps_is_refused(path: Path) -> None:
    """The file is of a newer program now: today's says so and leaves every byte as it is."""
    before = path.read_bytes()
    with pytest.raises(UserError, match="bản mới hơn"):
        open_store(path.parent)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("before-*"))


def test_a_file_of_a_newer_program_is_refused_and_not_one_byte_is_changed(old: Path) -> None:
    with opened(old) as driver:
        driver.execute("PRAGMA user_version = 99")
    open_two_steps_is_refused(old)
    open_two_steps_is_refused(old)


def test_a_newer_file_that_was_never_closed_is_refused_and_nothing_of_it_is_lost(desk: Desk, tmp_path: Path) -> None:
    receive(desk)
    with opened(desk.store.path) as driver:
        driver.execute("PRAGMA user_version = 99")
        for path in desk.store.folder.glob(f"{FILE}*"):
            shutil.copy(path, tmp_path / path.name)  # as a power cut leaves it: the newest pages in the -wal
    with pytest.raises(UserError, match="bản mới hơn"):
        open_store(tmp_path)
    with opened(tmp_path / FILE) as driver:
        assert driver.execute("SELECT count(*) FROM event").fetchone() == (1,)


def test_an_up_to_date_file_is_not_migrated_again(old: Path) -> None:
    with opened(old) as driver:
        migrate(driver, never)


def test_the_row_of_an_older_file_keeps_its_values_through_the_steps(old: Path) -> None:
    with opened(old) as driver:
        migrate(driver, lambda _: None, TWO_STEPS)
        assert driver.execute("SELECT day, last, note FROM serial").fetchall() == [("2026-11-23", 1003, "")]
