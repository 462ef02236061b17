"""What the form shows before a dossier is saved: the next code, the appointment, the fee, and doubts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from onecua_desk.domain.parts import State
from onecua_desk.domain.procedure import Channel
from onecua_desk.services import intake
from onecua_desk.services.desk import Desk
from onecua_desk.services.intake import Draft
from tests.clock import Clock
from tests.desk_fixture import BICH, COPY, MAI, THREE_DAYS, draft, procedure, receive
from tests.services.rows_written import written

DEATH = "1.000656"  # three cases to choose from
NO_LIMIT = "1.001022"
SEA = "3.000442"  # one case for each channel


def test_what_the_quote_showed_is_what_the_receipt_becomes(desk: Desk) -> None:
    shown = draft(desk, COPY)
    quoted = intake.quote(desk, shown)
    dossier = intake.receive(desk, shown, MAI).value
    assert quoted.received == dossier.received
    assert quoted.at == dossier.received_at


def test_a_quote_takes_no_number(desk: Desk) -> None:
    before = written(desk)
    codes = {quote.received.code for quote in (intake.quote(desk, draft(desk)) for _ in range(3)) if quote.received}
    assert codes == {"H02.15.23-261123-1001"}
    assert written(desk) == before


@pytest.mark.parametrize("filled", [Draft(), Draft(applicant=BICH)])
def test_a_form_that_is_not_filled_in_has_a_quote_all_the_same(desk: Desk, filled: Draft) -> None:
    quote = intake.quote(desk, filled)
    assert (quote.received, quote.appointment, quote.fee.amount) == (None, None, None)


@pytest.mark.parametrize("code", [DEATH, NO_LIMIT, SEA])
def test_a_procedure_without_a_chosen_case_or_a_known_limit_has_a_quote_without_an_appointment(
    desk: Desk, code: str
) -> None:
    channel = Channel.COUNTER
    quote = intake.quote(desk, Draft(procedure=procedure(code), channel=channel))
    assert (quote.appointment is None) == (code != SEA)
    assert quote.received is not None


def test_an_odd_number_warns_and_never_stops_the_receipt(desk: Desk) -> None:
    odd = replace(BICH, sex="Nam", born=date(1990, 1, 1))
    assert len(intake.quote(desk, draft(desk, applicant=odd)).warnings) == 2
    assert receive(desk, applicant=odd).state is State.RECEIVED


def test_an_appointment_in_a_year_without_a_calendar_warns(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2031, 3, 3, 9)
    assert "2031" in " ".join(intake.quote(desk, draft(desk, THREE_DAYS)).warnings)


def test_an_appointment_behind_days_off_that_are_not_announced_yet_says_so(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2027, 2, 1, 9)
    assert intake.quote(desk, draft(desk, COPY)).warnings == ()
    (said,) = intake.quote(desk, draft(desk, THREE_DAYS)).warnings
    assert said == "Lịch nghỉ Tết Nguyên đán 2027 mới là dự kiến: ngày hẹn có thể rơi vào ngày nghỉ."
