"""What the foot line and the rail count: dossiers that wait, and everything that a person must settle."""

from __future__ import annotations

from pathlib import Path

import pytest

from onecua_desk.errors import UserError
from onecua_desk.services import day_close, file_lane, lookup, processing, replica, upkeep
from onecua_desk.services.desk import Desk
from tests.carried import carried, scan
from tests.clock import Clock
from tests.desk_fixture import MAI, MONDAY, receive


def test_a_fact_about_no_dossier_waits_but_is_no_dossier(desk: Desk) -> None:
    day_close.close(desk, MAI, MONDAY.date())
    assert (replica.standing(desk).outbox.events, replica.standing(desk).outbox.dossiers) == (1, 0)
    receive(desk)
    assert (replica.standing(desk).outbox.events, replica.standing(desk).outbox.dossiers) == (2, 1)


def test_a_desk_knows_whether_it_has_a_server(tmp_path: Path, clock: Clock, template: Path, desk: Desk) -> None:
    assert not replica.standing(desk).enrolled
    with carried(tmp_path, clock, template, desks=1) as there:
        assert replica.standing(there.desks[1]).enrolled


def test_a_lost_file_of_a_dossier_that_takes_no_change_leaves_the_lane_all_the_same(
    tmp_path: Path, clock: Clock, template: Path
) -> None:
    with carried(tmp_path, clock, template, desks=1) as there:
        desk = there.desks[1]
        dossier = receive(desk)
        file = scan(desk, dossier, b"%PDF a page")
        processing.withdraw(desk, MAI, dossier.id, "rút")
        file_lane.park(desk, file, "Không có bản quét này trên máy.")
        assert (replica.standing(desk).parked, replica.standing(desk).matters) == (1, 1)
        with pytest.raises(UserError, match="lý do"):
            file_lane.give_up(desk, MAI, file, " ")
        file_lane.give_up(desk, MAI, file, "ổ đĩa hỏng")
        assert (replica.standing(desk).matters, replica.standing(desk).files) == (0, 0)
        assert len(lookup.story(desk, dossier.id).dossier.files) == 1
        assert upkeep.check(desk) == []
