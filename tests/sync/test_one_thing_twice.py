"""A desk put back from two backups, with a server that was put back too, has one dossier under two numbers."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from onecua_desk.domain.events import EventId, HandedOver
from onecua_desk.services import lookup, parked, processing, replica
from onecua_desk.services.desk import Desk
from onecua_desk.services.replica import standing
from onecua_desk.sync.line import LineDown
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, THREE_DAYS, receive
from tests.sync.there import There
from tests.sync.there import there as there

SEVERAL = 6
"""Exchanges, more than a desk needs to come to rest here."""


def receive_twice(there: There) -> str:
    """A dossier is the second event at the server, and a later one in the copy "sent" of its desk; its code."""
    receive(there.desks[0], COPY)
    there.exchange(0)
    there.copy()
    there.copy_desk(0, "first day")
    code = receive(there.desks[0], THREE_DAYS).code
    there.copy_desk(0, "received")
    there.put_desk_back(0, "first day")
    receive(there.desks[0], COPY)
    there.exchange(0)
    there.put_desk_back(0, "received")
    there.exchange(0)
    there.copy_desk(0, "sent")
    there.put_back()
    there.put_desk_back(0, "received")
    there.exchange(0, 1)
    return code


def found(desk: Desk, code: str) -> EventId:
    (row,) = lookup.page(desk, lookup.Chip.ALL, code)
    return row.id


@pytest.mark.parametrize("whole", range(SEVERAL))
def test_it_is_one_dossier_wherever_an_answer_breaks_off(there: There, whole: int) -> None:
    """The first ``whole`` answers arrive."""
    code = receive_twice(there)
    there.put_desk_back(0, "sent")
    id = found(there.desks[0], code)
    assert id.seq > 2
    processing.hand_over(there.desks[0], MAI, id, "Tư pháp", "lần 1")
    there.lines[0].down_cut, there.lines[0].whole = -40, whole
    with suppress(LineDown):
        there.exchange(0)
    there.lines[0].down_cut = None
    there.exchange(0, 1, 0)

    ours, theirs = found(there.desks[0], code), found(there.desks[1], code)
    assert ours == theirs == EventId(ours.device, 2)
    assert there.story(0, ours) == there.story(1, ours)
    (handed,) = (entry for entry in there.entries(1, ours) if entry.wire.kind == HandedOver.kind)
    assert handed.status == "accepted"
    now = standing(there.desks[0])
    assert (now.outbox.events, now.chain_differs, replica.refusals(there.desks[0])) == (0, False, [])


def refused_result(there: There) -> str:
    """What was written of the dossier under its later number was refused on its own account; the dossier's code."""
    code = receive_twice(there)
    processing.request_supplement(there.desks[1], MAI, found(there.desks[1], code), ("Bản sao",))
    there.exchange(1)
    there.put_desk_back(0, "sent")
    processing.record_result(there.desks[0], MAI, found(there.desks[0], code), "7/2026", date(2026, 11, 23))
    there.exchange(0, 1, 0)
    return code


def test_what_a_person_gave_up_stays_so_when_the_log_comes_back_from_the_server(there: There, clock: Clock) -> None:
    code = refused_result(there)
    (refused,) = replica.refusals(there.desks[0])
    parked.withdraw(there.desks[0], MAI, refused.id, "ghi nhầm hồ sơ")
    clock.turn(minutes=5)
    processing.supplement(there.desks[1], MAI, found(there.desks[1], code), ())
    there.exchange(1, 0)
    there.put_desk_back(0, "first day")
    receive(there.desks[0], COPY)
    there.exchange(0, 1, 0)
    for desk in there.desks:
        assert lookup.story(desk, found(desk, code)).dossier.result is None


def test_what_is_still_to_settle_comes_back_so_with_the_log_and_nothing_else(there: There) -> None:
    refused_result(there)
    before = [(one.id, one.sentence) for one in replica.refusals(there.desks[0])]
    assert len(before) == 1
    there.put_desk_back(0, "first day")
    there.exchange(0, 1, 0)
    assert [(one.id, one.sentence) for one in replica.refusals(there.desks[0])] == before
