"""An answer names the order that it is of at its end: what it says is taken over with that name, or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from onecua_desk.domain.events import EventId
from onecua_desk.services import lookup, processing, replica, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Chip
from onecua_desk.services.replica_down import Contradiction, Stale
from onecua_desk.store import displaced, log
from onecua_desk.store.tables import event, packed
from onecua_desk.wire.dialogue import Run
from onecua_desk.wire.messages import Placed, WireEvent
from tests.clock import Clock
from tests.desk_fixture import BICH, MAI, make_desk, receive
from tests.services.by_hand import Answer, Commune, dump, fact, hear, said
from tests.services.test_register_again import book


def statuses(desk: Desk) -> list[str]:
    """Of the desk's own events, which are those of device 2."""
    with desk.store.read() as connection:
        mine = select(event.c.status).where(event.c.device == 2).order_by(event.c.seq)
        return list(connection.scalars(mine))


def refuse_all(_: WireEvent) -> str:
    return "Không được."


def test_verdicts_of_an_answer_that_broke_off_wait_to_be_told_again(commune: Commune) -> None:
    receive(commune.two)
    commune.ledger.exchange(commune.two)
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    assert not hear(commune.one, spoken.asked, replace(answer, done=None))[0].ended
    assert statuses(commune.one) == ["waiting"]
    assert said(commune.one).hello.cursor.position == 1, "what others wrote names its order itself"
    commune.ledger.exchange(commune.one)
    assert statuses(commune.one) == ["accepted"]


