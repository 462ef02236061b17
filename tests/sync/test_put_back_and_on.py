"""A server that was put back and has gone on, so that its newest numbers look as if nothing had happened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onecua_desk.district.bundle import take_in
from onecua_desk.district.judging import twice
from onecua_desk.district.state import lines, state
from onecua_desk.domain.events import HandedOver
from onecua_desk.services import lookup, parked, processing, replica
from onecua_desk.sync import stick
from onecua_desk.sync.line import LineDown
from onecua_desk.wire.dialogue import DEALT_WITH
from tests.clock import Clock
from tests.desk_fixture import COPY, MAI, receive
from tests.sync.there import There
from tests.sync.there import there as there

DAY = date(2026, 11, 23)


def test_a_verdict_heard_from_the_order_that_is_gone_does_not_stand_in_the_way(there: There) -> None:
    """The answer broke off behind its verdicts; in the new order the first place is another desk's."""
    ours, theirs = (receive(desk, COPY) for desk in there.desks)
    there.copy()
    there.lines[0].down_cut = -40
    with pytest.raises(LineDown):
        there.exchange(0)
    there.put_back()
    there.exchange(1)
    there.arrives_late(0, 0)
    there.exchange(0, 1)
    for id in (ours.id, theirs.id):
        assert there.story(0, id) == there.story(1, id)
    assert there.story(0, ours.id) == [(2, 1, "accepted", 2)]


def test_a_refusal_that_the_server_has_lost_and_decided_otherwise_is_heard_of(there: There) -> None:
    """The order is the same up to where this desk has read it: only what was said there last has gone."""
    dossier = receive(there.desks[0], COPY)
    there.exchange(0, 1)
    processing.request_supplement(there.desks[1], MAI, dossier.id, ("Bản sao",))
    there.exchange(1)
    there.copy()
    processing.record_result(there.desks[0], MAI, dossier.id, "7/2026", DAY)
    there.exchange(0)
    assert [one.title for one in replica.refusals(there.desks[0])] == ["Có kết quả"]
    there.put_back()
    processing.supplement(there.desks[1], MAI, dossier.id, ())
    there.exchange(1)
    there.arrives_late(0, 1)
    there.exchange(0, 1)
    assert replica.refusals(there.desks[0]) == []
    assert there.story(0, dossier.id) == there.story(1, dossier.id)
    assert len(there.story(0, dossier.id)) == 4
    assert lookup.story(there.desks[1], dossier.id).dossier.result is not None


@pytest.mark.parametrize("dealt_with", ["sent anew", "given up"])
def test_a_stick_of_before_does_not_double_what_a_person_has_dealt_with_since(
    there: There, tmp_path: Path, clock: Clock, dealt_with: str
) -> None:
    """The server was put back to before it refused, and reads the package before it hears of any desk."""
    one, two = there.desks
    id = receive(one, COPY).id
    there.exchange(0, 1)
    there.copy()
    processing.request_supplement(two, MAI, id, ("Bản sao",))
    there.exchange(1)
    processing.hand_over(one, MAI, id, "Tư pháp", "lần 1")
    package = stick.write(one, tmp_path).path
    there.exchange(0)
    (refused,) = replica.refusals(one)
    processing.supplement(two, MAI, id, ())
    there.exchange(1, 0)
    clock.turn(minutes=5)
    if dealt_with == "sent anew":
        parked.send_corrected(one, MAI, refused.id)
    else:
        parked.withdraw(one, MAI, refused.id, "nhầm hồ sơ")
    there.put_back()
    take_in(there.district, package)
    there.exchange(0, 1, 0)

    assert there.story(0, id) == there.story(1, id)
    handed = [entry for entry in there.entries(0, id) if entry.wire.kind == HandedOver.kind]
    assert [entry.wire.seq for entry in handed if entry.status == "accepted"] == [refused.id.seq]
    again = [said.sentence for said in replica.refusals(one) if said.title == HandedOver.title]
    assert again == ([twice(refused.id.seq)] if dealt_with == "sent anew" else [])
    found = [line for line in lines(state(there.district)) if "gói USB cũ" in line]
    assert len(found) == 1
    assert f"việc số {refused.id.seq} của thiết bị {refused.id.device}" in found[0]


def test_what_was_dropped_is_listed_again_where_the_log_is_lost_and_nothing_else_says_it(there: There) -> None:
    """What a person wrote in its place may be lost too: nobody else can know."""
    id = receive(there.desks[0], COPY).id
    there.exchange(0, 1)
    there.copy()
    there.copy_desk(0, "before")
    processing.request_supplement(there.desks[1], MAI, id, ("Bản sao",))
    there.exchange(1)
    processing.hand_over(there.desks[0], MAI, id, "Tư pháp", "lần 1")
    there.exchange(0)
    (refused,) = replica.refusals(there.desks[0])
    parked.withdraw(there.desks[0], MAI, refused.id, "nhầm hồ sơ")
    there.put_back()
    there.exchange(0)
    there.put_desk_back(0, "before")
    there.exchange(0)
    assert [(said.id, said.sentence) for said in replica.refusals(there.desks[0])] == [(refused.id, DEALT_WITH)]
