"""The answers at the counter agree with what a receipt of the same moment would say."""

from __future__ import annotations

import pytest

from onecua_desk.domain.procedure import Channel
from onecua_desk.services import guide, intake
from onecua_desk.services.desk import Desk
from onecua_desk.services.print_settings import PrintForm
from tests.desk_fixture import BIRTH, COPY, MONDAY, THREE_DAYS, UNIT, draft, procedure, receive


@pytest.mark.parametrize("code", [BIRTH, COPY, THREE_DAYS])
def test_the_appointment_told_is_the_one_a_dossier_of_this_moment_gets(desk: Desk, code: str) -> None:
    case = procedure(code).cases_for(Channel.COUNTER)[0].id
    told = guide.guide(desk, procedure(code), case)
    (time,) = told.times
    assert time.due == receive(desk, code).due
    assert told.at == MONDAY


def test_who_decides_is_the_same_as_on_the_dossier(desk: Desk) -> None:
    quoted = intake.quote(desk, draft(desk, BIRTH)).received
    assert quoted
    assert guide.guide(desk, procedure(BIRTH)).decided_by == quoted.decided_by


def test_the_answers_are_headed_by_the_desks_own_unit(desk: Desk) -> None:
    told = guide.guide(desk, procedure(BIRTH))
    assert (told.parent, told.centre, told.place) == (UNIT.parent, UNIT.centre, UNIT.place)


def test_a_hand_out_is_a_paper_that_nobody_counts(desk: Desk) -> None:
    told = guide.guide(desk, procedure(BIRTH))
    normal, large = guide.hand_out(told), guide.hand_out(told, large=True)
    assert normal.form is PrintForm.HAND_OUT
    assert normal.counted is None
    assert normal.title == f"Tờ hướng dẫn {BIRTH}"
    assert normal.pdf.startswith(b"%PDF")
    assert normal.pdf != large.pdf
