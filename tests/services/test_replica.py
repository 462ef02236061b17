"""What two desks make of a district's answers: its order, its verdicts, and nothing of an answer that cannot be."""

from __future__ import annotations

from datetime import date, datetime

import msgspec
import pytest

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Official, State
from onecua_desk.errors import UserError
from onecua_desk.services import handback, lookup, processing, replica
from onecua_desk.services.lookup import Chip
from onecua_desk.wire.messages import Answer, Verdict, WireEvent
from tests.clock import Clock
from tests.desk_fixture import MAI, receive
from tests.services.by_hand import Commune, fact

LAN = Official("lan", "Trần Thị Lan")
DAY = date(2026, 11, 23)


def refuse_hand_over(event: WireEvent) -> str:
    return "Hồ sơ đã rút." if event.kind == "handed_over" else "accepted"


def test_own_events_wait_in_the_order_of_writing_until_they_are_answered(commune: Commune) -> None:
    dossier = receive(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    request = replica.prepare(commune.one)
    assert (request.device, request.cursor) == (2, 0)
    assert [(event.seq, event.kind) for event in request.events] == [(1, "received"), (2, "handed_over")]
    standing = replica.standing(commune.one)
    assert (standing.outbox.events, standing.outbox.dossiers, standing.answered_at) == (2, 1, None)
    assert replica.prepare(commune.one) == request


def test_what_was_accepted_is_sent_and_no_longer_waits(commune: Commune, clock: Clock) -> None:
    id = receive(commune.one).id
    clock.turn(minutes=3)
    assert commune.ledger.exchange(commune.one).dossiers == {id}
    assert replica.prepare(commune.one).events == []
    standing = replica.standing(commune.one)
    assert (standing.outbox.events, standing.outbox.oldest, standing.answered_at) == (0, None, clock.at)
    assert not lookup.page(commune.one, Chip.ALL, "")[0].unsent
    assert not lookup.story(commune.one, id).unsent


def test_events_without_a_verdict_go_on_waiting(commune: Commune) -> None:
    for _ in range(3):
        receive(commune.one)
    request = replica.prepare(commune.one)
    answer = commune.ledger.answer(request)
    replica.apply(commune.one, request, msgspec.structs.replace(answer, verdicts=[answer.verdicts[1]]))
    assert [event.seq for event in replica.prepare(commune.one).events] == [1, 3]


def test_a_dossier_of_one_desk_appears_at_the_other_with_its_whole_story(commune: Commune) -> None:
    dossier = receive(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    commune.settle_all()
    assert [row.code for row in lookup.find(commune.two, dossier.code)] == [dossier.code]
    stories = [lookup.story(desk, dossier.id) for desk in (commune.one, commune.two)]
    assert stories[0] == stories[1]
    assert stories[0].dossier.state is State.PROCESSING


def test_a_dossier_received_at_one_desk_is_handed_back_at_the_other(commune: Commune) -> None:
    dossier = receive(commune.one)
    processing.record_result(commune.one, MAI, dossier.id, "12", DAY)
    commune.settle_all()
    handback.hand_back(commune.two, LAN, dossier.id, handback.applicant_collects(dossier, False))
    commune.settle_all()
    commune.settle_all()
    assert lookup.story(commune.one, dossier.id).dossier.state is State.RETURNED


def test_a_refused_event_no_longer_counts_stays_visible_and_is_settled_by_a_person(commune: Commune) -> None:
    id = receive(commune.one).id
    processing.hand_over(commune.one, MAI, id, "Tư pháp")
    commune.ledger.exchange(commune.one, refuse_hand_over)
    story = lookup.story(commune.one, id)
    assert story.dossier.state is State.RECEIVED
    assert (story.lines[0].refused, story.lines[0].note) == (True, "Cấp trên không nhận: Hồ sơ đã rút.")
    (refusal,) = replica.refusals(commune.one)
    assert (refusal.id, refusal.dossier, refusal.title) == (EventId(2, 2), id, "Chuyển xử lý")
    assert (refusal.code, refusal.sentence) == (story.dossier.code, "Hồ sơ đã rút.")
    assert lookup.counts(commune.one)[Chip.TROUBLE] == 1

    assert processing.settle(commune.one, refusal.id).changes.dossiers == {id}
    assert replica.refusals(commune.one) == []
    assert lookup.counts(commune.one)[Chip.TROUBLE] == 0
    settled = lookup.story(commune.one, id).lines[0]
    assert (settled.refused, settled.note) == (True, "Cấp trên không nhận, đã xử lý: Hồ sơ đã rút.")
    with pytest.raises(UserError, match="đã được xử lý"):
        processing.settle(commune.one, refusal.id)


def test_what_follows_a_refused_event_is_folded_without_it(commune: Commune) -> None:
    id = receive(commune.one).id
    processing.request_supplement(commune.one, MAI, id, ("x",))
    processing.supplement(commune.one, MAI, id, ())

    def refuse_asking(event: WireEvent) -> str:
        return "Không." if event.kind == "supplement_requested" else "accepted"

    commune.ledger.exchange(commune.one, refuse_asking)
    story = lookup.story(commune.one, id)
    assert story.dossier.state is State.RECEIVED
    assert any("không ghi được «Bổ sung đủ»" in line.note for line in story.lines)
    assert lookup.page(commune.one, Chip.TROUBLE, "")[0].trouble


def test_a_refused_receipt_is_still_found_by_its_printed_code_and_says_its_trouble(commune: Commune) -> None:
    dossier = receive(commune.one)
    commune.ledger.exchange(commune.one, lambda _: "Mã này đã có.")
    (row,) = lookup.find(commune.one, dossier.code)
    assert (row.trouble, row.unsent) == (True, False)
    assert lookup.standing_of(commune.one, row).words == "Cần xử lý"
    assert replica.refusals(commune.one)[0].code == dossier.code


def test_accepted_events_fold_in_the_servers_order_and_own_unanswered_ones_on_top(commune: Commune) -> None:
    id = receive(commune.one).id
    commune.settle_all()
    # Both correct the phone without knowing of each other; desk two's correction reaches the server first.
    processing.correct(commune.one, MAI, id, {"phone": "0900000001"})
    processing.correct(commune.two, LAN, id, {"phone": "0900000002"})
    assert lookup.story(commune.one, id).dossier.applicant.phone == "0900000001"
    commune.ledger.exchange(commune.two)
    request = replica.prepare(commune.one)
    others = msgspec.structs.replace(commune.ledger.answer(request), verdicts=[])
    commune.ledger.placed.pop()  # the server has not judged desk one's event yet
    replica.apply(commune.one, request, msgspec.structs.replace(others, cursor=others.events[-1].position))
    story = lookup.story(commune.one, id)
    assert story.dossier.applicant.phone == "0900000002"
    assert story.unsent
    assert lookup.counts(commune.one)[Chip.TROUBLE] == 1  # the own correction no longer fits, and says so


def test_both_desks_show_the_same_after_everything_was_exchanged_whoever_came_first(commune: Commune) -> None:
    id = receive(commune.one).id
    commune.settle_all()
    processing.withdraw(commune.one, MAI, id, "x")
    processing.hand_over(commune.two, LAN, id, "Tư pháp")
    commune.ledger.exchange(commune.two)
    commune.settle_all()
    commune.settle_all()
    one, two = (lookup.story(desk, id) for desk in (commune.one, commune.two))
    assert one == two
    assert one.dossier.state is State.WITHDRAWN


def test_events_of_others_come_once_however_often_they_are_sent(commune: Commune) -> None:
    id = receive(commune.one).id
    commune.ledger.exchange(commune.one)
    request = replica.prepare(commune.two)
    answer = commune.ledger.answer(request)
    replica.apply(commune.two, request, answer)
    with pytest.raises(replica.Contradiction):
        replica.apply(commune.two, request, answer)  # the answer to a question that was answered
    assert len(lookup.story(commune.two, id).lines) == 1


def test_a_verdict_that_comes_twice_changes_nothing_the_second_time(commune: Commune) -> None:
    receive(commune.one)
    request = replica.prepare(commune.one)
    answer = msgspec.structs.replace(commune.ledger.answer(request), cursor=0)
    assert replica.apply(commune.one, request, answer).dossiers
    assert not replica.apply(commune.one, request, answer).dossiers


def test_a_verdict_about_what_was_not_asked_is_passed_over(commune: Commune) -> None:
    request = replica.prepare(commune.one)
    receive(commune.one)
    early = Answer(1, "1", datetime(2026, 11, 23, 10), [Verdict(1, "accepted", 1)], [], 1, False)
    replica.apply(commune.one, request, early)
    assert len(replica.prepare(commune.one).events) == 1


def test_an_event_about_a_dossier_that_was_refused_or_is_unknown_harms_nobody(commune: Commune) -> None:
    commune.ledger.accept(fact(1, 1, EventId(9, 9), "withdrawn", b'{"reason":"x"}'))
    commune.settle_all()
    assert lookup.page(commune.one, Chip.ALL, "") == []


def test_a_story_is_told_newest_first_with_who_did_it(commune: Commune, clock: Clock) -> None:
    id = receive(commune.one).id
    commune.settle_all()
    clock.turn(minutes=5)
    processing.hand_over(commune.two, LAN, id, "Tư pháp")
    commune.settle_all()
    commune.settle_all()
    lines = lookup.story(commune.one, id).lines
    assert [(line.title, line.who) for line in lines] == [("Chuyển xử lý", LAN.name), ("Tiếp nhận", MAI.name)]
