"""A desk that cannot know what it has printed before: no code comes out twice, and official ones follow."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onecua_desk.district.access import enrol
from onecua_desk.district.officials import look_up
from onecua_desk.domain.numbering import is_provisional, serial_of
from onecua_desk.errors import UserError
from onecua_desk.opening import open_desk
from onecua_desk.services import identity, intake, lookup, parked, replica, upkeep
from onecua_desk.services.identity import Identity
from onecua_desk.store.engine import FILE
from tests.clock import Clock
from tests.desk_fixture import MAI, PASSWORD, UNIT, draft, receive, settings_in
from tests.journeys.test_restored import HUNG, exchange_until_quiet, put_back
from tests.journeys.town import Seat, Town, town


@pytest.fixture
def there(tmp_path: Path, clock: Clock, template: Path):
    with town(tmp_path, clock, template) as made:
        yield made


def restored_after(there: Town, clock: Clock, sent: int, unsent: int) -> tuple[Seat, list[str]]:
    """A desk that lost what it did since its backup, and the codes that are out since then."""
    ours = there.seats[0]
    receive(ours.desk)
    assert ours.exchange()
    backup = upkeep.backup(ours.desk)
    out = [receive(ours.desk).code for _ in range(sent)]
    assert ours.exchange()
    out += [receive(ours.desk).code for _ in range(unsent)]
    clock.turn(minutes=40)
    return put_back(ours, backup), out


def test_what_a_restored_desk_prints_before_it_met_the_server_is_out_on_no_other_paper(
    there: Town, clock: Clock
) -> None:
    ours, out = restored_after(there, clock, sent=3, unsent=2)
    assert intake.RESTORED in intake.quote(ours.desk, draft(ours.desk)).warnings
    printed = [receive(ours.desk, applicant=HUNG).code for _ in range(2)]
    assert [serial_of(code) for code in printed] == ["R1102100", "R1102101"]
    assert not set(printed) & set(out)
    exchange_until_quiet(ours)
    assert there.seats[1].exchange()
    found = [lookup.by_code(ours.desk, code) for code in printed]
    assert [row.applicant for (row,) in found] == [HUNG.name] * 2
    official = [row.code for (row,) in found]
    assert not any(map(is_provisional, official))
    assert not {*official, receive(ours.desk).code} & {*out, *printed}
    assert replica.refusals(ours.desk) == []
    assert all(look_up(there.district.district, code)[0].received.applicant == HUNG for code in printed)
    assert intake.RESTORED not in intake.quote(ours.desk, draft(ours.desk)).warnings
    assert upkeep.check(ours.desk) == []
    ours.desk.store.close()


def test_the_same_backup_put_back_twice_prints_no_code_of_its_other_life(there: Town, clock: Clock) -> None:
    ours = there.seats[0]
    receive(ours.desk)
    backup = upkeep.backup(ours.desk)
    printed = []
    for _ in range(2):
        ours = put_back(ours, backup)
        printed += [receive(ours.desk).code for _ in range(3)]
        clock.turn(minutes=5)
    assert len(set(printed)) == 6
    ours.desk.store.close()


def test_provisional_codes_of_the_lost_time_are_not_counted_from_the_first_again(there: Town, clock: Clock) -> None:
    ours, _ = restored_after(there, clock, sent=1, unsent=0)
    assert ours.exchange()
    with ours.desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE serial SET last = 1999 WHERE first = 1001")
    assert serial_of(receive(ours.desk).code) == "R1102100"
    clock.turn(days=1)
    with ours.desk.store.write() as connection:
        connection.exec_driver_sql("INSERT INTO serial VALUES ('2026-11-24', 1001, 1999)")
    assert serial_of(receive(ours.desk).code) == "T1001"
    ours.desk.store.close()


def test_a_refused_receipt_is_not_received_again_before_the_codes_are_known(there: Town, clock: Clock) -> None:
    ours = there.seats[0]
    refused = receive(ours.desk)
    with ours.desk.store.write() as connection:
        connection.exec_driver_sql("UPDATE event SET status = 'refused', sentence = 'Mã này đã có.'")
    ours = put_back(ours, upkeep.backup(ours.desk))
    with pytest.raises(UserError, match="sau khi liên lạc được với cấp trên"):
        parked.send_corrected(ours.desk, MAI, refused.id)
    ours.desk.store.close()


def test_a_new_pc_for_a_known_desk_prints_nothing_that_the_old_one_did(
    there: Town, clock: Clock, tmp_path: Path
) -> None:
    ours = there.seats[0]
    out = [receive(ours.desk).code for _ in range(3)]
    assert ours.exchange()
    out.append(receive(ours.desk).code)
    code = enrol(there.district.district, {"code": UNIT.code}, 1, there.district.url, again=True)
    desk = open_desk(settings_in(tmp_path / "new-pc"), clock)
    assert desk.store.path.name == FILE
    identity.set_up(desk.store, Identity(UNIT, 1), MAI, PASSWORD, code)
    fresh = replace(ours, desk=desk, way=identity.enrolled(code)[1])
    printed = receive(desk).code
    assert serial_of(printed) == "R1094100"
    exchange_until_quiet(fresh)
    (row,) = lookup.by_code(desk, printed)
    assert row.code not in out
    assert not is_provisional(row.code)
    assert receive(desk).code not in out
    assert fresh.states().keys() >= set(out[:3])
    desk.store.close()
