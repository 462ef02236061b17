"""Places in the server's order: few are kept, and one is never far before wherever two orders went apart."""

from __future__ import annotations

from bisect import bisect_right, insort

from hypothesis import example, given
from hypothesis import strategies as st

from onecua_desk.services.desk import Desk
from onecua_desk.store import checkpoints
from onecua_desk.store.checkpoints import BEGINNING, DENSE, spared
from onecua_desk.wire.chain import NO_TAG
from onecua_desk.wire.dialogue import CHECKPOINTS, Mark


def tag(position: int) -> bytes:
    return position.to_bytes(8)


def kept_of(steps: list[int]) -> list[int]:
    places: list[int] = []
    for step in steps:
        insort(places, (places[-1] if places else 0) + step)
        if len(places) >= CHECKPOINTS:
            places.remove(spared(places))
    return places


@given(st.lists(st.integers(1, 5_000), min_size=1, max_size=600))
@example([1] * 3_000)
@example([100] * 2_000)
def test_wherever_the_orders_went_apart_a_place_is_known_not_much_farther_back(steps: list[int]) -> None:
    places = kept_of(steps)
    newest = places[-1]
    assert len(places) < CHECKPOINTS
    made = [sum(steps[: number + 1]) for number in range(len(steps))]
    assert places[-DENSE:] == made[-DENSE:]
    for fork in made:
        at = bisect_right(places, fork)
        agreed = places[at - 1] if at else 0
        assert newest - agreed <= 1.5 * (newest - fork) + 2 * max(steps)


def test_a_desk_remembers_where_it_stood_and_goes_back(desk: Desk) -> None:
    with desk.store.write() as connection:
        assert checkpoints.cursor(connection) == Mark(0, NO_TAG)
        for position in range(10, 2_000, 10):
            checkpoints.move(connection, Mark(position, tag(position)))
        marks = checkpoints.newest_first(connection)
        assert len(marks) == CHECKPOINTS
        assert (marks[0], marks[-1]) == (Mark(1_990, tag(1_990)), BEGINNING)
        assert all(checkpoints.knows(connection, mark) for mark in marks)
        assert not checkpoints.knows(connection, Mark(1_990, tag(1)))
        checkpoints.go_back(connection, 1_900)
        assert checkpoints.cursor(connection) == Mark(1_900, tag(1_900))
        assert checkpoints.newest_first(connection)[0].position == 1_900


def test_a_place_of_which_the_order_is_not_known_is_no_checkpoint(desk: Desk) -> None:
    with desk.store.write() as connection:
        checkpoints.move(connection, Mark(12, NO_TAG))
        assert checkpoints.cursor(connection) == Mark(12, NO_TAG)
        assert checkpoints.newest_first(connection) == (BEGINNING,)
