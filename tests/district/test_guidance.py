"""Facts that stand alone (forms 02 and 03 before receipt): taken once, of the own unit only, and passed down."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onecua_desk.district.state import state
from onecua_desk.domain.events import Fact, Guided, TurnedAway
from onecua_desk.domain.parts import Applicant, Unit
from onecua_desk.wire.messages import Verdict
from tests.district.writing import BareDesk, handed_over, other_unit
from tests.district_fixture import UNIT, EnrolledDistrict

HA = Applicant("Đặng Thị Hà", "001190012345")


def guided(unit: Unit = UNIT) -> Guided:
    return Guided("2.000635", "Cấp bản sao trích lục hộ tịch", HA, unit, "2025", "1-Q1/HDHS", "", ("Tờ khai",))


def turned_away(unit: Unit = UNIT) -> TurnedAway:
    return TurnedAway("2.000635", "Cấp bản sao trích lục hộ tịch", HA, unit, "2025", "1-Q1/TCHS", "Ngoài thẩm quyền")


both = pytest.mark.parametrize("fact", [guided(), turned_away()], ids=["guided", "turned_away"])


@both
def test_it_is_accepted_once_however_often_it_comes(desk: BareDesk, fact: Fact) -> None:
    event = desk.wire(1, fact)
    assert desk.verdicts(event) == [Verdict(1, "accepted", position=1)]
    assert desk.verdicts(event, event) == [Verdict(1, "accepted", position=1)] * 2


@both
def test_that_of_another_unit_is_refused(desk: BareDesk, fact: Guided | TurnedAway) -> None:
    verdict = desk.verdict(desk.wire(1, replace(fact, unit=other_unit())))
    assert verdict.status == "refused"
    assert verdict.sentence == "Phiếu của đơn vị khác, không phải của H02.15.23."


@both
def test_it_belongs_to_no_dossier(desk: BareDesk, fact: Fact) -> None:
    verdicts = desk.verdicts(desk.received(1), desk.wire(2, fact, about=1))
    assert [verdict.status for verdict in verdicts] == ["accepted", "refused"]


@both
def test_the_other_desk_of_the_unit_gets_it_and_no_dossier_comes_of_it(
    enrolled: EnrolledDistrict, desk: BareDesk, second_desk: BareDesk, fact: Fact
) -> None:
    event = desk.wire(1, fact)
    desk.send(event)
    assert [placed.event for placed in second_desk.send().events] == [event]
    assert all(not unit.dossiers for unit in state(enrolled.district).units)


@both
def test_nothing_can_happen_to_it_afterwards(desk: BareDesk, fact: Fact) -> None:
    verdicts = desk.verdicts(desk.wire(1, fact), desk.wire(2, handed_over(), about=1), desk.received(3))
    assert [verdict.status for verdict in verdicts] == ["accepted", "refused", "accepted"]
