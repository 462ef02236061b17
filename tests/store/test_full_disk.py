"""A full disk is said, loses nothing, and the desk goes on when there is space again."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from onecua_desk.services import upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store.engine import FILE, Store, open_store
from onecua_desk.store.migrations import MIGRATIONS, migrate
from tests.clock import Clock
from tests.desk_fixture import make_desk, receive
from tests.store.programs import ROOT_ONLY, said


def fill(desk: Desk) -> int:
    """Receive until the disk is full; how many dossiers that were."""
    for taken in range(2000):
        if sentence := said(lambda: receive(desk)):
            assert "Ổ đĩa đã đầy" in sentence
            return taken
    raise AssertionError("never full")


def put_on(disk: Path) -> Path:
    """A file that takes up all the space that is left."""
    ballast = disk / "film.mp4"
    with ballast.open("wb", buffering=0) as film:
        try:
            while True:
                film.write(bytes(4096))
        except OSError:
            return ballast


def rows(store: Store, table: str) -> int:
    with store.read() as connection:
        return int(connection.scalar(text(f"SELECT count(*) FROM {table}")))


def test_a_full_disk_is_said_loses_no_number_and_the_desk_goes_on_when_there_is_space(desk: Desk) -> None:
    receive(desk)
    with desk.store.write() as connection:
        pages = connection.scalar(text("PRAGMA page_count"))
        connection.execute(text(f"PRAGMA max_page_count = {pages + 5}"))
    taken = fill(desk)
    assert fill(desk) == 0
    assert rows(desk.store, "event") == rows(desk.store, "dossier") == taken + 1
    with desk.store.write() as connection:
        connection.execute(text("PRAGMA max_page_count = 1000000"))
    assert upkeep.check(desk) == []
    assert receive(desk).code.endswith(f"-{1001 + taken + 1}")


def test_a_disk_that_is_full_at_the_first_start_leaves_nothing_half_made(tmp_path: Path) -> None:
    driver = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    driver.execute("PRAGMA journal_mode=WAL")
    driver.execute("PRAGMA max_page_count = 5")
    with pytest.raises(sqlite3.OperationalError) as full:
        migrate(driver, before=lambda _: None)
    assert full.value.sqlite_errorcode == sqlite3.SQLITE_FULL
    driver.execute("PRAGMA max_page_count = 1000000")
    assert driver.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)
    migrate(driver, before=lambda _: None)
    assert driver.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    driver.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of two megabytes."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(mounted)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    yield mounted
    subprocess.run(["umount", str(mounted)], check=True)


@ROOT_ONLY
def test_a_really_full_disk_is_said_and_the_desk_goes_on_after_something_was_deleted(
    small_disk: Path, clock: Clock, template: Path
) -> None:
    desk = make_desk(small_disk / "desk", clock, template)
    receive(desk)
    ballast = put_on(small_disk)
    taken = fill(desk)
    assert said(lambda: upkeep.backup(desk))
    ballast.unlink()
    assert upkeep.check(desk) == []
    assert receive(desk).code.endswith(f"-{1001 + taken + 1}")
    desk.store.close()


@ROOT_ONLY
def test_opening_on_a_full_disk_is_said_and_works_again_when_there_is_space(small_disk: Path, template: Path) -> None:
    shutil.copy(template / FILE, small_disk / FILE)
    ballast = put_on(small_disk)
    before = (small_disk / FILE).read_bytes()
    sentence = said(lambda: open_store(small_disk).close())
    assert not sentence or "Ổ đĩa" in sentence
    assert (small_disk / FILE).read_bytes() == before
    ballast.unlink()
    open_store(small_disk).close()
