"""The check finds every kind of damage to the projection, and a rebuild mends it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from onecua_desk.domain.events import Explained, Received
from onecua_desk.domain.late import LateCause
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk
from onecua_desk.services import lookup, processing, terms, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from onecua_desk.store import course, settings
from onecua_desk.store.engine import FILE
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, receive, settings_in
from tests.district.writing import unknown

COLUMNS = (
    "id, code, procedure, procedure_name, applicant, number, phone, received_at, due, "
    "state, open, unsent, trouble, fold"
)
OTHER = COLUMNS.replace("id, code", "999, 0")
ARRIVALS = "SELECT arrival FROM dossier ORDER BY arrival"
KEYS = "FROM dossier_key JOIN dossier USING (arrival)"


@pytest.fixture
def busy(desk: Desk, clock: Clock) -> Desk:
    """A desk with dossiers in several states."""
    ids = []
    for _ in range(6):
        ids.append(receive(desk, COPY).id)
        clock.turn(minutes=5)
    processing.hand_over(desk, MAI, ids[0], "Tư pháp")
    processing.request_supplement(desk, MAI, ids[1], ("x",))
    processing.record_result(desk, MAI, ids[2], "12", date(2026, 11, 23))
    processing.withdraw(desk, MAI, ids[3], "x")
    processing.correct(desk, MAI, ids[4], {"name": "Lò Thị Vân", "phone": "0388776655"})
    assert upkeep.check(desk) == []
    return desk


def harm(desk: Desk, *statements: str) -> None:
    with desk.store.write() as connection:
        for statement in statements:
            connection.execute(text(statement))


def projection(desk: Desk) -> tuple[object, ...]:
    """The rows without their arrival, which a rebuild gives anew, but in its order."""
    with desk.store.read() as connection:
        rows = connection.execute(text(f"SELECT {COLUMNS} FROM dossier ORDER BY arrival")).all()
        keys = connection.execute(text(f"SELECT key, id {KEYS} ORDER BY key, id")).all()
        counted = [course.kept(connection, arrival) for arrival in connection.scalars(text(ARRIVALS)).all()]
    return rows, keys, counted


FTS = "name_words, applicant, first_word, procedure_words, days, sign"
FTS_ROW = f"SELECT 'delete', arrival, {FTS} FROM dossier WHERE arrival = 2"
DAMAGE = {
    "a row is missing": ("DELETE FROM dossier WHERE arrival = 2",),
    "all rows are missing": ("DELETE FROM dossier",),
    "a key is missing": ("DELETE FROM dossier_key WHERE arrival = 2 AND key LIKE '<%'",),
    "a key too many": ("INSERT INTO dossier_key VALUES ('0999', 2)",),
    "a key is another's": ("UPDATE dossier_key SET arrival = 1 WHERE arrival = 5 AND key LIKE '0388%'",),
    "a row is missing in the search index": (f"INSERT INTO dossier_search (dossier_search, rowid, {FTS}) {FTS_ROW}",),
    "all rows are missing in the search index": ("INSERT INTO dossier_search (dossier_search) VALUES ('delete-all')",),
    "the search index has another text": ("INSERT INTO dossier_search (rowid, applicant) VALUES (2, 'con mèo')",),
    "what reports count is missing": ("DELETE FROM course WHERE arrival = 2",),
    "all that reports count is missing": ("DELETE FROM course", "DELETE FROM course_term"),
    "a report counts no dossier": ("UPDATE course SET arrival = 999 WHERE arrival = 6",),
    "an earlier term is missing": ("DELETE FROM course_term",),
    "an earlier term says something else": ("UPDATE course_term SET waiting = 1 - waiting",),
    "a report counts another state": ("UPDATE course SET resolved_at = received_at WHERE arrival = 2",),
    "a row without events": (f"INSERT INTO dossier ({COLUMNS}) SELECT {OTHER} FROM dossier WHERE arrival = 2",),
    **{
        f"the column {column} says something else": (f"UPDATE dossier SET {column} = {value} WHERE arrival = 2",)
        for column, value in {
            "code": "'H02.15.23-261123-9999'",
            "procedure": "'1.000000'",
            "procedure_name": "'x'",
            "applicant": "'x'",
            "number": "'1'",
            "phone": "''",
            "received_at": "'2026-11-23T00:00:00'",
            "due": "NULL",
            "state": "'returned'",
            "open": "0",
            "unsent": "0",
            "trouble": "1",
            "fold": "'x'",
        }.items()
    },
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found_by_the_check_and_mended_by_a_rebuild(busy: Desk, name: str) -> None:
    before = projection(busy)
    harm(busy, *DAMAGE[name])
    found = upkeep.check(busy)
    assert found
    assert upkeep.rebuild(busy) == 6
    assert upkeep.check(busy) == []
    assert projection(busy) == before
    assert len(lookup.page(busy, Chip.ALL, "dang thi")) == 5
    assert [row.code[-4:] for row in lookup.page(busy, Chip.ALL, "776655")] == ["1005"]


def test_the_check_names_the_dossier_and_what_is_wrong_with_it(busy: Desk) -> None:
    harm(busy, "UPDATE dossier SET state = 'returned', open = 0 WHERE arrival = 2")
    assert upkeep.check(busy) == [
        "H02.15.23-261123-1002: «state» khác sổ sự kiện",
        "H02.15.23-261123-1002: «open» khác sổ sự kiện",
    ]


def test_a_check_changes_nothing(busy: Desk) -> None:
    before = projection(busy)
    upkeep.check(busy)
    assert projection(busy) == before


def test_a_rebuild_of_a_sound_projection_changes_nothing_that_is_shown(busy: Desk) -> None:
    before = [(row.code, row.state) for row in lookup.page(busy, Chip.ALL, "")]
    upkeep.rebuild(busy)
    assert [(row.code, row.state) for row in lookup.page(busy, Chip.ALL, "")] == before


def test_a_desk_without_dossiers_is_sound(desk: Desk) -> None:
    assert upkeep.check(desk) == []
    assert upkeep.rebuild(desk) == 0
    assert upkeep.check(desk) == []


def test_a_copy_is_named_by_its_moment_and_is_a_whole_desk(busy: Desk, clock: Clock, tmp_path: Path) -> None:
    path = upkeep.backup(busy)
    assert path == busy.store.folder / "backup" / f"desk-{clock.at:%Y%m%d-%H%M%S}.sqlite3"
    assert upkeep.last_backup(busy) == clock.at
    restored = tmp_path / "restored"
    restored.mkdir()
    path.rename(restored / FILE)
    again = open_desk(settings_in(restored), clock)
    assert upkeep.check(again) == []
    assert projection(again) == projection(busy)
    again.store.close()


def test_of_the_own_copies_the_newest_seven_stay_and_what_else_lies_there_too(busy: Desk, clock: Clock) -> None:
    own = upkeep.backup(busy).parent
    (own / "ghi-chu.txt").write_text("giữ lại")
    for _ in range(9):
        clock.turn(days=1)
        upkeep.backup(busy)
    names = sorted(path.name for path in own.iterdir())
    assert len(names) == upkeep.KEPT + 1
    assert "ghi-chu.txt" in names
    assert names[-2] == f"desk-{clock.at:%Y%m%d-%H%M%S}.sqlite3"


def test_copies_in_a_folder_that_a_person_named_are_never_deleted(busy: Desk, clock: Clock, tmp_path: Path) -> None:
    for _ in range(upkeep.KEPT + 2):
        clock.turn(days=1)
        upkeep.backup(busy, tmp_path / "usb")
    assert len(list((tmp_path / "usb").iterdir())) == upkeep.KEPT + 2


def test_a_copy_that_cannot_be_written_is_said_and_not_taken_for_the_last_one(busy: Desk, tmp_path: Path) -> None:
    (tmp_path / "usb").write_text("x")
    with pytest.raises(UserError, match="Không sao lưu được"):
        upkeep.backup(busy, tmp_path / "usb" / "sub")
    assert upkeep.last_backup(busy) is None


def test_what_the_version_before_could_not_read_is_no_trouble_after_the_update(desk: Desk, clock: Clock) -> None:
    id = receive(desk).id
    clock.at = datetime(2026, 12, 4, 9)
    terms.explain(desk, MAI, id, LateCause.OWN, "Cán bộ nghỉ ốm")
    with unknown(Explained):
        upkeep.rebuild(desk)
    with desk.store.write() as connection:
        settings.put(connection, "folded_by", "0.2.0")
    assert [row.trouble for row in lookup.page(desk, Chip.TROUBLE, "")] == [True]
    desk.store.close()
    updated = open_desk(settings_in(desk.store.folder), clock)
    assert lookup.page(updated, Chip.TROUBLE, "") == []
    assert upkeep.check(updated) == []
    updated.store.close()


def test_a_receipt_that_the_version_before_could_not_read_is_in_the_list_after_the_update(
    desk: Desk, clock: Clock
) -> None:
    dossier = receive(desk)
    with unknown(Received):
        upkeep.rebuild(desk)
    with desk.store.write() as connection:
        settings.put(connection, "folded_by", "0.2.0")
    assert lookup.page(desk, Chip.ALL, "") == []
    desk.store.close()
    updated = open_desk(settings_in(desk.store.folder), clock)
    assert [row.id for row in lookup.page(updated, Chip.ALL, "")] == [dossier.id]
    assert upkeep.check(updated) == []
    updated.store.close()
