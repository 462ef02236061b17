"""The line is cut at every step of an exchange; nothing is lost, doubled or told differently."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from onecua_desk.services import handback, processing
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, receive
from tests.journeys.town import Seat, Town, town

STEP = 29
"""Bytes between two cuts: a prime, so that every part of the messages is hit over the rounds."""


def work(seat: Seat, number: int) -> None:
    """A little of everything that a desk does."""
    dossier = receive(seat.desk, COPY)
    match number % 4:
        case 0:
            processing.hand_over(seat.desk, MAI, dossier.id, "Tư pháp")
        case 1:
            processing.request_supplement(seat.desk, MAI, dossier.id, ("Bản sao",))
            processing.supplement(seat.desk, MAI, dossier.id, ())
        case 2:
            processing.record_result(seat.desk, MAI, dossier.id, f"{number}/2026", date(2026, 11, 23))
            handback.hand_back(seat.desk, MAI, dossier.id, handback.applicant_collects(dossier, True))
        case _:
            processing.refuse(seat.desk, MAI, dossier.id, "không thuộc thẩm quyền")


def assert_alike(there: Town) -> None:
    first, second = there.seats
    assert first.sound()
    assert second.sound()
    assert first.states() == second.states()
    assert first.story() == second.story()


def test_line_cut_at_every_step_of_an_exchange(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template) as there:
        ours, theirs = there.seats
        cuts = 0
        for number in range(60):
            work(ours, number)
            work(theirs, number + 1)
            assert theirs.exchange()
            ours.line.cut_after(number * STEP)
            came_through = ours.exchange()
            cuts += not came_through
            ours.line.restore()
            assert ours.exchange()
            clock.turn(minutes=3)
        assert cuts > 30, "the cuts did not hit"
        assert theirs.exchange()
        assert_alike(there)
        assert len(ours.states()) == 120


def test_answer_lost_again_and_again_doubles_nothing(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template) as there:
        ours, theirs = there.seats
        for number in range(5):
            work(ours, number)
        for lost in (2500, 2600, 2700, 2800):
            ours.line.cut_after(lost)
            ours.exchange()
            ours.line.restore()
        assert ours.exchange()
        assert theirs.exchange()
        assert_alike(there)
