"""The background worker: it exchanges by itself, says honestly how the line is, and tries again; no test sleeps."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.district.access import revoke
from onecua_desk.services import identity, replica
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.identity import Line
from onecua_desk.sync.status import LineState, LineStatus
from onecua_desk.sync.worker import EVERY, FIRST_PAUSE, GATHER, LONGEST_ASKED, LONGEST_PAUSE, SyncWorker, pause_after
from tests.clock import Clock
from tests.desk_fixture import receive
from tests.journeys.town import Seat, town
from tests.sync.many import receive_many
from tests.sync.odd_server import answering, http
from tests.sync.turned_bell import TurnedBell


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

    def every(self) -> list[LineStatus]:
        return [self.statuses.get_nowait() for _ in range(self.statuses.qsize())]


@contextmanager
def working(desk: Desk, way: Line) -> Iterator[tuple[SyncWorker, Told, TurnedBell]]:
    told, bell = Told(), TurnedBell()
    worker = SyncWorker(desk, way, told.statuses.put, told.changes.append, bell=bell)
    worker.start()
    try:
        yield worker, told, bell
    finally:
        assert worker.stop(20)


def at(seat: Seat) -> tuple[Desk, Line]:
    return seat.desk, replace(seat.way, url=seat.line.url)


def waiting(seat: Seat) -> int:
    return replica.standing(seat.desk).outbox.events


@pytest.fixture
def seat(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Seat]:
    with town(tmp_path, clock, template, 1) as there:
        yield there.seats[0]


def test_everything_is_sent_when_the_program_starts(seat: Seat) -> None:
    receive(seat.desk)
    with working(*at(seat)) as (_, told, _):
        status = told.until(LineState.ONLINE)
    assert waiting(seat) == 0
    assert status.bytes_up > 0
    assert status.bytes_down > 0
    assert status.next_at is not None
    assert [len(changes.dossiers) for changes in told.changes] == [1]


def test_send_now_does_not_wait_for_the_pause_after_a_failure(seat: Seat) -> None:
    seat.line.cut()
    receive(seat.desk)
    with working(*at(seat)) as (worker, told, _):
        offline = told.until(LineState.OFFLINE)
        assert waiting(seat) == 1
        assert offline.next_at is not None
        assert offline.next_at > offline.at
        seat.line.restore()
        worker.send_now()
        told.until(LineState.ONLINE)
    assert waiting(seat) == 0


def test_the_retry_really_fires_when_its_pause_has_passed_and_not_before(seat: Seat) -> None:
    seat.line.cut()
    receive(seat.desk)
    with working(*at(seat)) as (_, told, bell):
        pauses = []
        for _ in range(4):
            told.until(LineState.OFFLINE)
            pause = bell.until_waiting()
            pauses.append(pause)
            bell.turn(pause - 0.01)
            assert bell.until_waiting() == pytest.approx(0.01)
            assert told.every() == []
            bell.turn(0.02)
        assert pauses[0] < pauses[1] < pauses[2] < pauses[3]
        told.until(LineState.OFFLINE)
        seat.line.restore()
        bell.turn(LONGEST_PAUSE * 2)
        told.until(LineState.ONLINE)
    assert waiting(seat) == 0


def test_changes_travel_together_some_seconds_after_the_first_of_them(seat: Seat) -> None:
    with working(*at(seat)) as (worker, told, bell):
        told.until(LineState.ONLINE)
        assert bell.until_waiting() == EVERY
        receive(seat.desk)
        worker.wake()
        assert wait_of(bell, GATHER) == GATHER
        bell.turn(GATHER - 1)
        receive(seat.desk)
        worker.wake()
        assert wait_of(bell, 1) == 1
        assert waiting(seat) == 2
        bell.turn(1)
        told.until(LineState.ONLINE)
    assert waiting(seat) == 0


def wait_of(bell: TurnedBell, seconds: float) -> float:
    """What the worker waits once it has heard the ring."""
    while (found := bell.until_waiting()) > seconds:
        pass
    return found


def test_a_change_while_the_line_is_down_does_not_end_its_pause(seat: Seat) -> None:
    seat.line.cut()
    with working(*at(seat)) as (worker, told, bell):
        told.until(LineState.OFFLINE)
        before = bell.until_waiting()
        receive(seat.desk)
        worker.wake()
        assert bell.until_waiting() == before
        assert told.every() == []


def test_the_timer_really_fires(seat: Seat) -> None:
    with working(*at(seat)) as (_, told, bell):
        told.until(LineState.ONLINE)
        receive(seat.desk)
        for _ in range(2):
            bell.turn(EVERY)
            told.until(LineState.ONLINE)
    assert waiting(seat) == 0


def test_a_revoked_desk_is_told_so_and_keeps_everything(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template, 1) as there:
        (seat,) = there.seats
        receive(seat.desk)
        revoke(there.district.district, there.district.enrolments[0].device)
        with working(*at(seat)) as (_, told, _):
            status = told.until(LineState.UNWELCOME)
        assert "thu hồi" in status.sentence
        assert waiting(seat) == 1


BUSY = http(503, b"", None, "Retry-After: 600")


@pytest.mark.parametrize(
    ("answer", "state", "pause"),
    [
        (http(401), LineState.UNWELCOME, 2 * FIRST_PAUSE),
        (http(404), LineState.UNWELCOME, 2 * FIRST_PAUSE),
        (http(409), LineState.UNWELCOME, 2 * FIRST_PAUSE),
        (http(413), LineState.UNWELCOME, 2 * FIRST_PAUSE),
        (http(500), LineState.OFFLINE, 2 * FIRST_PAUSE),
        (http(429, b"", None, "Retry-After: 300"), LineState.OFFLINE, 300),
        (BUSY, LineState.OFFLINE, 600),
        (http(503, b"", None, "Retry-After: 86400"), LineState.OFFLINE, LONGEST_ASKED),
        (http(200, b"<html>hotel wifi</html>"), LineState.UNWELCOME, 2 * FIRST_PAUSE),
    ],
)
def test_after_every_trouble_it_tries_again_and_says_what_it_is(
    desk: Desk, answer: bytes, state: LineState, pause: float
) -> None:
    receive(desk)
    with answering(answer) as url, working(desk, Line(url, "token")) as (_, told, bell):
        for number in range(1, 3):
            status = told.until(state)
            expected = max(pause, pause_after(number, 0))
            assert 0.8 * expected <= bell.until_waiting() <= 1.2 * expected
            assert bool(status.sentence) == (state is not LineState.OFFLINE)
            bell.turn(2 * LONGEST_ASKED)
        told.until(state)
    assert replica.standing(desk).outbox.events == 1


def test_an_answer_with_nothing_in_it_is_a_line_that_was_cut(desk: Desk) -> None:
    with answering(http(200)) as url, working(desk, Line(url, "token")) as (_, told, _):
        told.until(LineState.OFFLINE)


def test_what_the_server_asked_for_once_counts_once(desk: Desk) -> None:
    with answering(BUSY, http(500)) as url, working(desk, Line(url, "token")) as (worker, told, bell):
        told.until(LineState.OFFLINE)
        assert bell.until_waiting() > 400
        worker.send_now()
        told.until(LineState.OFFLINE)
        assert bell.until_waiting() < 60


def test_a_server_that_cannot_be_asked_where_it_stands_is_asked_again(seat: Seat) -> None:
    """Events went up of which no answer came: they are not sent once more before the server has said what it has."""
    for _ in range(3):
        receive(seat.desk)
    with answering(None) as url:
        worker = SyncWorker(seat.desk, replace(seat.way, url=url), lambda _: None, lambda _: None)
        worker._link._timeout = (1.0, 0.2)
        assert worker._exchange()[0] is LineState.OFFLINE
        worker._link.close()
    with answering(http(500)) as url:
        worker = SyncWorker(seat.desk, replace(seat.way, url=url), lambda _: None, lambda _: None)
        assert worker._exchange()[0] is LineState.OFFLINE
        assert worker._link.bytes_up == 0
        worker._link.close()
    with working(*at(seat)) as (_, told, _):
        told.until(LineState.ONLINE)
    assert waiting(seat) == 0


def test_a_full_disk_is_said_and_the_worker_lives_on(desk: Desk) -> None:
    identity.known(desk.store)
    desk.store.close()
    with answering(http(500)) as url, working(desk, Line(url, "token")) as (_, told, bell):
        told.until(LineState.OFFLINE)
        bell.turn(LONGEST_PAUSE * 2)
        told.until(LineState.OFFLINE)


def test_progress_is_said_of_what_the_line_has_taken(seat: Seat) -> None:
    receive_many(seat.desk, 230)
    with working(*at(seat)) as (_, told, _):
        told.until(LineState.BUSY)
        statuses = [told.statuses.get(timeout=20) for _ in range(2)]
    (first,) = [status.progress for status in statuses if status.progress][:1]
    assert (first.events_sent, first.events_left) == (100, 130)
    assert 0 < first.bytes_left < 10 * first.bytes_sent


@given(st.integers(1, 10_000), st.floats(-0.2, 0.2), st.none() | st.floats(0, 1e9))
def test_the_pause_grows_and_stays_within_bounds(failures: int, jitter: float, asked: float | None) -> None:
    pause = pause_after(failures, jitter, asked)
    assert FIRST_PAUSE <= pause <= LONGEST_ASKED * 1.2
    assert pause_after(failures + 1, 0, asked) >= pause_after(failures, 0, asked)
