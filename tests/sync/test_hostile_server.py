"""A server that means harm, or speaks nonsense: the desk's log, its numbers and its clock stay as they were."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

import msgspec
import pytest

from onecua_desk.domain.events import EventId
from onecua_desk.errors import UserError
from onecua_desk.services import clock_guard, forked, guidance, intake, lookup, replica, upkeep
from onecua_desk.services.clock_guard import DoubtfulClock
from onecua_desk.services.desk import Desk
from onecua_desk.services.intake import Draft
from onecua_desk.services.replica_down import Contradiction
from onecua_desk.store import log, settings
from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.dialogue import Fork, Refusal
from onecua_desk.wire.messages import Placed
from tests.clock import Clock
from tests.desk_fixture import MAI, MONDAY, receive
from tests.services.by_hand import Answer, Commune, dump, fact, hear, said
from tests.services.conftest import commune as commune

LAST = (1 << 40) - 1


def goes_on(commune: Commune) -> None:
    id = receive(commune.one).id
    assert id.seq < 100
    commune.ledger.exchange(commune.one)
    assert said(commune.one).events == []
    assert not lookup.story(commune.one, id).unsent


def spoilt(commune: Commune, through: int) -> Answer:
    answer = commune.ledger.answer(said(commune.one))
    answer.verdicts = msgspec.structs.replace(answer.verdicts, through=through)
    return answer


@pytest.mark.parametrize("through", [LAST, (1 << 39), (1 << 38) + 1])
def test_verdicts_on_a_number_that_no_desk_reaches_change_nothing(commune: Commune, through: int) -> None:
    receive(commune.one)
    asked, before = said(commune.one).asked, dump(commune.one)
    with pytest.raises(Contradiction):
        hear(commune.one, asked, spoilt(commune, through))
    assert dump(commune.one) == before
    commune.ledger.exchange(commune.one)
    goes_on(commune)


def test_a_fork_to_a_number_that_no_desk_reaches_changes_nothing(commune: Commune) -> None:
    receive(commune.one)
    commune.settle_all()
    asked, before = said(commune.one).asked, dump(commune.one)
    with pytest.raises(Contradiction):
        forked.go_back(commune.one, asked, Fork(asked.hello.cursor.position, LAST))
    assert dump(commune.one) == before
    goes_on(commune)


def test_an_own_event_under_a_number_that_no_desk_reaches_is_not_taken_back(commune: Commune) -> None:
    receive(commune.one)
    commune.settle_all()
    answer = commune.ledger.answer(said(commune.one))
    answer.own = [fact(2, LAST, EventId(2, 1), "withdrawn", b'{"reason":"x"}')]
    asked, before = said(commune.one).asked, dump(commune.one)
    with pytest.raises(Contradiction):
        hear(commune.one, asked, answer)
    assert dump(commune.one) == before
    goes_on(commune)


def test_a_server_that_moves_the_numbers_far_ahead_leaves_room_and_may_speak_of_them_again(commune: Commune) -> None:
    with commune.one.store.write() as connection:
        settings.put(connection, log.LAST_SEQ, log.FARTHEST_TOLD)
    assert receive(commune.one).id.seq == log.FARTHEST_TOLD + 1
    asked = said(commune.one).asked
    assert hear(commune.one, asked, spoilt(commune, log.FARTHEST_TOLD + 1))[0].ended


def test_behind_the_last_number_nothing_is_written_that_could_not_be_sent(commune: Commune) -> None:
    with commune.one.store.write() as connection:
        settings.put(connection, log.LAST_SEQ, (1 << 39) - 1)
    before = dump(commune.one)
    with pytest.raises(UserError, match="Số thứ tự"):
        receive(commune.one)
    assert dump(commune.one) == before


BODIES = {
    "not a number": b"NaN",
    "two values": b"{},5",
    "surrogate": b'{"day":"\\ud800","number":"\\ud800","payment":{"receipt":"\\ud800"},"imported":"\\ud800"}',
    "deep": b"[" * 30_000 + b"]" * 30_000,
    "open": b'{"day":"2026-11-23","payment":{',
    "empty": b"",
}
KINDS = ["received", "day_closed", "guided", "clock_trusted", "of_a_newer_program"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_that_is_no_json_never_reaches_the_log(commune: Commune, kind: str, body: bytes) -> None:
    receive(commune.one)
    receive(commune.two)
    commune.ledger.exchange(commune.two)
    spoken = said(commune.one)
    good = commune.ledger.answer(spoken)
    asked, before = spoken.asked, dump(commune.one)
    bad = Answer(good.verdicts, [(good.pages[0][0], [Placed(50, fact(1, 1, EventId(1, 1), kind, body))])], good.done)
    bad.own = [fact(2, 2, EventId(2, 2), kind, body)]
    with pytest.raises(Garbled):
        hear(commune.one, asked, bad)
    assert dump(commune.one) == before
    bad.own = []
    with pytest.raises(Garbled):
        hear(commune.one, asked, bad)
    hear(commune.one, asked, good)
    goes_on(commune)


@pytest.mark.parametrize(
    "body", [b"NaN", b"{}", b'{"reason":5,"number":null}', b'{"number":"%s-Q1/HDHS"}' % (b"9" * 5_000)]
)
@pytest.mark.parametrize("kind", ["guided", "turned_away", "day_closed", "clock_trusted", "received"])
def test_an_odd_event_that_lies_in_the_log_breaks_no_look_up(commune: Commune, kind: str, body: bytes) -> None:
    """As an earlier version of the program may have taken it over."""
    event = fact(1, 1, EventId(1, 1), kind, body, MONDAY)
    with commune.one.store.write() as connection:
        log.place(connection, Placed(1, event))
    guidance.usual_reasons(commune.one)
    assert upkeep.check(commune.one) == []
    upkeep.rebuild(commune.one)
    assert len(lookup.page(commune.one, lookup.Chip.ALL, "")) == 0
    receive(commune.one)


def test_a_refusal_is_shown_as_one_clean_sentence_of_some_length(commune: Commune) -> None:
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    wild = "Sai\u202e\r\n\x07 giấy.\u200b " + "x" * 400_000
    answer.verdicts = msgspec.structs.replace(answer.verdicts, accepted=(), refused=(Refusal(1, wild),))
    hear(commune.one, spoken.asked, answer)
    (refusal,) = replica.refusals(commune.one)
    assert refusal.sentence.startswith("Sai giấy. xxx")
    assert len(refusal.sentence) <= 500


def test_a_refusal_of_signs_that_nobody_sees_is_a_refusal_all_the_same(commune: Commune) -> None:
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    answer.verdicts = msgspec.structs.replace(answer.verdicts, accepted=(), refused=(Refusal(1, "\u202e\x07"),))
    hear(commune.one, spoken.asked, answer)
    (refusal,) = replica.refusals(commune.one)
    assert refusal.sentence.endswith(".")


def heard_at(desk: Desk, there: datetime) -> None:
    with desk.store.write() as connection:
        clock_guard.note(connection, desk.now(), desk.now(), there)


@pytest.mark.parametrize("there", [datetime.max, datetime.min, datetime(9999, 12, 31, 23, 59, 59)])
def test_a_servers_clock_beyond_the_calendar_is_a_doubt_that_the_leader_can_allow(
    commune: Commune, clock: Clock, there: datetime
) -> None:
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    assert answer.done is not None
    answer.done = msgspec.structs.replace(answer.done, now=there)
    hear(commune.one, spoken.asked, answer)
    with pytest.raises(DoubtfulClock, match="máy chủ"):
        receive(commune.one)
    assert "máy chủ" in " ".join(intake.quote(commune.one, Draft()).warnings)
    clock_guard.trust(commune.one, MAI, "Nguyễn Văn An")
    clock.turn(minutes=30)
    heard_at(commune.one, there)
    receive(commune.one)


@pytest.mark.parametrize("ahead", [10**12, -(10**12), 10**30])
def test_a_distance_that_an_earlier_version_stored_is_no_trouble(commune: Commune, ahead: int) -> None:
    with commune.one.store.write() as connection:
        settings.put(connection, "server_ahead", ahead)
    with pytest.raises(DoubtfulClock):
        receive(commune.one)


@pytest.mark.parametrize("here", [datetime(9999, 12, 31, 8), datetime(1, 1, 1, 8)])
@pytest.mark.parametrize("there", [datetime.max, datetime.min, MONDAY])
def test_a_desks_own_clock_at_the_end_of_the_calendar_is_said_in_one_sentence(
    commune: Commune, clock: Clock, here: datetime, there: datetime
) -> None:
    clock.at = here
    heard_at(commune.one, there)
    with pytest.raises(UserError):
        receive(commune.one)
    for chip in lookup.Chip:
        with suppress(UserError):
            lookup.page(commune.one, chip, "")
