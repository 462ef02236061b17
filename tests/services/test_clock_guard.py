"""A wrong clock prints wrong dates: it is said before anything is printed, and the leader must allow it."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk import RELEASED
from onecua_desk.domain.clock_facts import Against, ClockTrusted, Doubt
from onecua_desk.errors import UserError
from onecua_desk.services import clock_guard, intake, lookup, processing, slips
from onecua_desk.services.clock_guard import DoubtfulClock
from onecua_desk.services.desk import Desk
from onecua_desk.services.intake import Draft
from onecua_desk.store import log
from tests.clock import Clock
from tests.desk_fixture import MAI, MONDAY, draft, receive

LEADER = "Nguyễn Văn An, Chủ tịch"


def said(desk: Desk) -> str:
    return " ".join(intake.quote(desk, Draft()).warnings)


def hear_the_server(desk: Desk, clock: Clock, minutes: int) -> None:
    """The server answered, its clock ``minutes`` ahead of the desk's."""
    with desk.store.write() as connection:
        clock_guard.note(connection, clock.at, clock.at, clock.at + timedelta(minutes=minutes))


def doubted(desk: Desk) -> set[Against]:
    """What receiving is refused for; nothing is written then."""
    before = len(lookup.page(desk, lookup.Chip.ALL, ""))
    with pytest.raises(DoubtfulClock) as refused:
        receive(desk)
    assert refused.value.field == "clock"
    assert refused.value.now == desk.now()
    assert len(lookup.page(desk, lookup.Chip.ALL, "")) == before
    return {doubt.against for doubt in refused.value.doubts}


def test_a_clock_that_was_set_back_is_said_and_nothing_is_received_by_it(desk: Desk, clock: Clock) -> None:
    receive(desk)
    assert not said(desk)
    clock.at = MONDAY - timedelta(days=1)
    assert "trước việc đã ghi lúc 09:41 23/11/2026" in said(desk)
    assert doubted(desk) == {Against.EVENT}


@pytest.mark.parametrize(
    ("off", "words"), [(11, "chậm hơn máy chủ 11 phút"), (-75, "nhanh hơn máy chủ 75 phút"), (9, ""), (-10, "")]
)
def test_a_clock_that_differs_from_the_servers_is_said(desk: Desk, clock: Clock, off: int, words: str) -> None:
    hear_the_server(desk, clock, off)
    assert words in said(desk)
    assert bool(words) == bool(said(desk))
    if words:
        assert doubted(desk) == {Against.SERVER}
    else:
        receive(desk)


