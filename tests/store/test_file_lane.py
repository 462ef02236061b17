"""The lane of files in the store: what joins it, what leaves it, and what an older store brings along."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.file import File
from onecua_desk.services import scans
from onecua_desk.services.desk import Desk
from onecua_desk.store import dossiers, file_lane, renumber
from onecua_desk.store.migrations import MIGRATIONS, migrate
from tests.desk_fixture import MAI, MONDAY, receive

AT = datetime(2026, 11, 23, 10)


def file(number: int, size: int = 100) -> File:
    return File(f"{number:064x}", size, 1, "Tờ khai")


def with_files(desk: Desk, *files: File) -> Dossier:
    dossier = receive(desk)
    scans.attach(desk, MAI, dossier.id, files)
    return dossier


def judged(desk: Desk, status: str, seq: int) -> None:
    with desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE event SET status = ? WHERE seq = ?", (status, seq))


def test_files_join_with_their_event_and_go_smallest_first_once_it_was_accepted(desk: Desk) -> None:
    with_files(desk, file(1, 300), file(2, 100), file(3, 200))
    with desk.store.read() as connection:
        assert file_lane.next_to_send(connection) is None
        assert [one.size for one in file_lane.left(connection)] == [100, 200, 300]
        assert file_lane.oldest(connection) == MONDAY
    judged(desk, "accepted", 2)
    with desk.store.read() as connection:
        first = file_lane.next_to_send(connection)
        assert first is not None
        assert (first.sha256, first.size) == (file(2).sha256, 100)
        assert [file_lane.next_to_send(connection, [file(2).sha256, file(3).sha256])] == [
            file_lane.Waiting(file(1).sha256, 300, 0, "")
        ]


def test_a_file_is_left_until_it_is_done_and_its_dossiers_say_so(desk: Desk) -> None:
    one, other = with_files(desk, file(1), file(2)), with_files(desk, file(2))
    with desk.store.write() as connection:
        assert file_lane.dossiers_left(connection) == {one.id, other.id}
        file_lane.done(connection, file(2).sha256, AT)
        assert file_lane.dossiers_of(connection, file(2).sha256) == [one.id, other.id]
        assert (file_lane.left_of(connection, one.id), file_lane.left_of(connection, other.id)) == (True, False)
        file_lane.done(connection, file(1).sha256, AT)
        assert not file_lane.dossiers_left(connection)


def test_a_parked_file_lets_others_pass_and_is_left_all_the_same(desk: Desk) -> None:
    dossier = with_files(desk, file(1), file(2))
    judged(desk, "accepted", 2)
    with desk.store.write() as connection:
        file_lane.park(connection, file(1).sha256, "Bản quét hỏng.")
        found = file_lane.next_to_send(connection)
        assert found is not None
        assert found.sha256 == file(2).sha256
        assert file_lane.left_of(connection, dossier.id)
        file_lane.unpark(connection)
        assert [one.sentence for one in file_lane.left(connection)] == ["", ""]


def test_the_files_of_a_refused_event_are_not_left_but_those_that_another_event_names_are(desk: Desk) -> None:
    with_files(desk, file(1), file(2))
    with_files(desk, file(2))
    judged(desk, "refused", 2)
    judged(desk, "accepted", 4)
    with desk.store.read() as connection:
        assert [one.sha256 for one in file_lane.left(connection)] == [file(2).sha256]
        found = file_lane.next_to_send(connection)
        assert found is not None
        assert found.sha256 == file(2).sha256


def test_an_event_that_takes_another_number_takes_its_files_along(desk: Desk) -> None:
    dossier = with_files(desk, file(1))
    with desk.store.write() as connection:
        renumber.take_device(connection, 0, 7)
        renumber.move_on(connection, 7, after=0, above=50)
        (found,) = file_lane.dossiers_of(connection, file(1).sha256)
        assert (dossier.id, found) == (EventId(0, 1), EventId(7, 51))
        assert file_lane.left_of(connection, found)


def test_what_the_server_lost_is_left_again(desk: Desk) -> None:
    dossier = with_files(desk, file(1), file(2))
    with desk.store.write() as connection:
        for one in (1, 2):
            file_lane.done(connection, file(one).sha256, AT)
        assert file_lane.ask_again(connection, [file(2).sha256, "f" * 64]) == [dossier.id]
        assert [one.sha256 for one in file_lane.left(connection)] == [file(2).sha256]
        assert file_lane.ask_again(connection, [file(2).sha256]) == [], "it is on its way already"


def test_after_a_servers_backup_only_files_of_later_events_are_in_doubt(desk: Desk) -> None:
    with_files(desk, file(1))
    later = with_files(desk, file(2))
    with desk.store.write() as connection:
        for one in (1, 2):
            file_lane.done(connection, file(one).sha256, AT)
        file_lane.doubt(connection, device=0, above=2)
        assert file_lane.dossiers_left(connection) == {later.id}


def test_the_mark_of_a_dossier_says_what_the_lane_says(desk: Desk) -> None:
    dossier = with_files(desk, file(1))
    judged(desk, "accepted", 1)
    judged(desk, "accepted", 2)
    for done in (False, True):
        with desk.store.write() as connection:
            if done:
                file_lane.done(connection, file(1).sha256, AT)
            dossiers.project(connection, dossier.id)
            (row,) = dossiers.by_code(connection, dossier.code)
        assert row.unsent is not done


INSERT = """INSERT INTO event (device, seq, dossier, at, login, name, kind, body, status)
    VALUES (?, ?, 1, '2026-11-23T09:00:00', 'mai', 'Mai', ?, ?, ?)"""


def body(*files: File) -> str:
    return json.dumps(
        {"files": [{"sha256": one.sha256, "size": one.size, "pages": 1, "name": "x"} for one in files]},
        separators=(",", ":"),
    )


def test_a_store_of_the_first_version_brings_its_own_files_into_the_lane(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old", isolation_level=None)) as driver:
        migrate(driver, lambda _: None, MIGRATIONS[:1])
        driver.execute("INSERT INTO setting VALUES ('identity', '{\"device\": 7}')")
        for device, seq, text in (
            (7, 1, body(file(1), file(2, 50))),
            (7, 2, body(file(1))),
            (7, 3, '{"files":[]}'),
            (7, 4, '{"files":[{ broken'),
            (8, 1, body(file(9))),
        ):
            driver.execute(INSERT, (device, seq, "files_attached", text, "accepted"))
        migrate(driver, lambda _: None)
        assert driver.execute("SELECT sha256, size, done_at FROM file_lane ORDER BY sha256").fetchall() == [
            (file(1).sha256, 100, None),
            (file(2).sha256, 50, None),
        ]
        named = driver.execute("SELECT device, seq, sha256 FROM file_named ORDER BY seq, sha256").fetchall()
        assert named == [(7, 1, file(1).sha256), (7, 1, file(2).sha256), (7, 2, file(1).sha256)]


def test_a_first_version_that_was_never_set_up_has_no_files(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old", isolation_level=None)) as driver:
        migrate(driver, lambda _: None, MIGRATIONS[:1])
        migrate(driver, lambda _: None)
        assert driver.execute("SELECT count(*) FROM file_lane").fetchone() == (0,)
