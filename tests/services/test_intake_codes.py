"""Receiving gives each dossier its code: no number twice, none used in vain, and the queue never stops for one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from onecua_desk.domain.events import EventId
from onecua_desk.errors import UserError
from onecua_desk.services import clock_guard, processing
from onecua_desk.services.desk import Desk
from onecua_desk.store import serials
from tests.clock import Clock
from tests.desk_fixture import MAI, MONDAY, UNIT, make_desk, receive
from tests.services.rows_written import written


def test_numbers_follow_each_other_and_begin_again_with_every_day(desk: Desk, clock: Clock) -> None:
    first = [receive(desk).code for _ in range(3)]
    clock.turn(hours=14, minutes=18, seconds=59)
    late = receive(desk).code
    clock.turn(seconds=1)
    next_day = [receive(desk).code for _ in range(2)]
    assert first == [f"H02.15.23-261123-{n}" for n in (1001, 1002, 1003)]
    assert late == "H02.15.23-261123-1004"
    assert next_day == [f"H02.15.23-261124-{n}" for n in (1001, 1002)]


def test_a_clock_that_was_set_back_gives_no_number_twice(desk: Desk, clock: Clock) -> None:
    codes = [receive(desk).code]
    clock.turn(days=1)
    codes.append(receive(desk).code)
    clock.turn(days=-1)
    clock_guard.trust(desk, MAI, "Nguyễn Văn An")
    codes.append(receive(desk).code)
    assert codes == [f"H02.15.23-{n}" for n in ("261123-1001", "261124-1001", "261123-1002")]


def test_two_desks_of_a_unit_never_give_the_same_code(desk: Desk, tmp_path: Path, clock: Clock, template: Path) -> None:
    other = make_desk(tmp_path / "two", clock, template, desk=2)
    codes = [receive(one).code for one in (desk, other, desk, other)]
    assert codes == [f"H02.15.23-261123-{n}" for n in (1001, 2001, 1002, 2002)]
    other.store.close()


def test_when_the_slice_is_used_up_the_queue_goes_on_under_provisional_codes(desk: Desk, clock: Clock) -> None:
    with desk.store.write() as connection:
        connection.execute(text("INSERT INTO serial VALUES ('2026-11-23', 1001, 1998)"))
    codes = [receive(desk).code for _ in range(3)]
    assert codes == [f"H02.15.23-261123-{serial}" for serial in ("1999", "T1001", "T1002")]
    clock.turn(days=1)
    assert receive(desk).code == "H02.15.23-261124-1001"


def test_without_a_number_of_any_kind_left_the_code_bears_its_moment(desk: Desk) -> None:
    with desk.store.write() as connection:
        connection.execute(text("INSERT INTO serial VALUES ('2026-11-23', 1001, 1999), ('2026-11-23', 0, 1999)"))
    assert [receive(desk).code for _ in range(2)] == [f"H02.15.23-261123-R10941{second}" for second in ("00", "01")]


def test_a_failure_in_mid_receipt_uses_no_number(desk: Desk) -> None:
    before = written(desk)
    with desk.store.write() as connection:
        broken = "BEFORE INSERT ON procedure_use BEGIN SELECT RAISE(ABORT, 'broken'); END"
        connection.execute(text(f"CREATE TRIGGER broken {broken}"))
    with pytest.raises(Exception, match="broken"):
        receive(desk)
    assert written(desk) == before
    with desk.store.read() as connection:
        assert serials.peek(connection, UNIT.code, 1, MONDAY) == "H02.15.23-261123-1001"
    with pytest.raises(UserError, match="Không tìm thấy"):
        processing.hand_over(desk, MAI, EventId(0, 1), "Tư pháp")
