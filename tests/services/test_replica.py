"""What two desks make of a district's answers: its order, its verdicts, and nothing of an answer that cannot be."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Official, State
from onecua_desk.errors import UserError
from onecua_desk.services import handback, lookup, processing, replica, upkeep
from onecua_desk.services.lookup import Chip
from onecua_desk.services.replica_down import Stale
from onecua_desk.services.replica_up import UNKNOWN
from onecua_desk.wire.chain import NO_TAG
from onecua_desk.wire.dialogue import Mark, Run
from onecua_desk.wire.messages import WireEvent
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI, make_desk, receive
from tests.services.by_hand import Commune, dump, fact, hear, said

LAN = Official("lan", "Trần Thị Lan")
DAY = date(2026, 11, 23)


def refuse_hand_over(event: WireEvent) -> str:
    return "Hồ sơ đã rút." if event.kind == "handed_over" else "accepted"


def test_own_events_wait_in_the_order_of_writing_until_they_are_answered(commune: Commune) -> None:
    dossier = receive(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    spoken = said(commune.one)
    assert (spoken.hello.device, spoken.hello.cursor, spoken.hello.answered) == (2, Mark(0, NO_TAG), 0)
    assert [(event.seq, event.kind) for event in spoken.events] == [(1, "received"), (2, "handed_over")]
    standing = replica.standing(commune.one)
    assert (standing.outbox.events, standing.outbox.dossiers, standing.answered_at) == (2, 1, None)
    assert said(commune.one) == spoken


def test_what_was_accepted_is_sent_and_no_longer_waits(commune: Commune, clock: Clock) -> None:
    id = receive(commune.one).id
    clock.turn(minutes=3)
    assert commune.ledger.exchange(commune.one).dossiers == {id}
    assert said(commune.one).events == []
    standing = replica.standing(commune.one)
    assert (standing.outbox.events, standing.outbox.oldest, standing.answered_at) == (0, None, clock.at)
    assert not lookup.page(commune.one, Chip.ALL, "")[0].unsent
    assert not lookup.story(commune.one, id).unsent


def test_events_without_a_verdict_go_on_waiting_and_the_answer_is_no_success(commune: Commune) -> None:
    for _ in range(3):
        receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    answer.verdicts = msgspec.structs.replace(answer.verdicts, accepted=answer.verdicts.accepted[1:2])
    taken, changes = hear(commune.one, spoken.asked, answer)
    assert (taken.ended, taken.unanswered, len(changes.dossiers)) == (True, 2, 1)
    assert replica.standing(commune.one).outbox.events == 2
    again = said(commune.one)
    assert ([event.seq for event in again.events], again.hello.answered) == ([1, 3], 2)


def test_the_desk_says_what_it_has_and_its_chain_is_that_of_the_server(commune: Commune) -> None:
    for _ in range(2):
        receive(commune.one)
    commune.settle_all()
    hello = said(commune.one).hello
    assert (hello.answered, hello.holds) == (2, 2)
    assert hello.chain == commune.ledger.head(2)
    assert hello.cursor == Mark(2, commune.ledger.tag(2))
    assert not replica.standing(commune.one).chain_differs


def test_each_frame_names_the_chain_after_it(commune: Commune) -> None:
    for _ in range(3):
        receive(commune.one)
    spoken = said(commune.one)
    commune.ledger.exchange(commune.one)
    assert spoken.heads == [commune.ledger.head(2)]


def test_a_chain_that_differs_is_remembered_blocks_nothing_and_is_forgotten_when_it_is_the_same(
    commune: Commune,
) -> None:
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    answer.verdicts = msgspec.structs.replace(answer.verdicts, chain=b"another chain!!!")
    assert hear(commune.one, spoken.asked, answer)[0].unanswered == 0
    assert replica.standing(commune.one).chain_differs
    assert said(commune.one).events == []
    commune.ledger.exchange(commune.one)
    assert not replica.standing(commune.one).chain_differs


def test_a_server_that_cannot_say_its_chain_is_not_held_against_ours(commune: Commune) -> None:
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    answer.verdicts = msgspec.structs.replace(answer.verdicts, chain=UNKNOWN)
    hear(commune.one, spoken.asked, answer)
    assert not replica.standing(commune.one).chain_differs


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
    spoken = said(commune.one)
    answer = commune.ledger.answer(replace(spoken, events=[]))  # the own correction has not arrived yet
    hear(commune.one, spoken.asked, answer)
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


def test_an_answer_that_comes_twice_changes_nothing_the_second_time(commune: Commune) -> None:
    receive(commune.two)
    commune.ledger.exchange(commune.two)
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    assert hear(commune.one, spoken.asked, answer)[1].dossiers
    before = dump(commune.one)
    assert not hear(commune.one, spoken.asked, answer)[1].dossiers
    assert dump(commune.one) == before


@pytest.mark.parametrize("by_line", [True, False])
def test_an_answer_of_days_ago_takes_nothing_back(commune: Commune, clock: Clock, by_line: bool) -> None:
    """It came on a stick, or the line had it in a jam, and the desk has exchanged since."""
    first = receive(commune.one)
    spoken = said(commune.one)
    old = commune.ledger.answer(spoken)
    clock.turn(days=2)
    for desk in (commune.two, commune.one):
        receive(desk)
        commune.settle_all()
    processing.hand_over(commune.one, MAI, first.id, "Tư pháp")
    before = (said(commune.one), lookup.page(commune.one, Chip.ALL, ""))
    with suppress(Stale):
        hear(commune.one, spoken.asked, old, by_line)
    assert (said(commune.one), lookup.page(commune.one, Chip.ALL, "")) == before


def test_what_was_written_after_the_question_is_not_meant_by_the_answer(commune: Commune) -> None:
    spoken = said(commune.one)
    receive(commune.one)
    answer = commune.ledger.answer(spoken)
    answer.verdicts = msgspec.structs.replace(answer.verdicts, through=1, accepted=(Run(1, 1, 1),))
    hear(commune.one, spoken.asked, answer)
    assert len(said(commune.one).events) == 1


def test_own_events_that_the_desk_lost_come_back_with_their_verdicts(
    commune: Commune, tmp_path: Path, clock: Clock, template: Path
) -> None:
    dossier = receive(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    commune.ledger.exchange(commune.one, refuse_hand_over)
    fresh = make_desk(tmp_path / "new", clock, template, desk=1, device=2)
    spoken = said(fresh)
    assert (spoken.hello.holds, spoken.hello.answered, spoken.events) == (0, 0, [])
    answer = commune.ledger.answer(spoken)
    answer.own = commune.ledger.logs[2]
    taken, changes = hear(fresh, spoken.asked, answer)
    assert (taken.ended, taken.unanswered, set(changes.dossiers)) == (True, 0, {dossier.id})
    assert lookup.story(fresh, dossier.id) == lookup.story(commune.one, dossier.id)
    assert [refusal.sentence for refusal in replica.refusals(fresh)] == ["Hồ sơ đã rút."]
    assert said(fresh).hello == said(commune.one).hello
    fresh.store.close()


def test_what_was_written_while_lost_events_come_back_makes_room_for_them(
    commune: Commune, tmp_path: Path, clock: Clock, template: Path
) -> None:
    lost = [receive(commune.one) for _ in range(3)]
    commune.ledger.exchange(commune.one)
    fresh = make_desk(tmp_path / "new", clock, template, desk=1, device=2)
    spoken = said(fresh)
    answer = commune.ledger.answer(spoken)
    answer.own = commune.ledger.logs[2]
    written = receive(fresh, applicant=replace(BICH, name="Nguyễn Văn Hùng"))
    assert written.id == lost[0].id
    _, changes = hear(fresh, spoken.asked, answer)
    assert changes.renumbered
    assert [event.seq for event in said(fresh).events] == [4]
    names = {row.id.seq: row.applicant for row in lookup.page(fresh, Chip.ALL, "")}
    assert names == {1: BICH.name, 2: BICH.name, 3: BICH.name, 4: "Nguyễn Văn Hùng"}
    assert upkeep.check(fresh) == []
    fresh.store.close()


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
