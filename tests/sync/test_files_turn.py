"""The lane's turns within the worker: it gives the line back, and leaves it alone for a while after a failure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onecua_desk.services import lookup
from onecua_desk.sync.bell import Bell
from onecua_desk.sync.files_turn import FilesTurn
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.sync.worker import SyncWorker
from tests.clock import Clock
from tests.desk_fixture import UNIT, receive
from tests.district_fixture import running_district
from tests.sync.lane import Seat, never, scanned, seated, sent
from tests.sync.turned_bell import TurnedBell


class Hand(Bell):
    """A time that stands still until the test sets it."""

    at = 0.0

    def now(self) -> float:
        return self.at


@pytest.fixture
def seat(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Seat]:
    with (
        running_district(tmp_path / "district", 1, clock, UNIT) as there,
        seated(tmp_path, clock, template, there) as one,
    ):
        yield one


def test_all_files_go_and_the_next_exchange_is_when_it_was_due(seat: Seat) -> None:
    _, (file,) = sent(seat, 40_000)
    assert FilesTurn(seat.lane(), Hand(), lambda failures: 10.0).take(60.0, never) == 60.0
    assert seat.has(file)


def test_when_the_exchange_is_due_files_give_way(seat: Seat) -> None:
    _, (file,) = sent(seat, 200_000)
    bell = Hand()
    pieces: list[int] = []

    def wanted() -> bool:
        pieces.append(1)
        bell.at = float(len(pieces))
        return False

    assert FilesTurn(seat.lane(), bell, lambda failures: 10.0).take(20.0, wanted) == 20.0
    assert 0 < seat.tus.bytes_up < 200_000
    assert not seat.has(file)


def test_a_line_that_broke_is_looked_at_at_once_and_files_leave_it_alone_longer_each_time(seat: Seat) -> None:
    _, (file,) = sent(seat, 40_000)
    bell = Hand()
    turn = FilesTurn(seat.lane(), bell, lambda failures: 10.0 * failures)
    seat.line.cut()
    assert turn.take(60.0, never) == 0.0
    seat.line.restore()
    assert (turn.take(60.0, never), seat.has(file)) == (10.0, False)
    bell.at = 10.0
    seat.line.cut()
    assert turn.take(70.0, never) == 10.0
    seat.line.restore()
    assert turn.take(70.0, never) == 30.0
    bell.at = 30.0
    assert (turn.take(90.0, never), seat.has(file)) == (90.0, True)


def test_a_servers_folder_that_is_away_is_not_asked_for_at_every_exchange(seat: Seat) -> None:
    sent(seat, 30_000)
    seat.lane().run_until(never)
    sent(seat, 40_000, seed=2)
    folder = seat.there.district.files
    folder.rename(folder.with_name("away"))
    bell = Hand()
    turn = FilesTurn(seat.lane(), bell, lambda failures: 100.0)
    assert (turn.take(60.0, never), turn.take(60.0, never)) == (60.0, 60.0)
    bell.at = 99.0
    assert turn.take(160.0, never) == 100.0


def test_the_worker_sends_the_dossier_and_then_its_files(seat: Seat) -> None:
    dossier, files = scanned(seat, 40_000, 50_000)
    reports: list[LineStatus] = []
    bell = TurnedBell()
    worker = SyncWorker(seat.desk, seat.way, reports.append, seat.arrived.append, bell=bell)
    worker.start()
    bell.until_waiting()
    assert reports[-1].state is LineState.ONLINE
    assert all(map(seat.has, files))
    assert not seat.row(dossier).unsent
    later = receive(seat.desk)
    worker.wake()
    bell.until_waiting()
    bell.turn(3.0)
    bell.until_waiting()
    assert not seat.row(later).unsent
    assert lookup.story(seat.desk, dossier.id).unsent is False
    assert worker.stop()
