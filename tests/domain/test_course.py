"""The course of a dossier: its terms follow each other, and nothing opens it again once it is resolved."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from onecua_desk.domain.course import UNRESOLVED, trace
from onecua_desk.domain.dossier import fold
from onecua_desk.domain.events import MOVES
from onecua_desk.domain.parts import After, State
from tests.stories import Story, counted, stories


@given(stories())
@settings(deadline=None)
def test_terms_follow_each_other_up_to_the_end_and_the_last_is_what_the_dossier_says(told: list[Story]) -> None:
    for events in map(counted, told):
        course, dossier = trace(events), fold(events).dossier
        assert (course is None) == (dossier is None)
        if course is None or dossier is None:
            continue
        assert course.dossier == dossier
        assert (course.resolved_at is None) == (dossier.state in UNRESOLVED)
        moments = [term.since for term in course.terms] + ([course.resolved_at] if course.resolved_at else [])
        assert moments[0] == dossier.received_at
        assert all(one <= two for one, two in pairwise(moments))
        assert len({term.since for term in course.terms}) == len(course.terms)
        last = course.terms[-1]
        assert (last.due, last.due_by_law) == (dossier.due, dossier.due_by_law)


def test_no_move_leads_back_from_a_resolved_dossier_to_an_open_one() -> None:
    resolved = frozenset(State) - UNRESOLVED
    back = [kind for kind, move in MOVES.items() if move.to in UNRESOLVED and move.allowed & resolved]
    assert back == []
    assert all(not move.allowed & resolved for move in MOVES.values() if move.to is After.BACK)
