"""A desk put back from a backup, or set up on a new PC: nothing is lost, doubled or told of another citizen."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from onecua_desk.district.access import enrol
from onecua_desk.domain.events import EventId
from onecua_desk.opening import open_desk
from onecua_desk.services import identity, lookup, processing, replica, upkeep
from onecua_desk.store.engine import FILE
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
    ours = put_back(ours, backup)
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


def test_a_server_put_back_from_a_backup_is_noticed_and_nothing_is_taken_for_sent(there: Town) -> None:
    ours, theirs = there.seats
    receive(ours.desk)
    assert ours.exchange()
    with there.district.district.read() as connection:
        kept = connection.exec_driver_sql("SELECT max(position) FROM event").scalar_one()
    for _ in range(3):
        receive(ours.desk)
    assert ours.exchange()
    with there.district.district.write() as connection:  # what a backup of before does not have
        connection.exec_driver_sql(f"DELETE FROM event WHERE position > {kept}")
        connection.exec_driver_sql(
            "DELETE FROM dossier WHERE code LIKE '%-1002' OR code LIKE '%-1003' OR code LIKE '%-1004'"
        )
        connection.exec_driver_sql(
            f"UPDATE device SET last_seq = {kept} WHERE number = {there.district.enrolments[0].device}"
        )
    for _ in range(6):
        receive(theirs.desk)
    assert theirs.exchange()
    receive(ours.desk)
    before = ours.story()
    with pytest.raises(replica.Contradiction, match="lost events"):
        ours.exchange()
    assert ours.story() == before
    assert replica.standing(ours.desk).outbox.events == 1
