"""Answers that cannot be, events of newer programs, and servers that cannot judge yet."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from sqlalchemy import text

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import State
from onecua_desk.errors import UserError
from onecua_desk.services import lookup, processing, replica
from onecua_desk.services.lookup import Chip
from onecua_desk.wire.messages import Answer, Placed, Request, Verdict
from tests.desk_fixture import MAI, receive
from tests.services.by_hand import Commune, dump, fact

Spoil = Callable[[Answer, Request], Answer]


def _own(answer: Answer, request: Request) -> Answer:
    own = fact(2, 1, EventId(2, 1), "withdrawn", b'{"reason":"x"}')
    return msgspec.structs.replace(
        answer, events=[*answer.events, Placed(answer.cursor + 1, own)], cursor=answer.cursor + 1
    )


def _behind(answer: Answer, request: Request) -> Answer:
    return msgspec.structs.replace(answer, events=[Placed(request.cursor, answer.events[0].event)])


def _beyond(answer: Answer, request: Request) -> Answer:
    return msgspec.structs.replace(answer, events=[Placed(answer.cursor + 1, answer.events[0].event)])


def _swapped(answer: Answer, request: Request) -> Answer:
    return msgspec.structs.replace(answer, events=list(reversed(answer.events)))


def _back(answer: Answer, request: Request) -> Answer:
    return msgspec.structs.replace(answer, cursor=request.cursor - 1, events=[])


def _no_place(answer: Answer, request: Request) -> Answer:
    return msgspec.structs.replace(answer, verdicts=[Verdict(answer.verdicts[0].seq, "accepted")])


def _same_place(answer: Answer, request: Request) -> Answer:
    place = answer.events[0].position
    return msgspec.structs.replace(answer, verdicts=[Verdict(answer.verdicts[0].seq, "accepted", place)])


@pytest.mark.parametrize("spoil", [_own, _behind, _beyond, _swapped, _back, _no_place, _same_place])
def test_an_answer_that_contradicts_the_log_changes_nothing_at_all(commune: Commune, spoil: Spoil) -> None:
    receive(commune.one)
    commune.settle_all()
    receive(commune.one)
    for _ in range(2):
        receive(commune.two)
    commune.ledger.exchange(commune.two)
    request = replica.prepare(commune.one)
    assert request.cursor
    good = commune.ledger.answer(request)
    assert len(good.events) == 2
    before = dump(commune.one)
    with pytest.raises(replica.Contradiction):
        replica.apply(commune.one, request, spoil(good, request))
    assert dump(commune.one) == before
    replica.apply(commune.one, request, good)
    assert replica.prepare(commune.one).events == []


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
    assert replica.prepare(commune.one).events == []
    assert replica.standing(commune.one).outbox.held == 1
    story = lookup.story(commune.one, id)
    assert story.dossier.state is State.PROCESSING
    assert story.unsent
    assert "sẽ tự gửi lại" in story.lines[0].note

    commune.ledger.exchange(commune.one)
    assert replica.standing(commune.one).outbox.held == 1
    commune.ledger.server = "2"
    commune.ledger.exchange(commune.one)
    assert [event.kind for event in replica.prepare(commune.one).events] == ["handed_over"]
    commune.ledger.exchange(commune.one)
    assert (replica.standing(commune.one).outbox.held, lookup.story(commune.one, id).unsent) == (0, False)


def test_the_cursor_only_moves_with_what_was_taken_over(commune: Commune) -> None:
    receive(commune.two)
    commune.ledger.exchange(commune.two)
    request = replica.prepare(commune.one)
    answer = commune.ledger.answer(request)
    broken = msgspec.structs.replace(answer, events=[*answer.events, Placed(9, answer.events[0].event)])
    with pytest.raises(replica.Contradiction):
        replica.apply(commune.one, request, broken)
    assert replica.prepare(commune.one).cursor == 0
    replica.apply(commune.one, request, answer)
    assert replica.prepare(commune.one).cursor == 1
