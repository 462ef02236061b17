"""One run: as few requests as the work needs, nothing sent twice without need, nothing left for the next timer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from onecua_desk.services import intake, lookup, processing, replica, upkeep
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.replica_down import Contradiction
from onecua_desk.sync import cycle
from onecua_desk.sync.cycle import MOST_EXCHANGES, Incomplete, Run, Watch, run
from onecua_desk.sync.line import LineDown, Read, Unwelcome
from onecua_desk.sync.pace import Progress
from onecua_desk.wire.dialogue import FRAME_EVENTS, Done, Fork, Kind, Mark, Verdicts, Where
from onecua_desk.wire.stream import Writer, records
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, draft, receive
from tests.journeys.test_restored import HUNG, put_back
from tests.journeys.town import Seat, Town, town
from tests.sync.many import receive_many
from tests.sync.straight import Straight, frames


@dataclass
class Place:
    """A seat, and a line of its own to the district."""

    there: Town
    seat: Seat

    @property
    def desk(self) -> Desk:
        return self.seat.desk

    def line(self) -> Straight:
        return Straight(self.there.district.district, self.seat.way.token)

    def run(self, line: Straight | None = None, **watch: Callable[..., object]) -> tuple[Run, Straight]:
        line = line or self.line()
        return run(self.desk, line, Watch(**watch)), line  # type: ignore[arg-type]

    @property
    def waiting(self) -> int:
        return replica.standing(self.desk).outbox.events


@pytest.fixture
def place(tmp_path: Path, clock: Clock, template: Path) -> Iterator[Place]:
    with town(tmp_path, clock, template, 1) as there:
        yield Place(there, there.seats[0])


def test_a_saved_dossier_costs_one_request(place: Place) -> None:
    receive(place.desk)
    told, line = place.run()
    assert (told, line.seqs(), line.asked) == (Run(1, 1, 0), [[1]], 0)
    assert place.waiting == 0


def test_a_day_goes_in_one_request_of_several_frames(place: Place) -> None:
    receive_many(place.desk, 2 * FRAME_EVENTS + 10)
    told, line = place.run()
    assert told == Run(1, 210, 0)
    assert frames(line.bodies[0]) == [FRAME_EVENTS, FRAME_EVENTS, 10]
    assert place.waiting == 0


def test_long_texts_make_smaller_frames_and_still_go_in_one_request(place: Place) -> None:
    long = replace(draft(place.desk, COPY), note="một ghi chú dài " * 600)
    for _ in range(30):
        intake.receive(place.desk, long, MAI)
    told, line = place.run()
    assert told == Run(1, 30, 0)
    assert 1 < len(frames(line.bodies[0])) < 6
    assert place.waiting == 0


def test_an_answer_that_was_lost_makes_nothing_be_sent_again(place: Place) -> None:
    receive_many(place.desk, 150)
    line = place.line()
    line.down_cut = 0
    with pytest.raises(LineDown):
        place.run(line)
    assert place.waiting == 150
    later = receive(place.desk)
    place.run(line)
    assert (line.asked, line.seqs()[1:]) == (1, [[later.id.seq]])
    assert place.waiting == 0
    place.run(line)
    assert line.asked == 1, "nobody is in doubt any more"


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.7, 0.95])
def test_an_upload_that_was_cut_anywhere_sends_at_most_one_frame_twice(place: Place, share: float) -> None:
    receive_many(place.desk, 3 * FRAME_EVENTS)
    line = place.line()
    line.up_cut = round(share * 5_500)
    with pytest.raises(LineDown):
        place.run(line)
    first = line.seqs()[0]
    place.run(line)
    second = [seq for seqs in line.seqs()[1:] for seq in seqs]
    assert len(set(first) & set(second)) <= FRAME_EVENTS
    assert len(second) <= 3 * FRAME_EVENTS - len(first) + FRAME_EVENTS
    assert place.waiting == 0
    assert upkeep.check(place.desk) == []


@pytest.mark.parametrize("kept", [1, 40, 120, 200, 300])
def test_an_answer_that_was_cut_anywhere_is_no_success_and_what_came_is_kept(place: Place, kept: int) -> None:
    for number in range(4):
        dossier = receive(place.desk)
        if number % 2:
            processing.withdraw(place.desk, MAI, dossier.id, "x" * 40)
    line = place.line()
    line.down_cut = kept
    try:
        place.run(line)
    except LineDown:
        assert place.run(line)[0].exchanges == 1
    assert place.waiting == 0
    assert not replica.standing(place.desk).chain_differs


def test_new_numbers_are_announced_and_sent_in_the_same_run(place: Place) -> None:
    kept = receive(place.desk)
    place.run()
    backup = upkeep.backup(place.desk)
    processing.hand_over(place.desk, MAI, kept.id, "Tư pháp")
    place.run()
    restored = Place(place.there, put_back(place.seat, backup))
    receive(restored.desk)
    announced: list[Changes] = []
    told, _ = restored.run(changed=announced.append)
    assert any(changes.renumbered for changes in announced)
    assert restored.waiting == 0
    assert told.exchanges <= 3
    assert len(lookup.page(restored.desk, lookup.Chip.ALL, "")) == 2
    restored.desk.store.close()


def test_a_restored_desk_does_not_double_what_the_server_got_while_it_waited(place: Place) -> None:
    """The backup was made with events waiting that went up later: they are the same, and only what differs moves."""
    receive_many(place.desk, 3)
    backup = upkeep.backup(place.desk)
    receive(place.desk)
    place.run()
    restored = Place(place.there, put_back(place.seat, backup))
    new = receive(restored.desk, applicant=HUNG)
    assert new.id.seq == 4
    restored.run()
    rows = lookup.page(restored.desk, lookup.Chip.ALL, "")
    assert sorted(row.id.seq for row in rows) == [1, 2, 3, 4, 5]
    assert restored.waiting == 0
    assert replica.refusals(restored.desk) == [], "its code is on no other paper"
    restored.desk.store.close()


def test_a_run_that_is_stopped_asks_nothing_more(place: Place) -> None:
    receive(place.desk)
    told, line = place.run(stopped=lambda: True)
    assert (told, line.bodies) == (Run(0, 0, 0), [])


def test_progress_counts_down_to_nothing_left(place: Place) -> None:
    receive_many(place.desk, 210)
    seen: list[Progress] = []
    breaths: list[None] = []
    place.run(progress=seen.append, breathe=lambda: breaths.append(None))
    assert [(one.events_sent, one.events_left) for one in seen] == [(100, 110), (200, 10), (210, 0)]
    assert seen[-1].bytes_left == 0
    assert seen[0].bytes_left > seen[1].bytes_left > 0
    assert len(breaths) >= 210 // 5, "the window gets its turn every few events"


class Answers:
    """A server that gives one answer after the other, the last for ever; ``where`` says that it has nothing."""

    def __init__(self, *answers: bytes) -> None:
        self._answers = list(answers)
        self.asked = 0

    def exchange(self, body: Iterator[bytes]) -> Read:
        b"".join(body)
        self.asked += 1
        answer = self._answers[0] if len(self._answers) == 1 else self._answers.pop(0)
        return BytesIO(answer).read

    def where(self) -> Where:
        return Where(0, bytes(16))


def written(*parts: tuple[Kind, msgspec.Struct]) -> bytes:
    writer = Writer()
    return b"".join(writer.record(kind, msgspec.json.encode(content)) for kind, content in parts) + writer.end()


NOTHING = Verdicts(0, bytes(16))


def done(desk: Desk, position: int = 0) -> Done:
    return Done(desk.now(), "1", Mark(position, bytes(8)))


def test_an_answer_without_verdicts_for_what_was_sent_is_never_success(desk: Desk) -> None:
    receive(desk)
    line = Answers(written((Kind.VERDICTS, NOTHING), (Kind.DONE, done(desk))))
    for _ in range(2):
        with pytest.raises(Incomplete):
            run(desk, line)
    assert replica.standing(desk).outbox.events == 1
    assert line.asked == 2


def test_an_answer_without_its_end_is_a_line_that_was_cut(desk: Desk) -> None:
    with pytest.raises(LineDown):
        run(desk, Answers(written((Kind.VERDICTS, NOTHING))))
    assert replica.standing(desk).answered_at is None


def test_garbage_and_a_newer_server_are_said(desk: Desk) -> None:
    with pytest.raises(Unwelcome, match="không đúng giao thức"):
        run(desk, Answers(b"<html>hotel</html>"))


def test_a_server_that_agrees_with_nothing_does_not_hold_the_desk_for_ever(desk: Desk) -> None:
    line = Answers(written((Kind.FORK, Fork(None, 0))))
    with pytest.raises(Contradiction):
        run(desk, line)
    assert line.asked == 2


def test_a_server_that_agrees_with_what_was_never_said_changes_nothing(desk: Desk) -> None:
    receive(desk)
    with pytest.raises(Contradiction):
        run(desk, Answers(written((Kind.FORK, Fork(77, 0)))))
    assert replica.standing(desk).outbox.events == 1


def test_a_server_that_always_wants_one_more_exchange_gets_a_dozen(desk: Desk) -> None:
    receive(desk)
    line = Answers(written((Kind.FORK, Fork(0, 0))))
    with pytest.raises(Incomplete):
        run(desk, line)
    assert line.asked == MOST_EXCHANGES
    assert replica.standing(desk).outbox.events == 1


def test_what_is_said_first_is_short(place: Place) -> None:
    """An exchange with nothing to say: some hundred bytes each way."""
    place.run()
    _, line = place.run()
    (body,) = line.bodies
    assert len(body) < 200
    assert [kind for kind, _ in records(BytesIO(body).read)] == [Kind.HELLO, Kind.END]
    assert cycle.MOST_EXCHANGES >= 5
