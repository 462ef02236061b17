"""A desk put back from two backups, with a server that was put back too, has one dossier under two numbers."""

from __future__ import annotations

from contextlib import suppress

import pytest

from onecua_desk.domain.events import EventId, HandedOver
from onecua_desk.services import lookup, processing, replica
from onecua_desk.services.desk import Desk
from onecua_desk.services.replica import standing
from onecua_desk.sync.line import LineDown
from tests.desk_fixture import COPY, MAI, THREE_DAYS, receive
from tests.sync.there import There
from tests.sync.there import there as there

SEVERAL = 6
"""Exchanges, more than a desk needs to come to rest here."""


@pytest.fixture
def twice(there: There) -> tuple[There, str]:
    """The desk has received a dossier and handed it over; at the server it is the second event, here a later one."""
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
    there.exchange(0)
    there.put_desk_back(0, "sent")
    id = found(there.desks[0], code)
    assert id.seq > 2
    processing.hand_over(there.desks[0], MAI, id, "Tư pháp", "lần 1")
    return there, code


def found(desk: Desk, code: str) -> EventId:
    (row,) = lookup.page(desk, lookup.Chip.ALL, code)
    return row.id


@pytest.mark.parametrize("whole", range(SEVERAL))
def test_it_is_one_dossier_wherever_an_answer_breaks_off(twice: tuple[There, str], whole: int) -> None:
    """The first ``whole`` answers arrive."""
    there, code = twice
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