def test_a_clock_before_the_programs_release_is_said(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(RELEASED.year, RELEASED.month, RELEASED.day) - timedelta(seconds=1)
    assert f"trước ngày phát hành chương trình ({RELEASED:%d/%m/%Y})" in said(desk)
    assert doubted(desk) == {Against.RELEASE}
    clock.turn(seconds=1)
    receive(desk)


def test_what_the_leader_allowed_is_in_the_log_and_not_asked_about_again(desk: Desk, clock: Clock) -> None:
    receive(desk)
    clock.at = MONDAY - timedelta(days=1)
    clock_guard.trust(desk, MAI, f"  {LEADER}\n")
    with desk.store.read() as connection:
        entry = log.last_alone(connection, 0, ClockTrusted.kind)
    assert entry is not None
    assert entry.event is not None
    assert entry.event.official == MAI
    fact = entry.event.fact
    assert isinstance(fact, ClockTrusted)
    assert (fact.allowed_by, fact.doubts) == (LEADER, (Doubt(Against.EVENT, MONDAY, -24 * 3600),))
    assert LEADER in fact.detail()
    for _ in range(3):
        receive(desk)
        clock.turn(minutes=5)


def test_a_clock_that_is_set_back_once_more_is_another_doubt(desk: Desk, clock: Clock) -> None:
    receive(desk)
    clock.at = MONDAY - timedelta(days=1)
    clock_guard.trust(desk, MAI, LEADER)
    clock.turn(minutes=-1)
    assert doubted(desk) == {Against.EVENT}


def test_a_date_that_was_wrong_once_is_not_asked_about_for_ever(desk: Desk, clock: Clock) -> None:
    clock.at = MONDAY + timedelta(days=20)
    receive(desk)
    clock.at = MONDAY
    clock_guard.trust(desk, MAI, LEADER)
    for _ in range(5):
        clock.turn(days=1)
        receive(desk)


def test_the_same_distance_from_the_server_is_one_doubt_and_a_larger_one_another(desk: Desk, clock: Clock) -> None:
    hear_the_server(desk, clock, 30)
    clock_guard.trust(desk, MAI, LEADER)
    hear_the_server(desk, clock, 33)
    receive(desk)
    assert f"{LEADER} đã cho phép" in said(desk)
    hear_the_server(desk, clock, 60)
    assert doubted(desk) == {Against.SERVER}
    hear_the_server(desk, clock, -30)
    assert doubted(desk) == {Against.SERVER}


def test_who_allows_a_second_doubt_allows_the_first_that_is_still_there(desk: Desk, clock: Clock) -> None:
    hear_the_server(desk, clock, 30)
    clock_guard.trust(desk, MAI, LEADER)
    receive(desk)
    clock.turn(minutes=-5)
    assert doubted(desk) == {Against.EVENT}
    clock_guard.trust(desk, MAI, "Trần Thị Bảy")
    receive(desk)


@pytest.mark.parametrize("name", ["", "  \n", "A" * 201])
def test_without_a_leaders_name_nothing_is_allowed(desk: Desk, clock: Clock, name: str) -> None:
    hear_the_server(desk, clock, 30)
    with pytest.raises(UserError) as refused:
        clock_guard.trust(desk, MAI, name)
    assert refused.value.field == "allowed_by"
    assert doubted(desk) == {Against.SERVER}


def test_a_clock_that_nobody_doubts_needs_no_leader(desk: Desk) -> None:
    clock_guard.trust(desk, MAI, LEADER)
    with desk.store.read() as connection:
        assert log.last_alone(connection, 0, ClockTrusted.kind) is None


def test_what_is_no_receipt_goes_on_under_any_clock(desk: Desk, clock: Clock) -> None:
    dossier = receive(desk)
    clock.at = MONDAY - timedelta(days=1)
    assert processing.hand_over(desk, MAI, dossier.id, "Tư pháp").value.holder == "Tư pháp"


@given(st.sampled_from(Against), st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.integers(-(10**6), 10**6))
def test_a_doubt_is_the_same_as_itself_and_says_one_sentence(against: Against, true: datetime, off: int) -> None:
    doubt = Doubt(against, true.replace(microsecond=0), off)
    assert doubt.same(doubt)
    assert doubt.sentence().startswith("Đồng hồ máy")
    assert doubt.sentence().endswith(".")


def test_in_1970_the_clock_is_blamed_and_not_the_procedure(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(1970, 1, 1, 8)
    with pytest.raises(UserError, match="kiểm tra đồng hồ"):
        intake.receive(desk, draft(desk), MAI)


def test_a_slip_of_a_rule_set_that_is_not_known_here_asks_for_an_update(desk: Desk) -> None:
    dossier = receive(desk)
    with desk.store.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER event_never_changed")
        (body,) = connection.exec_driver_sql("SELECT body FROM event").one()
        changed = msgspec.json.decode(body) | {"ruleset": "2999"}
        connection.exec_driver_sql("UPDATE event SET body = ?", (msgspec.json.encode(changed).decode(),))
    with pytest.raises(UserError, match="cập nhật chương trình"):
        slips.slip(desk, dossier.id)


def test_an_answer_that_is_long_on_its_way_is_no_doubt(desk: Desk, clock: Clock) -> None:
    with desk.store.write() as connection:
        asked, there = clock.at - timedelta(minutes=40), clock.at - timedelta(minutes=25)
        clock_guard.note(connection, asked, clock.at, there)
    assert said(desk) == ""
