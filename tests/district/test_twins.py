"""The same thing under two numbers of a device: its desk was put back from a backup in which it was yet to be sent."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from onecua_desk.district.database import District
from onecua_desk.district.judging import twice
from onecua_desk.district.state import state
from onecua_desk.domain.clock_facts import ClockTrusted
from onecua_desk.domain.events import Fact
from onecua_desk.wire.messages import WireEvent
from tests.district.speaking import Enrol
from tests.district.writing import handed_over, received_unknown
from tests.district_fixture import UNIT

TRUSTED = ClockTrusted(UNIT, 1, "Phạm Văn Tư", ())


def later(event: WireEvent) -> WireEvent:
    return msgspec.structs.replace(event, at=event.at + timedelta(seconds=1))


@pytest.mark.parametrize(("fact", "about"), [(handed_over(), 1), (TRUSTED, None)])
def test_what_was_accepted_counts_once_under_whatever_number_it_comes(
    speaker: Enrol, fact: Fact, about: int | None
) -> None:
    one = speaker()
    one.receive()
    for _ in range(2):
        one.write(fact, about)
    told = one.sync()
    assert (told.accepted(), told.refused()) == ({1: 1, 2: 2}, {3: twice(2)})
    one.write(fact, about)
    assert one.sync().refused() == {4: twice(2)}, "in an exchange of its own too"


def test_the_same_a_second_later_is_another_thing(speaker: Enrol) -> None:
    one = speaker()
    one.receive()
    first = one.write(handed_over(), about=1)
    one.log.append(later(msgspec.structs.replace(first, seq=3)))
    assert one.sync().accepted() == {1: 1, 2: 2, 3: 3}


def test_another_device_may_say_the_same(speaker: Enrol) -> None:
    one, two = speaker(1), speaker(2)
    one.receive()
    one.write(handed_over(), about=1)
    one.sync()
    two.write(handed_over(), about=(one.device, 1))
    assert two.sync().accepted() == {1: 3}


def test_what_was_refused_or_held_is_no_reason_to_refuse_the_same_again(speaker: Enrol) -> None:
    one = speaker()
    with received_unknown():
        one.receive()
        one.write(handed_over(), about=1)
        assert one.sync().told.held == (1, 2)
    one.write(handed_over(), about=1)
    told = one.send(*one.log)
    assert (told.accepted(), told.refused()) == ({1: 1, 2: 2}, {3: twice(2)})


def test_what_stands_for_a_dropped_event_that_counts_here_is_refused_once_and_said_to_the_operator(
    speaker: Enrol, database: District
) -> None:
    one = speaker()
    one.receive()
    first = one.write(handed_over(), about=1)
    one.sync()
    one.log.append(later(msgspec.structs.replace(first, seq=3)))
    one.log.append(later(msgspec.structs.replace(one.log[2], seq=4)))
    for events in (one.log[1:], one.log[2:]):
        heard = one.carry(one.upload(events, dropped=(2,)))
        assert (heard.refused(), heard.accepted()[4]) == ({3: twice(2)}, 3)
    assert [(alarm.kind, alarm.seq) for alarm in state(database).alarms] == [("revived", 2)]
