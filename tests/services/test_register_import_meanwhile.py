"""A register is taken over whole or not at all, whatever the desk, its neighbour and the server do meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onecua_desk.domain.events import EventId
from onecua_desk.errors import UserError
from onecua_desk.services import identity, intake, register_import, replica, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.store import log, settings
from onecua_desk.wire.enrolment import Enrolment, write_enrolment
from onecua_desk.wire.messages import UNENROLLED
from tests.clock import Clock
from tests.desk_fixture import MAI, draft, receive
from tests.journeys.town import town
from tests.services import by_hand
from tests.services.by_hand import Commune
from tests.services.old_register import found, look, path, take

__all__ = ["path"]


def test_stopped_before_the_end_nothing_is_written(desk: Desk, path: Path) -> None:
    told: list[tuple[int, int]] = []
    lines = look(desk, path).fresh
    assert register_import.take(desk, MAI, lines, lambda *at: told.append(at), lambda: True) is None
    assert told == [(0, 7)]
    assert found(desk, "") == []


def test_when_the_last_line_cannot_be_written_none_is(desk: Desk, path: Path) -> None:
    with desk.store.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON dossier_key WHEN new.key = '202025' "
            "BEGIN SELECT RAISE(ABORT, 'đầy'); END"
        )
    with pytest.raises(Exception, match="đầy"):
        take(desk, path)
    assert found(desk, "") == []
    with desk.store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM event").scalar() == 0


def test_what_the_counter_saves_meanwhile_keeps_its_number_and_the_import_goes_on(desk: Desk, path: Path) -> None:
    lines = look(desk, path).fresh
    saved: list[EventId] = []

    def meanwhile(done: int, total: int) -> None:
        if not saved:
            saved.append(intake.receive(desk, draft(desk), MAI).value.id)

    done = register_import.take(desk, MAI, lines, meanwhile)
    assert done is not None
    assert (done.value, len(found(desk, ""))) == (7, 8)
    assert saved[0] not in done.changes.dossiers
    assert upkeep.check(desk) == []


def test_a_desk_that_is_enrolled_meanwhile_writes_as_the_device_that_it_is_now(desk: Desk, path: Path) -> None:
    lines = look(desk, path).fresh
    with desk.store.write() as connection:
        me = identity.of(connection)
        settings.put(connection, "identity", replace(me, device=UNENROLLED))
    code = write_enrolment(Enrolment("http://127.0.0.1:1", "x" * 43, 7, me.unit, me.desk))

    def meanwhile(done: int, total: int) -> None:
        if identity.line(desk.store) is None:
            identity.enrol(desk.store, code)

    done = register_import.take(desk, MAI, lines, meanwhile)
    assert done is not None
    assert (done.value, {id.device for id in done.changes.dossiers}) == (7, {7})
    assert {event.device for event in by_hand.said(desk).events} == {7}


def test_a_desk_that_hears_meanwhile_that_its_numbers_are_taken_writes_above_them(desk: Desk, path: Path) -> None:
    def meanwhile(done: int, total: int) -> None:
        with desk.store.write() as connection:
            settings.put(connection, log.LAST_SEQ, 40)

    done = register_import.take(desk, MAI, look(desk, path).fresh, meanwhile)
    assert done is not None
    assert min(id.seq for id in done.changes.dossiers) == 41


def test_a_desk_that_was_never_quiet_writes_nothing(desk: Desk, path: Path) -> None:
    def busy(done: int, total: int) -> None:
        receive(desk)

    with pytest.raises(UserError, match="chưa ghi gì, hãy nhập lại lúc vắng"):
        register_import.take(desk, MAI, look(desk, path).fresh, busy)
    assert {row.applicant for row in found(desk, "")} == {draft(desk).applicant.name}


def test_the_other_desk_knows_what_was_imported(commune: Commune, path: Path) -> None:
    take(commune.one, path)
    commune.settle_all()
    assert {row.code for row in found(commune.two, "")} == {row.code for row in found(commune.one, "")}
    assert len(look(commune.two, path).known) == 7


def test_the_register_that_two_desks_took_over_alone_becomes_one_set_of_dossiers(
    tmp_path: Path, clock: Clock, template: Path, path: Path
) -> None:
    with town(tmp_path / "town", clock, template) as place:
        one, two = place.seats
        for seat in place.seats:
            assert take(seat.desk, path) == 7
        for seat in (one, two, one):
            assert seat.exchange()
        assert len(one.states()) == 7
        refused = [one for one in replica.refusals(two.desk) if one.title == "Tiếp nhận"]
        assert len(refused) == 7
        assert "đã được nhập thành hồ sơ H02.15.23-251104-1001; hãy dùng hồ sơ đó." in refused[0].sentence
        assert (replica.refusals(one.desk), take(two.desk, path)) == ([], 0)


def test_a_real_district_accepts_all_of_it(tmp_path: Path, clock: Clock, template: Path, path: Path) -> None:
    with town(tmp_path / "town", clock, template, 1) as place:
        (seat,) = place.seats
        take(seat.desk, path)
        assert seat.exchange()
        assert seat.sound()
        with seat.desk.store.read() as connection:
            statuses: Any = connection.exec_driver_sql("SELECT DISTINCT status FROM event").scalars().all()
        assert statuses == ["accepted"]
