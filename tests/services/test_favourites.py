"""Ten procedures on ten keys: what an official pinned stays, the free keys follow what the desk uses."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onecua_desk.services import favourites, procedures
from onecua_desk.services.desk import Desk
from onecua_desk.services.favourites import KEYS, Favourite
from onecua_desk.services.procedures import COMMON
from onecua_desk.store import catalogue
from tests.desk_fixture import BIRTH, COPY, THREE_DAYS, receive


def shown(desk: Desk) -> tuple[Favourite, ...]:
    return favourites.favourites(desk.store, procedures.known(desk))


def codes(desk: Desk) -> list[str]:
    return [one.code for one in shown(desk)]


def use(desk: Desk, *used: str) -> None:
    for code in used:
        receive(desk, code)


def test_a_new_desk_begins_with_the_ten_commonest_on_its_keys(desk: Desk) -> None:
    assert codes(desk) == list(COMMON)
    assert procedures.known(desk).uses == {}
    assert [one.key for one in shown(desk)] == list(range(1, KEYS + 1))


def test_the_most_used_stand_first(desk: Desk) -> None:
    use(desk, COPY, BIRTH, BIRTH)
    assert codes(desk)[:3] == [BIRTH, COPY, ""]


def test_a_pinned_procedure_keeps_its_key_and_stands_nowhere_else(desk: Desk) -> None:
    use(desk, BIRTH, BIRTH, COPY)
    favourites.pin(desk.store, 3, BIRTH)
    assert codes(desk)[:3] == [COPY, "", BIRTH]
    assert [one.key for one in shown(desk) if one.pinned] == [3]
    favourites.pin(desk.store, 1, BIRTH)
    assert codes(desk)[:3] == [BIRTH, COPY, ""]


def test_a_key_let_go_follows_the_use_again(desk: Desk) -> None:
    use(desk, COPY)
    favourites.pin(desk.store, 1, THREE_DAYS)
    favourites.unpin(desk.store, 1)
    assert codes(desk)[:2] == [COPY, ""]


def test_swapped_keys_are_pinned_as_the_official_left_them(desk: Desk) -> None:
    use(desk, BIRTH, BIRTH, COPY)
    favourites.swap(desk.store, shown(desk), 1, 2)
    use(desk, THREE_DAYS, THREE_DAYS, THREE_DAYS)
    assert codes(desk)[:3] == [COPY, BIRTH, THREE_DAYS]


def test_all_keys_pinned_stay_whatever_is_used_most(desk: Desk) -> None:
    use(desk, BIRTH)
    favourites.pin_all(desk.store, shown(desk))
    use(desk, COPY, COPY)
    assert codes(desk)[:2] == [BIRTH, COPY]
    assert [one.pinned for one in shown(desk)[:2]] == [True, False]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(1, KEYS), st.sampled_from([BIRTH, COPY, THREE_DAYS])), max_size=8))
def test_no_procedure_ever_stands_on_two_keys(desk: Desk, pins: list[tuple[int, str]]) -> None:
    with desk.store.write() as connection:
        catalogue.count_use(connection, BIRTH)
    for key, code in pins:
        favourites.pin(desk.store, key, code)
    found = [code for code in codes(desk) if code]
    assert len(found) == len(set(found))
    if pins:
        assert codes(desk)[pins[-1][0] - 1] == pins[-1][1]
