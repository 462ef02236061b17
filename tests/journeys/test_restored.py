"""A desk put back from a backup, or set up on a new PC: nothing is lost, doubled or told of another citizen."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete

from onecua_desk.district.access import enrol
from onecua_desk.district.officials import look_up, record_result
from onecua_desk.domain.events import EventId
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk
from onecua_desk.services import identity, lookup, processing, replica, upkeep
from onecua_desk.store.engine import FILE
from onecua_desk.store.tables import checkpoint
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI, UNIT, make_desk, receive, settings_in
from tests.journeys.town import Seat, Town, town

HUNG = replace(BICH, name="Nguyễn Văn Hùng", number="024088001234")


def put_back(seat: Seat, backup: Path) -> Seat:
    """What a technician does: close the program, put the copy in place, start again."""
    seat.desk.store.close()
    path = seat.desk.store.path
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    shutil.copy(backup, path)
    return replace(seat, desk=open_desk(settings_in(path.parent), seat.desk.now))


def put_file_back(seat: Seat, backup: Path) -> Seat:
    """The same with a file that was copied by hand: nothing in it says that it is a copy."""
    with closing(sqlite3.connect(backup)) as driver, driver:
        driver.execute("DELETE FROM setting WHERE key = 'copied'")
    return put_back(seat, backup)


def exchange_until_quiet(seat: Seat) -> None:
    for _ in range(3):
        assert seat.exchange()


def names(seat: Seat) -> dict[str, str]:
    return {row.code: row.applicant for row in lookup.page(seat.desk, lookup.Chip.ALL, "")}


@pytest.fixture
def there(tmp_path: Path, clock: Clock, template: Path):
    with town(tmp_path, clock, template) as made:
        yield made


def test_what_was_written_after_the_backup_comes_back_from_the_server(there: Town) -> None:
    ours, theirs = there.seats
    receive(ours.desk)
    backup = upkeep.backup(ours.desk)
    codes = [receive(ours.desk).code for _ in range(3)]
    assert ours.exchange()
    ours = put_back(ours, backup)
    assert ours.exchange()
    assert set(codes) <= set(ours.states())
    assert receive(ours.desk).code not in codes
    exchange_until_quiet(ours)
    assert theirs.exchange()
    assert ours.sound()
    assert ours.story() == theirs.story()
    ours.desk.store.close()


def test_a_restored_desk_that_wrote_on_never_touches_another_citizens_dossier(there: Town) -> None:
    ours, theirs = there.seats
    backup = upkeep.backup(ours.desk)
    lost = receive(ours.desk)
    processing.hand_over(ours.desk, MAI, lost.id, "Tư pháp")
    assert ours.exchange()
    ours = put_file_back(ours, backup)
    new = receive(ours.desk, applicant=HUNG)
    assert new.id == lost.id, "the restored desk cannot know better before it meets the server"
    processing.withdraw(ours.desk, MAI, new.id, "rút để làm thủ tục khác")
    exchange_until_quiet(ours)
    assert theirs.exchange()
    assert theirs.states()[lost.code] == "processing"
    assert names(theirs)[lost.code] == BICH.name
    assert not upkeep.check(ours.desk)
    stories = [row for row in lookup.page(ours.desk, lookup.Chip.ALL, "") if row.applicant == HUNG.name]
    assert [row.state for row in stories] == ["refused"]
    assert replica.refusals(ours.desk), "its code is on another citizen's paper: a person must know"
    assert stories[0].id == EventId(new.id.device, 3)
    after = receive(ours.desk)
    assert after.code == f"{lost.code[:-4]}1002"
    exchange_until_quiet(ours)
    assert replica.standing(ours.desk).outbox.events == 0
    ours.desk.store.close()


def test_a_new_pc_with_a_code_for_the_same_device_gets_everything_and_goes_on_above(
    there: Town, tmp_path: Path, clock: Clock, template: Path
) -> None:
    ours, theirs = there.seats
    codes = [receive(ours.desk).code for _ in range(4)]
    assert ours.exchange()
    code = enrol(there.district.district, {"code": UNIT.code}, 1, there.district.url, again=True)
    mine, way = identity.enrolled(code)
    assert mine.device == there.district.enrolments[0].device
    fresh = Seat(make_desk(tmp_path / "new-pc", clock, template, 1, mine.device), ours.line, way)
    exchange_until_quiet(fresh)
    assert set(fresh.states()) == set(codes)
    assert receive(fresh.desk).code == f"{codes[0][:-4]}1005"
    exchange_until_quiet(fresh)
    assert theirs.exchange()
    assert fresh.sound()
    assert fresh.story() == theirs.story()
    fresh.desk.store.close()


def test_a_lost_answer_makes_no_new_numbers(there: Town) -> None:
    ours, theirs = there.seats
    for number in range(3):
        dossier = receive(ours.desk)
        processing.record_result(ours.desk, MAI, dossier.id, f"{number}/2026", date(2026, 11, 23))
        ours.line.cut_after(2300 + 100 * number)
        ours.exchange()
        ours.line.restore()
    assert ours.exchange()
    assert theirs.exchange()
    assert ours.sound()
    assert ours.story() == theirs.story()
    assert len(ours.states()) == 3


def alike(there: Town) -> None:
    """Everything came together: both desks and the server tell the same of every dossier, and nothing waits."""
    ours, theirs = there.seats
    assert ours.sound()
    assert theirs.sound()
    assert ours.story() == theirs.story()
    assert ours.states() == theirs.states()
    for seat in there.seats:
        assert replica.displaced_events(seat.desk) == []
        assert not replica.standing(seat.desk).chain_differs
        for row in lookup.page(seat.desk, lookup.Chip.ALL, ""):
            assert look_up(there.district.district, row.code)[0] == lookup.story(seat.desk, row.id).dossier


def in_turn(seats: Sequence[Seat]) -> None:
    """Each desk often enough to hear what the other one said to what it said."""
    for _ in range(3):
        for seat in seats:
            assert seat.exchange()


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("checkpoints_kept", [True, False])
def test_a_server_put_back_from_a_backup_gets_everything_again_from_both_desks(
    there: Town, clock: Clock, first: int, checkpoints_kept: bool
) -> None:
    ours, theirs = there.seats
    shared = receive(ours.desk)
    in_turn(there.seats)
    copy = there.copy_server()
    for seat in there.seats:
        for number in range(3):
            dossier = receive(seat.desk)
            processing.hand_over(seat.desk, MAI, dossier.id, "Tư pháp", f"{number}")
        in_turn([seat])
    processing.record_result(theirs.desk, MAI, shared.id, "7/2026", date(2026, 11, 23))
    in_turn(there.seats)
    before = ours.states()
    if not checkpoints_kept:
        for seat in there.seats:
            with seat.desk.store.write() as connection:
                connection.execute(delete(checkpoint).where(checkpoint.c.position < 8))
    there.put_server_back(copy)
    receive(ours.desk)
    in_turn(there.seats[::-1] if first else there.seats)
    alike(there)
    assert before.items() <= ours.states().items()
    assert len(ours.states()) == 8


def test_what_others_did_is_set_aside_while_the_server_lacks_it_and_comes_back_with_them(there: Town) -> None:
    ours, theirs = there.seats
    in_turn(there.seats)
    copy = there.copy_server()
    lost = receive(theirs.desk)
    in_turn([theirs, ours])
    handed = processing.hand_over(ours.desk, MAI, lost.id, "Tư pháp").value
    in_turn([ours, theirs])
    there.put_server_back(copy)
    assert ours.exchange()
    (missing,) = replica.displaced_events(ours.desk)
    assert (missing.id, missing.code, missing.title) == (lost.id, lost.code, "Tiếp nhận")
    assert not missing.here
    assert (replica.standing(ours.desk).displaced, replica.standing(ours.desk).matters) == (1, 1)
    assert ours.states() == {}
    assert upkeep.check(ours.desk) == []
    assert replica.refusals(ours.desk) == [], "the server cannot know yet whether ours may be"
    in_turn([theirs, ours])
    alike(there)
    assert ours.states() == {lost.code: handed.state.value}


def test_what_the_level_above_wrote_and_lost_stays_listed_for_a_person_whatever_takes_its_number(there: Town) -> None:
    ours, _ = there.seats
    first, second = receive(ours.desk), receive(ours.desk)
    in_turn(there.seats)
    copy = there.copy_server()
    for dossier, number in ((first, "7/2026"), (second, "8/2026")):
        record_result(there.district.district, dossier.code, number, date(2026, 11, 23), 1, "", MAI)
    in_turn(there.seats)
    there.put_server_back(copy)
    record_result(there.district.district, second.code, "9/2026", date(2026, 11, 23), 1, "", MAI)
    in_turn(there.seats)
    for seat in there.seats:
        missing = replica.displaced_events(seat.desk)
        assert [(one.code, one.title) for one in missing] == [(first.code, "Có kết quả"), (second.code, "Có kết quả")]
        assert "7/2026" in missing[0].detail
        assert seat.states() == {first.code: "received", second.code: "result_ready"}
        assert seat.sound()
        for one in missing:
            replica.settle_displaced(seat.desk, one.row)
        with pytest.raises(UserError, match="đã được xử lý"):
            replica.settle_displaced(seat.desk, missing[0].row)
    alike(there)


def test_a_server_that_was_put_back_twice_and_a_desk_too_come_together(there: Town) -> None:
    ours, theirs = there.seats
    receive(ours.desk)
    in_turn(there.seats)
    server, desk = there.copy_server(), upkeep.backup(ours.desk)
    for _ in range(2):
        receive(ours.desk)
        receive(theirs.desk)
        in_turn(there.seats)
        there.put_server_back(server)
        assert theirs.exchange()
    restored = put_back(ours, desk)
    receive(restored.desk, applicant=HUNG)
    there.seats = (restored, theirs)
    in_turn(there.seats)
    in_turn(there.seats[::-1])
    assert restored.story() == theirs.story()
    for seat in there.seats:
        assert upkeep.check(seat.desk) == []
        assert replica.standing(seat.desk).outbox.events == 0
    assert sorted(names(theirs).values()).count(HUNG.name) == 1
    restored.desk.store.close()
