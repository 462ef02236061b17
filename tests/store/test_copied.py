"""A copy says that it is one; the store that the desk works with does not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from onecua_desk.opening import open_desk
from onecua_desk.services import upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store import copied, settings
from onecua_desk.store.engine import FILE, open_store
from tests.clock import Clock
from tests.desk_fixture import receive, settings_in


def test_a_backup_bears_the_mark_and_the_day_since_which_it_may_lack_codes(desk: Desk, tmp_path: Path) -> None:
    receive(desk)
    with desk.store.write() as connection:
        settings.put(connection, "stick", {"identity": "a", "recipient": "b", "number": 4, "out": [{"number": 4}]})
    (tmp_path / "put-back").mkdir()
    upkeep.backup(desk).rename(tmp_path / "put-back" / FILE)
    with desk.store.read() as connection:
        assert not copied.is_copy(connection)
    store = open_store(tmp_path / "put-back")
    with store.read() as connection:
        assert copied.is_copy(connection)
        assert copied.since(connection, date(2026, 11, 25)) == date(2026, 11, 23)
        stick = settings.get(connection, "stick", dict)
    assert stick == {"identity": "a", "recipient": "b", "number": 4, "out": []}
    store.close()


def test_a_copy_is_one_file_that_needs_no_other_beside_it(desk: Desk, tmp_path: Path) -> None:
    copy = upkeep.backup(desk, tmp_path / "usb")
    assert [path.name for path in copy.parent.iterdir() if path.is_file()] == [copy.name]
    with closing(sqlite3.connect(copy)) as driver:
        assert driver.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_desk_alone_that_is_put_back_goes_on_as_it_is(desk: Desk, tmp_path: Path, clock: Clock) -> None:
    receive(desk)
    (tmp_path / "put-back").mkdir()
    upkeep.backup(desk).rename(tmp_path / "put-back" / FILE)
    again = open_desk(settings_in(tmp_path / "put-back"), clock)
    assert receive(again).code.endswith("-1002")
    with again.store.read() as connection:
        assert not copied.is_copy(connection)
    again.store.close()
