"""The background worker: it exchanges by itself, says honestly how the line is, and tries again."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.district.access import revoke
from onecua_desk.services import replica
from onecua_desk.services.desk import Changes
from onecua_desk.services.identity import Line
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.sync.worker import FIRST_PAUSE, LONGEST_PAUSE, SyncWorker, pause_after
from tests.clock import Clock
from tests.desk_fixture import receive
from tests.journeys.town import Seat, town

LONG = 3600.0
"""A timer that no test waits for: what happens then was asked for."""


class Told:
    """What the worker reported, in order; waiting for a state is bounded."""

    def __init__(self) -> None:
        self.statuses: queue.Queue[LineStatus] = queue.Queue()
        self.changes: list[Changes] = []

    def until(self, state: LineState) -> LineStatus:
        while True:
            status = self.statuses.get(timeout=20)
            if status.state is state:
                return status


@contextmanager
def working(seat: Seat, every: float = LONG, gather: float = LONG) -> Iterator[tuple[SyncWorker, Told]]:
    told = Told()
    way = Line(seat.line.url, seat.way.token)
    worker = SyncWorker(seat.desk, way, told.statuses.put, told.changes.append, every, gather)
    worker.start()
    try:
        yield worker, told
    finally:
        assert worker.stop()


def waiting(seat: Seat) -> int:
    return replica.standing(seat.desk).outbox.events


def test_everything_is_sent_when_the_program_starts(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template, 1) as there:
        (seat,) = there.seats
        receive(seat.desk)
        with working(seat) as (_, told):
            status = told.until(LineState.ONLINE)
        assert waiting(seat) == 0
        assert status.bytes_up > 0
        assert status.bytes_down > 0
        assert status.next_at is not None
        assert [len(changes.dossiers) for changes in told.changes] == [1]


def test_send_now_does_not_wait_for_the_pause_after_a_failure(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template, 1) as there:
        (seat,) = there.seats
        seat.line.cut()
        receive(seat.desk)
        with working(seat) as (worker, told):
            offline = told.until(LineState.OFFLINE)
            assert waiting(seat) == 1
            assert offline.next_at is not None
            assert offline.next_at > offline.at
            seat.line.restore()
            worker.send_now()
            told.until(LineState.ONLINE)
        assert waiting(seat) == 0


def test_a_change_is_sent_soon_without_being_asked(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template, 1) as there:
        (seat,) = there.seats
        with working(seat, gather=0.01) as (worker, told):
            told.until(LineState.ONLINE)
            receive(seat.desk)
            worker.wake()
            told.until(LineState.ONLINE)
        assert waiting(seat) == 0


def test_the_timer_really_fires(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template, 1) as there:
        (seat,) = there.seats
        with working(seat, every=0.01) as (_, told):
            told.until(LineState.ONLINE)
            receive(seat.desk)
            told.until(LineState.ONLINE)
            told.until(LineState.ONLINE)
        assert waiting(seat) == 0


def test_a_revoked_desk_is_told_so_and_keeps_everything(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template, 1) as there:
        (seat,) = there.seats
        receive(seat.desk)
        revoke(there.district.district, there.district.enrolments[0].device)
        with working(seat) as (_, told):
            status = told.until(LineState.UNWELCOME)
        assert "thu hồi" in status.sentence
        assert waiting(seat) == 1


@given(st.integers(1, 10_000), st.floats(-0.2, 0.2))
def test_the_pause_grows_and_stays_within_bounds(failures: int, jitter: float) -> None:
    pause = pause_after(failures, jitter)
    assert FIRST_PAUSE <= pause <= LONGEST_PAUSE * 1.2
    assert pause_after(failures + 1, 0) >= pause_after(failures, 0)
