"""What a dossier allows in each state, and what belongs to no dossier at all."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from onecua_desk.domain.dossier import Dossier, Folded, NotAllowed, apply, fold
from onecua_desk.domain.events import (
    ALONE,
    MOVES,
    Apologised,
    Contradicted,
    Corrected,
    Event,
    EventId,
    Explained,
    ExplanationPrinted,
    Fact,
    FeePaid,
    FeeVoided,
    FileDropped,
    FilesAttached,
    HandBackUndone,
    HandedOver,
    Numbered,
    PaperPrinted,
    Rated,
    Received,
    Refused,
    ResultRecorded,
    Returned,
    Stopped,
    Supplemented,
    SupplementRequested,
    TakenOver,
    Undelivered,
    Withdrawn,
)
from onecua_desk.domain.parts import After, Collector, Official, State
from onecua_desk.domain.payment import Taken
from onecua_desk.domain.procedure import Channel
from tests.domain.story import ALL_ALONE, AT, FACTS, ID, PAID, RECEIVED, SCAN, UNNUMBERED, dossier, told


def in_state(state: State) -> Dossier:
    """A dossier in any state, also in those that no event of today leads to."""
    made: Any = copy.copy(dossier())
    values: dict[str, Any] = {"state": state, "files": (SCAN,), "takings": (Taken(PAID, AT),), "closed_at": AT}
    values["returned"] = Returned(Collector("Bích", ""), how=Channel.POST)
    values["received"] = UNNUMBERED
    for name, value in values.items():
        object.__setattr__(made, name, value)
    assert isinstance(made, Dossier)
    return made


def test_the_table_of_moves_knows_every_kind_of_fact_of_this_test() -> None:
    assert {type(fact) for fact in FACTS} == set(MOVES)
    assert {type(fact) for fact in ALL_ALONE} == ALONE


@pytest.mark.parametrize("fact", ALL_ALONE, ids=lambda fact: fact.kind)
def test_a_fact_that_stands_alone_makes_no_dossier_and_belongs_to_none(fact: Fact) -> None:
    alone = Event(ID, ID, AT, Official("mai", "Lê Thị Mai"), fact)
    assert fold([alone]) == Folded()
    event = told(RECEIVED, fact)[1]
    folded = fold(told(RECEIVED, fact))
    assert folded.dossier == dossier()
    assert [one.id for one, _ in folded.left_out] == [event.id]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.kind)
@pytest.mark.parametrize("state", State)
def test_a_fact_is_allowed_in_exactly_the_states_that_the_table_names(state: State, fact: Fact) -> None:
    before, event = in_state(state), told(RECEIVED, fact)[1]
    move = MOVES[type(fact)]
    assert before.allows(type(fact)) == (state in move.allowed)
    if state not in move.allowed:
        with pytest.raises(NotAllowed) as refused:
            apply(before, event)
        assert before.code in str(refused.value)
        assert state.label in str(refused.value)
        assert fact.title in str(refused.value)
        return
    after = apply(before, event)
    kept = {After.STAYS: state, After.BACK: before.before}
    assert after.state is (kept[move.to] if isinstance(move.to, After) else move.to)


@pytest.mark.parametrize(
    ("kind", "states"),
    [
        (Received, ""),
        (Corrected, "received processing awaiting_papers paused result_ready"),
        (SupplementRequested, "received processing"),
        (Supplemented, "awaiting_papers"),
        (Refused, "received processing awaiting_papers"),
        (Stopped, "received processing awaiting_papers paused"),
        (Apologised, "received processing"),
        (TakenOver, "processing"),
        (HandedOver, "received processing"),
        (ResultRecorded, "received processing"),
        (Returned, "result_ready"),
        (Withdrawn, "received processing awaiting_papers paused"),
    ],
)
def test_the_table_says_what_the_desk_has_agreed_on(kind: type[Fact], states: str) -> None:
    assert {state.value for state in MOVES[kind].allowed} == set(states.split())


def test_a_closed_dossier_takes_nothing_that_would_work_on_it_again() -> None:
    always = {PaperPrinted, ExplanationPrinted, Rated, Explained, FeeVoided, Contradicted, Numbered}
    at_the_counter = always | {HandBackUndone, Undelivered, FilesAttached, FileDropped, FeePaid}
    for state in State:
        if state.closed:
            allowed = {kind for kind in MOVES if in_state(state).allows(kind)}
            assert allowed == (at_the_counter if state is State.RETURNED else always)


def test_the_first_event_must_be_the_receipt_itself() -> None:
    with pytest.raises(NotAllowed):
        apply(None, told(HandedOver("Tư pháp"))[0])


def test_a_receipt_that_names_another_dossier_is_refused() -> None:
    with pytest.raises(NotAllowed):
        apply(None, Event(EventId(2, 5), ID, AT, Official("mai", "Mai"), RECEIVED))
