"""Answers that cannot be, events of newer programs, and servers that cannot judge yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest
from sqlalchemy import text

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import State
from onecua_desk.errors import UserError
from onecua_desk.services import lookup, processing, replica, upkeep
from onecua_desk.services.lookup import Chip
from onecua_desk.services.replica_down import Contradiction
from onecua_desk.wire.codec import Garbled
from onecua_desk.wire.dialogue import Kind, Mark, Run
from onecua_desk.wire.messages import Placed
from onecua_desk.wire.stream import Cut, Writer
from tests.desk_fixture import MAI, receive
from tests.services.by_hand import Answer, Commune, dump, fact, hear, said

Spoil = Callable[[Answer], None]


def _page(answer: Answer, rows: list[Placed]) -> None:
    answer.pages = [(answer.pages[0][0], rows)]


def _own(answer: Answer) -> None:
    own = fact(2, 9, EventId(2, 1), "withdrawn", b'{"reason":"x"}')
    _page(answer, [*answer.pages[0][1], Placed(9, own)])


def _behind(answer: Answer) -> None:
    _page(answer, [Placed(1, answer.pages[0][1][0].event)])


def _swapped(answer: Answer) -> None:
    _page(answer, list(reversed(answer.pages[0][1])))


def _elsewhere(answer: Answer) -> None:
    """An event that is here already, at another place."""
    _page(answer, [Placed(9, fact(3, 1, EventId(3, 1), "withdrawn", b'{"reason":"x"}'))])


def _taken_place(answer: Answer) -> None:
    """The place of an own event that was answered in the same breath."""
    (own,) = answer.verdicts.accepted
    _page(answer, [Placed(own.position, answer.pages[0][1][0].event)])


@pytest.mark.parametrize("spoil", [_own, _behind, _swapped, _elsewhere, _taken_place])
def test_a_page_that_contradicts_the_log_changes_nothing_at_all(commune: Commune, spoil: Spoil) -> None:
    receive(commune.two)
    commune.settle_all()
    receive(commune.one)
    for _ in range(2):
        receive(commune.two)
    commune.ledger.exchange(commune.two)
    spoken = said(commune.one)
    good, bad = (commune.ledger.answer(spoken) for _ in range(2))
    good_page = good.pages
    good.pages = bad.pages
    bad.pages = good_page
    spoil(bad)
    hear(commune.one, spoken.asked, replace(bad, pages=[], done=None))
    before = dump(commune.one)
    with pytest.raises(Contradiction):
        hear(commune.one, spoken.asked, bad)
    assert dump(commune.one) == before
    hear(commune.one, spoken.asked, good)
    assert said(commune.one).events == []
    assert len(lookup.page(commune.one, Chip.ALL, "")) == 4


def _other_owner(answer: Answer) -> None:
    answer.own = [fact(3, 1, EventId(3, 1), "withdrawn", b'{"reason":"x"}')]


def _other_content(answer: Answer) -> None:
    answer.own = [fact(2, 1, EventId(2, 1), "withdrawn", b'{"reason":"x"}')]


def _same_place(answer: Answer) -> None:
    (run,) = answer.verdicts.accepted
    answer.verdicts = msgspec.structs.replace(answer.verdicts, accepted=(Run(run.seq, 1, 1),))


@pytest.mark.parametrize("spoil", [_other_owner, _other_content, _same_place])
def test_verdicts_that_cannot_be_change_nothing_at_all(commune: Commune, spoil: Spoil) -> None:
    receive(commune.one)
    commune.settle_all()
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    good = replace(answer)
    spoil(answer)
    before = dump(commune.one)
    with pytest.raises(Contradiction):
        hear(commune.one, spoken.asked, answer)
    assert dump(commune.one) == before
    hear(commune.one, spoken.asked, good)
    assert said(commune.one).events == []


def test_a_run_without_end_is_read_as_far_as_it_means_us(commune: Commune) -> None:
    receive(commune.one)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    answer.verdicts = msgspec.structs.replace(answer.verdicts, accepted=(Run(1, 1, (1 << 40) - 1),))
    assert hear(commune.one, spoken.asked, answer)[0].unanswered == 0


def _writer(*parts: tuple[Kind, bytes]) -> bytes:
    writer = Writer()
    return b"".join(writer.record(kind, content) for kind, content in parts) + writer.end()


@pytest.mark.parametrize(
    "data",
    [
        b"<html>login to the hotel wifi</html>",
        _writer((Kind.HELLO, b"[]")),
        _writer((Kind.VERDICTS, b"{}")),
        _writer((Kind.VERDICTS, b"[" * 100_000)),
        _writer((Kind.EVENTS, b"short")),
        _writer((Kind.OWN, b"\xff")),
        _writer((Kind.DONE, b'["2026-11-23T09:41:00","1",[0,"AAAAAAAAAAA="]]')),
        _writer((Kind.DONE, b'["2026-11-23T09:41:00+07:00","1",[0,"AAAAAAAAAAA="]]')),
    ],
)
def test_garbage_is_no_answer_and_changes_nothing(commune: Commune, data: bytes) -> None:
    receive(commune.one)
    spoken = said(commune.one)
    before = dump(commune.one)
    with pytest.raises(Garbled):
        hear(commune.one, spoken.asked, data)
    assert dump(commune.one) == before


def test_nothing_may_follow_the_end(commune: Commune) -> None:
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    assert answer.done is not None
    done = (Kind.DONE, msgspec.json.encode(answer.done))
    verdicts = (Kind.VERDICTS, msgspec.json.encode(answer.verdicts))
    with pytest.raises(Garbled):
        hear(commune.one, spoken.asked, _writer(verdicts, done, done))


@pytest.mark.parametrize("part", range(20))
def test_an_answer_that_was_cut_anywhere_keeps_what_came_and_is_no_success(commune: Commune, part: int) -> None:
    receive(commune.one)
    receive(commune.two)
    commune.ledger.exchange(commune.two)
    spoken = said(commune.one)
    whole = commune.ledger.answer(spoken).written()
    try:
        taken, _ = hear(commune.one, spoken.asked, whole[: 1 + (len(whole) - 8) * part // 20])
        assert not taken.ended
    except Cut:
        pass
    assert upkeep.check(commune.one) == []
    commune.ledger.exchange(commune.one)
    assert said(commune.one).events == []
    assert len(lookup.page(commune.one, Chip.ALL, "")) == 2


def test_an_event_of_a_newer_program_is_kept_and_shown_and_does_not_break_the_fold(commune: Commune) -> None:
    id = receive(commune.one).id
    commune.settle_all()
    newer = fact(1, 1, id, "paused", b'{"until": "2026-12-01"}')
    garbled = fact(1, 2, id, "result_recorded", b'{"number": 5}')
    result = fact(1, 3, id, "result_recorded", b'{"number":"12","day":"2026-11-23","copies":1}')
    for event in (newer, garbled, result):
        commune.ledger.accept(event)
    commune.settle_all()
    for desk in (commune.one, commune.two):
        story = lookup.story(desk, id)
        assert story.dossier.state is State.RESULT_READY
        assert [line.title for line in story.lines].count("Việc do bản mới hơn ghi") == 2
        assert lookup.page(desk, Chip.TROUBLE, "")[0].trouble
        with desk.store.read() as connection:
            bodies = set(connection.scalars(text("SELECT body FROM event WHERE device = 1")))
        assert bytes(newer.body).decode() in bodies


def test_nobody_has_to_look_at_a_print_of_a_form_that_only_a_newer_program_knows(commune: Commune) -> None:
    id = receive(commune.one).id
    commune.settle_all()
    commune.ledger.accept(fact(1, 1, id, "pause_printed", b'{"printer": "HP"}'))
    commune.settle_all()
    assert "Việc do bản mới hơn ghi" in [line.title for line in lookup.story(commune.two, id).lines]
    assert lookup.page(commune.two, Chip.TROUBLE, "") == []
    assert upkeep.check(commune.two) == []


def test_a_dossier_of_which_the_receipt_cannot_be_read_waits_unseen_and_breaks_nothing(commune: Commune) -> None:
    commune.ledger.accept(fact(1, 1, EventId(1, 1), "received_online", b"{}"))
    commune.ledger.accept(fact(1, 2, EventId(1, 1), "withdrawn", b'{"reason":"x"}'))
    receive(commune.one)
    commune.settle_all()
    assert len(lookup.page(commune.one, Chip.ALL, "")) == 1
    with pytest.raises(UserError, match="Không tìm thấy"):
        lookup.story(commune.one, EventId(1, 1))


def test_what_the_server_holds_waits_alone_and_is_sent_again_when_the_server_is_another_version(
    commune: Commune,
) -> None:
    id = receive(commune.one).id
    commune.ledger.exchange(commune.one)
    processing.hand_over(commune.one, MAI, id, "Tư pháp")
    commune.ledger.exchange(commune.one, lambda _: "held")
    assert said(commune.one).events == []
    assert replica.standing(commune.one).outbox.held == 1
    story = lookup.story(commune.one, id)
    assert story.dossier.state is State.PROCESSING
    assert story.unsent
    assert "sẽ tự gửi lại" in story.lines[0].note

    commune.ledger.exchange(commune.one)
    assert replica.standing(commune.one).outbox.held == 1
    commune.ledger.server = "2"
    spoken = said(commune.one)
    taken, _ = hear(commune.one, spoken.asked, commune.ledger.answer(spoken))
    assert taken.again
    assert [event.kind for event in said(commune.one).events] == ["handed_over"]
    commune.ledger.exchange(commune.one)
    assert (replica.standing(commune.one).outbox.held, lookup.story(commune.one, id).unsent) == (0, False)


def test_what_the_server_holds_is_sent_again_when_something_of_its_dossier_comes(commune: Commune) -> None:
    """Perhaps it was held for just that: the server was put back from a backup, and the dossier's desk came later."""
    id = receive(commune.one).id
    commune.settle_all()
    processing.hand_over(commune.one, MAI, id, "Tư pháp")
    commune.ledger.exchange(commune.one, lambda _: "held")
    processing.correct(commune.two, MAI, id, {"phone": "0900000002"})
    commune.ledger.exchange(commune.two)
    commune.ledger.exchange(commune.one)
    spoken = said(commune.one)
    assert [event.seq for event in spoken.events] == [2]
    assert spoken.hello.holds == 2
    commune.ledger.exchange(commune.one)
    assert replica.standing(commune.one).outbox == replica.Outbox(0, 0, None, 0, 0)


def test_the_cursor_only_moves_with_what_was_taken_over(commune: Commune) -> None:
    for _ in range(2):
        receive(commune.two)
    commune.ledger.exchange(commune.two)
    spoken = said(commune.one)
    answer = commune.ledger.answer(spoken)
    (_, (first, second)) = answer.pages[0]
    answer.pages = [(commune.ledger.tag(1), [first]), (commune.ledger.tag(2), [Placed(1, second.event)])]
    with pytest.raises(Contradiction):
        hear(commune.one, spoken.asked, answer)
    assert said(commune.one).hello.cursor == Mark(1, commune.ledger.tag(1))
    commune.ledger.exchange(commune.one)
    assert said(commune.one).hello.cursor == Mark(2, commune.ledger.tag(2))
