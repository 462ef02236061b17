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

RARE = "1.000080"


def shown(desk: Desk) -> tuple[Favourite, ...]:
    return favourites.favourites(desk.store, procedures.known(desk))


def codes(desk: Desk) -> list[str]:
    return [one.code for one in shown(desk)]


def use(desk: Desk, *used: str) -> None:
    for code in used:
        receive(desk, code)


def count(desk: Desk, code: str, times: int) -> None:
    with desk.store.write() as connection:
        for _ in range(times):
            catalogue.count_use(connection, code)


def test_a_new_desk_begins_with_the_ten_commonest_on_its_keys(desk: Desk) -> None:
    assert codes(desk) == list(COMMON)
    assert procedures.known(desk).uses == {}
    assert [one.key for one in shown(desk)] == list(range(1, KEYS + 1))


def test_a_first_dossier_changes_no_key_and_a_rare_procedure_waits_behind_the_common_ones(desk: Desk) -> None:
    use(desk, COMMON[0])
    assert codes(desk) == list(COMMON)
    use(desk, THREE_DAYS, RARE, RARE)
    assert codes(desk) == [*COMMON[:8], RARE, COMMON[8]]


def test_with_some_history_the_keys_are_what_the_desk_uses_most(desk: Desk) -> None:
    count(desk, RARE, 12)
    count(desk, BIRTH, 30)
    assert codes(desk)[:3] == [BIRTH, RARE, COPY]


def test_on_its_own_history_a_desk_has_no_common_procedure_left(desk: Desk) -> None:
    own = [one.code for one in procedures.known(desk).offered if one.code not in COMMON][:KEYS]
    for place, code in enumerate(own):
        count(desk, code, 40 - place)
    assert codes(desk) == own


def test_a_pinned_procedure_keeps_its_key_and_stands_nowhere_else(desk: Desk) -> None:
    favourites.pin(desk.store, 3, BIRTH)
    assert codes(desk)[:4] == [COMMON[0], COMMON[1], BIRTH, COMMON[3]]
    assert [one.key for one in shown(desk) if one.pinned] == [3]
    favourites.pin(desk.store, 1, BIRTH)
    assert codes(desk)[:3] == [BIRTH, COMMON[0], COMMON[1]]


def test_a_key_let_go_follows_the_use_again(desk: Desk) -> None:
    favourites.pin(desk.store, 1, THREE_DAYS)
    favourites.unpin(desk.store, 1)
    assert codes(desk)[:2] == [COMMON[0], COMMON[1]]


def test_swapped_keys_are_pinned_as_the_official_left_them(desk: Desk) -> None:
    favourites.swap(desk.store, shown(desk), 1, 2)
    count(desk, RARE, 20)
    assert codes(desk)[:3] == [COMMON[1], COMMON[0], RARE]


def test_all_keys_pinned_stay_whatever_is_used_most(desk: Desk) -> None:
    favourites.pin_all(desk.store, shown(desk))
    count(desk, RARE, 20)
    assert codes(desk) == list(COMMON)
    assert all(one.pinned for one in shown(desk))


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
