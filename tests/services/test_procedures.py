"""The catalogue as a desk knows it on a day; old dossiers keep what they were received under."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from onecua_desk.domain.fee_table import ProvinceFee
from onecua_desk.domain.fees import Flat
from onecua_desk.domain.procedure import Procedure
from onecua_desk.errors import UserError
from onecua_desk.services import fees, guide, intake, lookup, procedures, slips
from onecua_desk.services.desk import Desk
from onecua_desk.store import catalogue
from onecua_desk.wire.catalogue import encode, parse
from tests.clock import Clock
from tests.desk_fixture import BIRTH, COPY, MAI, THREE_DAYS, draft, procedure, receive

HOUSEHOLD, NEVER = "1.010038", "1.000080"  # neither is among the commonest
OLD = replace(procedure(BIRTH), code="1.000001", name="Khai sinh cũ", valid_to=date(2026, 6, 30), replaced_by=(BIRTH,))


def put(desk: Desk, *found: Procedure) -> None:
    with desk.store.write() as connection:
        catalogue.replace_all(connection, found)


def test_the_most_used_stand_first_and_what_is_not_valid_is_gone(desk: Desk) -> None:
    receive(desk, HOUSEHOLD)
    put(desk, OLD, procedure(BIRTH), procedure(HOUSEHOLD), procedure(NEVER))
    known = procedures.known(desk)
    assert [one.code for one in known.offered] == [BIRTH, HOUSEHOLD, NEVER]
    assert known.most_used() == [BIRTH, HOUSEHOLD]
    assert known.uses == {HOUSEHOLD: 1}
    assert known.gone["1.000001"].instead == (procedure(BIRTH),)


def test_another_day_knows_another_catalogue(desk: Desk, clock: Clock) -> None:
    put(desk, replace(procedure(BIRTH), valid_from=date(2026, 11, 24)))
    assert procedures.known(desk).offered == ()
    clock.turn(days=1)
    assert [one.code for one in procedures.known(desk).offered] == [BIRTH]
    assert procedures.known(desk).gone == {}


def test_the_fees_that_the_province_set_stand_in_place_of_the_catalogues(desk: Desk, clock: Clock) -> None:
    before = procedures.known(desk)
    assert procedures.still_true(desk, before)
    rule = Flat(amount=15_000, per="trường hợp")
    fees.add(desk, MAI, ProvinceFee(THREE_DAYS, rule, date(2026, 11, 1), None, "NQ 12/2026/NQ-HĐND"))
    assert not procedures.still_true(desk, before)
    (found,) = (one for one in procedures.known(desk).offered if one.code == THREE_DAYS)
    assert [fee.amount for fee in found.fees if isinstance(fee, Flat)] == [15_000]
    assert guide.guide(desk, found).fees == ("15.000 đ/trường hợp (Theo NQ 12/2026/NQ-HĐND)",)


def test_a_form_that_was_filled_in_before_the_fee_changed_is_not_accepted_at_the_old_fee(desk: Desk) -> None:
    before = draft(desk, COPY)
    fees.add(desk, MAI, ProvinceFee(COPY, Flat(amount=50_000, per="bản"), date(2026, 11, 23), None, "NQ 1/2026"))
    with pytest.raises(UserError, match=r"Mức thu của thủ tục .* vừa đổi, hãy xem lại") as refused:
        intake.receive(desk, before, MAI)
    assert refused.value.field == "procedure"
    again = next(one for one in procedures.known(desk).offered if one.code == COPY)
    done = intake.receive(desk, replace(before, procedure=again, copies=2), MAI)
    assert done.value.received.fee.amount == 100_000
    assert done.value.code.endswith("1001")  # the refusal used no number


def test_a_form_that_was_filled_in_before_the_catalogue_changed_is_not_accepted(desk: Desk) -> None:
    before = draft(desk, COPY)
    for now in (replace(procedure(COPY), name="Chứng thực bản sao điện tử"), procedure(BIRTH)):
        put(desk, now)
        with pytest.raises(UserError, match="vừa đổi trong danh mục") as refused:
            intake.receive(desk, before, MAI)
        assert refused.value.field == "procedure"


def test_what_was_read_yesterday_is_not_true_today(desk: Desk, clock: Clock) -> None:
    before = procedures.known(desk)
    clock.turn(days=1)
    assert not procedures.still_true(desk, before)


def test_replacements_cross_the_line_of_the_catalogue_unchanged() -> None:
    assert parse([encode(OLD)]) == ([OLD], [])
    assert '"replaced_by"' not in encode(procedure(BIRTH))
    assert parse([encode(OLD).replace(BIRTH, "khai-sinh")])[0] == []


def test_an_abolished_procedure_still_stands_on_its_old_dossier(desk: Desk) -> None:
    before = receive(desk, COPY)
    paper = slips.slip(desk, before.id).pdf
    put(desk, replace(procedure(COPY), name="Tên khác", field="Khác", valid_to=date(2026, 11, 1)))
    assert not procedures.known(desk).offered
    story = lookup.story(desk, before.id).dossier
    assert story.received == before.received
    assert story.received.procedure_name == procedure(COPY).name
    assert slips.slip(desk, before.id).pdf == paper
    (row,) = lookup.page(desk, lookup.Chip.ALL, "")
    assert row.id == before.id
