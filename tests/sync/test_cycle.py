"""One run: as few requests as the work needs, and none of it left for the next timer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from onecua_desk.services import intake, processing, replica, upkeep
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.sync.cycle import Run, run
from onecua_desk.sync.link import Link
from onecua_desk.wire.messages import EVENTS_UP, Answer, Request
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, draft, receive
from tests.journeys.test_restored import put_back
from tests.journeys.town import Seat, town


@dataclass
class Counted:
    """The real link, counting what it is asked."""

    link: Link
    asked: list[Request] = field(default_factory=list)

    def exchange(self, request: Request) -> Answer:
        self.asked.append(request)
        return self.link.exchange(request)


def one_run(seat: Seat, changed: Callable[[Changes], None] = lambda _: None) -> tuple[Run, Counted]:
    counted = Counted(Link(seat.line.url, seat.way.token))
    try:
        return run(seat.desk, counted, changed, lambda: False), counted
    finally:
        counted.link.close()


def waiting(desk: Desk) -> int:
    return replica.standing(desk).outbox.events


def test_a_saved_dossier_costs_one_request(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template, 1) as there:
        (seat,) = there.seats
        receive(seat.desk)
        _, counted = one_run(seat)
        assert len(counted.asked) == 1
        assert waiting(seat.desk) == 0


def test_more_than_one_request_holds_goes_in_one_run(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template, 1) as there:
        (seat,) = there.seats
        for _ in range(EVENTS_UP + 10):
            receive(seat.desk)
        _, counted = one_run(seat)
        assert [len(request.events) for request in counted.asked] == [EVENTS_UP, 10]
        assert waiting(seat.desk) == 0


def test_long_texts_make_smaller_requests_and_still_go_in_one_run(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template, 1) as there:
        (seat,) = there.seats
        long = replace(draft(seat.desk, COPY), note="một ghi chú dài " * 600)
        for _ in range(60):
            intake.receive(seat.desk, long, MAI)
        result, counted = one_run(seat)
        assert result.requests == len(counted.asked) > 1
        assert waiting(seat.desk) == 0


def test_new_numbers_are_announced_and_sent_in_the_same_run(tmp_path: Path, clock: Clock, template: Path) -> None:
    with town(tmp_path, clock, template, 1) as there:
        (seat,) = there.seats
        kept = receive(seat.desk)
        one_run(seat)
        backup = upkeep.backup(seat.desk)
        processing.hand_over(seat.desk, MAI, kept.id, "Tư pháp")
        one_run(seat)
        restored = put_back(seat, backup)
        receive(restored.desk)
        announced: list[Changes] = []
        one_run(restored, announced.append)
        assert any(changes.renumbered for changes in announced)
        assert waiting(restored.desk) == 0
        restored.desk.store.close()
