"""Desks that were brought up to date before their server: a legal act of a new kind is counted all the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from onecua_desk.district import exchange
from onecua_desk.domain.events import Apologised
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Given
from onecua_desk.domain.procedure import PaperKind
from onecua_desk.services import lookup, processing, replica, terms
from tests.clock import Clock
from tests.desk_fixture import MAI, THREE_DAYS, receive
from tests.district.writing import unknown
from tests.journeys.town import town

PAPER = (Given("Giấy chứng sinh", PaperKind.ORIGINAL, 1),)


@pytest.mark.parametrize("line_between", [False, True])
def test_an_apology_counts_although_papers_came_before_the_server_knew_what_an_apology_is(
    tmp_path: Path, clock: Clock, template: Path, monkeypatch: pytest.MonkeyPatch, line_between: bool
) -> None:
    with town(tmp_path, clock, template) as there:
        one, two = there.seats
        id = receive(one.desk, THREE_DAYS).id
        terms.apologise(one.desk, MAI, id, LateCause.OTHER_BODY, "Chờ xác minh", date(2026, 12, 2))
        if line_between:
            with unknown(Apologised), monkeypatch.context() as older:
                older.setattr(exchange, "__version__", "0.1.9")
                assert one.exchange()
        processing.request_supplement(one.desk, MAI, id, ("Giấy chứng sinh",))
        clock.turn(days=1)
        due = processing.supplement(one.desk, MAI, id, PAPER).value.due
        with unknown(Apologised), monkeypatch.context() as older:
            older.setattr(exchange, "__version__", "0.1.9")
            assert one.exchange()
        waiting = replica.standing(one.desk).outbox
        assert (waiting.events, waiting.held, waiting.refused) == (3, 3, 0)

        for seat in (one, two, one):
            assert seat.exchange()
        assert replica.refusals(one.desk) == []
        for seat in there.seats:
            dossier = lookup.story(seat.desk, id).dossier
            assert (len(dossier.apologies), dossier.due) == (1, due)
            assert dossier.due_by_law is not None
            assert due is not None
            assert dossier.due_by_law < due
            assert seat.sound()
        assert one.story() == two.story()