def test_a_desk_says_what_it_was_told_since_the_newest_place_and_no_longer_when_that_is_proven(
    commune: Commune,
) -> None:
    dossier = receive(commune.one)
    commune.ledger.exchange(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    processing.hand_over(commune.one, MAI, dossier.id, "Địa chính")
    commune.ledger.exchange(commune.one, lambda one: "held" if one.seq == 3 else refuse_all(one))
    hello = said(commune.one).hello
    assert (hello.refused, hello.held) == ((2,), (3,))
    commune.ledger.exchange(commune.one)
    hello = said(commune.one).hello
    assert (hello.refused, hello.held) == ((2,), (3,)), "nothing has been accepted in between"
    receive(commune.two)
    commune.ledger.exchange(commune.two)
    commune.ledger.exchange(commune.one)
    hello = said(commune.one).hello
    assert (hello.refused, hello.held) == ((), ())


def test_what_waits_under_a_number_that_the_server_has_makes_room_for_it(
    commune: Commune, tmp_path: Path, clock: Clock, template: Path
) -> None:
    """The desk had read the beginning of its lost events when the server was put back, and has more of them now."""
    lost = [receive(commune.one) for _ in range(2)]
    commune.ledger.exchange(commune.one)
    fresh = make_desk(tmp_path / "new", clock, template, desk=1, device=2)
    written = receive(fresh, applicant=replace(BICH, name="Nguyễn Văn Hùng"))
    assert written.id == lost[0].id
    spoken = said(fresh)
    answer = commune.ledger.answer(replace(spoken, events=[]))
    answer.own = commune.ledger.logs[2]
    before = dump(fresh)
    with pytest.raises(Stale):
        hear(fresh, spoken.asked, answer, by_line=False)
    assert dump(fresh) == before, "what a stick says may be of another order than what was sent since"
    assert hear(fresh, spoken.asked, answer)[1].renumbered
    assert [one.seq for one in said(fresh).events] == [3]
    names = {row.id.seq: row.applicant for row in lookup.page(fresh, Chip.ALL, "")}
    assert names == {1: BICH.name, 2: BICH.name, 3: "Nguyễn Văn Hùng"}
    assert upkeep.check(fresh) == []
    fresh.store.close()


def test_what_was_refused_makes_room_too_and_is_judged_anew(commune: Commune) -> None:
    dossier = receive(commune.one)
    commune.ledger.exchange(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    commune.ledger.exchange(commune.one, refuse_all)
    spoken = said(commune.one)
    other = fact(2, 2, dossier.id, "handed_over", b'{"to":"x","note":""}')
    commune.ledger.logs[2][1] = other
    commune.ledger.verdicts[EventId(2, 2)] = commune.ledger.accept(other)
    answer = commune.ledger.answer(replace(spoken, hello=msgspec.structs.replace(spoken.hello, answered=1)))
    answer.own = [other]
    hear(commune.one, spoken.asked, answer)
    assert statuses(commune.one) == ["accepted", "accepted", "waiting"]
    assert replica.refusals(commune.one) == []


def _other_content(answer: Answer) -> None:
    answer.own = [fact(2, 1, EventId(2, 1), "withdrawn", b'{"reason":"x"}')]


def _same_place(answer: Answer) -> None:
    (run,) = answer.verdicts.accepted
    answer.verdicts = msgspec.structs.replace(answer.verdicts, accepted=(Run(run.seq, 1, 1),))


@pytest.mark.parametrize("spoil", [_other_content, _same_place])
def test_a_stick_of_another_order_changes_nothing_and_is_no_contradiction(commune: Commune, spoil: object) -> None:
    assert callable(spoil)
    receive(commune.one)
    commune.settle_all()
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    spoil(answer)
    before = dump(commune.one)
    with pytest.raises(Stale):
        hear(commune.one, spoken.asked, answer, by_line=False)
    assert dump(commune.one) == before


def test_a_stick_speaks_of_what_stood_here_when_it_was_asked(commune: Commune) -> None:
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    answer.verdicts = msgspec.structs.replace(answer.verdicts, chain=bytes(range(16)))
    other = msgspec.structs.replace(spoken.asked.hello, chain=bytes(range(16)))
    with pytest.raises(Stale):
        hear(commune.one, replace(spoken.asked, hello=other), answer, by_line=False)
    assert statuses(commune.one) == ["waiting"]
    hear(commune.one, spoken.asked, answer, by_line=False)
    assert statuses(commune.one) == ["accepted"], "a chain that differed before is an alarm, and stops nothing"
    assert replica.standing(commune.one).chain_differs


def test_a_page_at_the_place_of_an_own_event_is_a_contradiction(commune: Commune) -> None:
    receive(commune.two)
    commune.ledger.exchange(commune.two)
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    (tag, [placed]) = answer.pages[0]
    answer.pages = [(tag, [Placed(2, placed.event)])]
    with pytest.raises(Contradiction):
        hear(commune.one, spoken.asked, answer)
    assert statuses(commune.one) == ["waiting"]


def test_what_was_held_goes_up_once_more_at_once_where_the_answer_brings_what_it_missed(commune: Commune) -> None:
    dossier = receive(commune.two)
    commune.ledger.exchange(commune.two)
    commune.ledger.exchange(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    processing.correct(commune.two, MAI, dossier.id, {"phone": "0912000111"})
    commune.ledger.exchange(commune.two)
    spoken = said(commune.one)
    taken, _ = hear(commune.one, spoken.asked, commune.ledger.answer(spoken, lambda _: "held"))
    assert (taken.again, taken.unanswered) == (True, 0)
    assert statuses(commune.one) == ["waiting"]


def test_what_counts_already_under_another_number_is_no_work_for_people(commune: Commune) -> None:
    dossier = receive(commune.one)
    processing.hand_over(commune.one, MAI, dossier.id, "Tư pháp")
    commune.ledger.exchange(commune.one)
    with commune.one.store.write() as connection:
        entry = log.find(connection, EventId(2, 2))
        assert entry is not None
        assert entry.event is not None
        log.append(connection, replace(entry.event, id=EventId(2, 3)))
    commune.ledger.exchange(commune.one, refuse_all)
    assert statuses(commune.one) == ["accepted", "accepted", "settled"]
    assert replica.refusals(commune.one) == []


def test_an_event_that_comes_again_under_another_number_is_not_missed_any_more(commune: Commune, clock: Clock) -> None:
    dossier = receive(commune.two)
    commune.ledger.exchange(commune.two)
    processing.hand_over(commune.two, MAI, dossier.id, "Tư pháp")
    commune.ledger.exchange(commune.two)
    commune.ledger.exchange(commune.one)
    (handed,) = commune.ledger.logs[3][1:]
    with commune.one.store.write() as connection:
        displaced.displace(connection, 2, 1, clock())
        assert displaced.count(connection) == 1
        log.place(connection, Placed(2, msgspec.structs.replace(handed, seq=9)))
        displaced.came_again(connection, msgspec.structs.replace(handed, seq=9))
        assert displaced.count(connection) == 0
    processing.hand_over(commune.one, MAI, dossier.id, "Địa chính")
    assert upkeep.check(commune.one) == []


def test_what_comes_back_and_waits_here_too_under_another_number_is_one_thing(
    commune: Commune, tmp_path: Path, clock: Clock, template: Path
) -> None:
    """The desk was put back from a backup in which both waited, its number 1 was another one, and it has gone on."""
    fresh = make_desk(tmp_path / "new", clock, template, desk=1, device=2)
    for desk in (commune.one, fresh):
        other = BICH if desk is fresh else replace(BICH, name="Nguyễn Văn Hùng")
        receive(desk, applicant=other)
        clock.turn(minutes=1)
        dossier = receive(desk)
        processing.hand_over(desk, MAI, dossier.id, "Tư pháp")
        clock.turn(minutes=-1)
    clock.turn(minutes=5)
    processing.hand_over(fresh, MAI, dossier.id, "Địa chính")
    commune.ledger.exchange(commune.one)
    lines = book(fresh, clock)
    spoken = said(fresh)
    answer = commune.ledger.answer(replace(spoken, events=[]))
    answer.own = commune.ledger.logs[2]
    hear(fresh, spoken.asked, answer)
    assert statuses(fresh) == ["accepted"] * 3 + ["waiting"] * 5
    assert said(fresh).asked.dropped == (5, 6, 7)
    assert [one.dossier for one in said(fresh).events] == [(2, 4), (2, 5), (2, 5), (2, 5), (2, 2)]
    assert lookup.story(fresh, EventId(2, 2)).dossier.holder == "Địa chính"
    assert len(lookup.page(fresh, Chip.ALL, "")) == 3
    assert upkeep.check(fresh) == []
    assert book(fresh, clock)[len(lines)] == packed(EventId(2, 2)), "its line in the register came along"
    fresh.store.close()
