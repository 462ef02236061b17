"""A desk is set up once, joins its district once, and knows its officials."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onecua_desk.domain.parts import Official, Unit
from onecua_desk.errors import UserError
from onecua_desk.services import identity, lookup, officials, preferences, processing, upkeep
from onecua_desk.services.desk import Desk
from onecua_desk.services.identity import Identity, Line
from onecua_desk.services.preferences import Preferences
from onecua_desk.store.engine import FILE, Store, open_store
from onecua_desk.wire.dialogue import Lease
from onecua_desk.wire.enrolment import Enrolment, write_enrolment
from tests.clock import Clock
from tests.desk_fixture import MAI, PASSWORD, UNIT, receive
from tests.services.by_hand import said

CODE = write_enrolment(Enrolment("http://127.0.0.1:8117", "secret", 4, UNIT, 1))


@pytest.fixture
def fresh(tmp_path: Path, template: Path) -> Iterator[Store]:
    """A store before the first start was completed."""
    shutil.copy(template / FILE, tmp_path / FILE)
    store = open_store(tmp_path)
    yield store
    store.close()


def test_a_desk_knows_nothing_of_itself_before_it_is_set_up(fresh: Store) -> None:
    assert identity.known(fresh) is None
    assert identity.line(fresh) is None
    assert officials.everyone(fresh) == []


def test_setting_up_writes_unit_desk_and_first_official_together(fresh: Store) -> None:
    messy = replace(UNIT, name="  xã\u200b Suối  Trong ")
    identity.set_up(fresh, Identity(messy, 3), Official(" Mai ", " Lê Thị  Mai "), PASSWORD)
    assert identity.known(fresh) == Identity(UNIT, 3)
    assert officials.everyone(fresh) == [MAI]
    assert officials.sign_in(fresh, "mai", PASSWORD) == MAI


def test_a_desk_is_set_up_only_once(fresh: Store) -> None:
    identity.set_up(fresh, Identity(UNIT, 3), MAI, PASSWORD)
    with pytest.raises(UserError, match="đã khai báo"):
        identity.set_up(fresh, Identity(UNIT, 4), Official("lan", "Lan"), PASSWORD)
    assert identity.known(fresh) == Identity(UNIT, 3)
    assert officials.everyone(fresh) == [MAI]


def test_setting_up_with_an_enrolment_code_takes_unit_desk_device_and_line_from_it(fresh: Store) -> None:
    identity.set_up(fresh, Identity(Unit("", "", "", "", ""), 9), MAI, PASSWORD, CODE)
    assert identity.known(fresh) == Identity(UNIT, 1, 4)
    assert identity.line(fresh) == Line("http://127.0.0.1:8117", "secret")


@pytest.mark.parametrize(
    ("unit", "desk", "official", "password", "code"),
    [
        (replace(UNIT, code="h02"), 1, MAI, PASSWORD, ""),
        (replace(UNIT, code=""), 1, MAI, PASSWORD, ""),
        (replace(UNIT, name=" "), 1, MAI, PASSWORD, ""),
        (replace(UNIT, parent=""), 1, MAI, PASSWORD, ""),
        (replace(UNIT, centre=""), 1, MAI, PASSWORD, ""),
        (replace(UNIT, place="\u200b"), 1, MAI, PASSWORD, ""),
        (UNIT, 0, MAI, PASSWORD, ""),
        (UNIT, 10, MAI, PASSWORD, ""),
        (UNIT, 1, Official("mai", " "), PASSWORD, ""),
        (UNIT, 1, Official("m", "Mai"), PASSWORD, ""),
        (UNIT, 1, Official("mái", "Mai"), PASSWORD, ""),
        (UNIT, 1, MAI, "ngan", ""),
        (UNIT, 1, MAI, PASSWORD, CODE[:-2]),
    ],
)
def test_a_wrong_field_of_the_first_start_is_named_and_nothing_is_written(
    fresh: Store, unit: Unit, desk: int, official: Official, password: str, code: str
) -> None:
    with pytest.raises(UserError) as refused:
        identity.set_up(fresh, Identity(unit, desk), official, password, code)
    assert refused.value.field
    assert identity.known(fresh) is None
    assert officials.everyone(fresh) == []


def test_a_desk_that_worked_alone_takes_its_events_with_it_when_it_joins_a_district(desk: Desk, clock: Clock) -> None:
    dossiers = []
    for _ in range(5):
        dossiers.append(receive(desk))
        clock.turn(minutes=7)
    processing.hand_over(desk, MAI, dossiers[1].id, "Tư pháp")
    assert identity.enrol(desk.store, CODE) == Identity(UNIT, 1, 4)
    assert upkeep.check(desk) == []
    spoken = said(desk)
    assert (spoken.hello.device, [event.seq for event in spoken.events]) == (4, [1, 2, 3, 4, 5, 6])
    assert {event.device for event in spoken.events} == {4}
    for dossier in dossiers:
        (row,) = lookup.find(desk, dossier.code)
        assert row.id == (4, dossier.id.seq)
        assert lookup.story(desk, row.id).dossier.received == dossier.received
    assert [row.code for row in lookup.page(desk, lookup.Chip.ALL, "")] == [one.code for one in reversed(dossiers)]
    assert receive(desk).id == (4, 7)


def test_joining_twice_with_the_same_code_changes_nothing(desk: Desk) -> None:
    receive(desk)
    identity.enrol(desk.store, CODE)
    before = said(desk)
    identity.enrol(desk.store, CODE)
    assert said(desk) == before
    assert upkeep.check(desk) == []


def test_the_same_device_may_get_a_new_address_and_secret(desk: Desk) -> None:
    identity.enrol(desk.store, CODE)
    identity.enrol(desk.store, write_enrolment(Enrolment("https://moi", "khác", 4, UNIT, 1)))
    assert identity.line(desk.store) == Line("https://moi", "khác")


def test_the_slice_that_comes_with_the_code_is_the_desks_from_then_on(desk: Desk) -> None:
    before = receive(desk).code
    identity.enrol(desk.store, write_enrolment(Enrolment("http://x", "t", 4, UNIT, 1, serials=Lease(None, 9001, 9999))))
    assert (before[-4:], receive(desk).code[-4:]) == ("1001", "9001")
    identity.enrol(desk.store, CODE)  # of an older server, which says nothing of slices
    assert receive(desk).code[-4:] == "9002"


@pytest.mark.parametrize(
    "enrolment",
    [
        Enrolment("http://x", "t", 5, UNIT, 1),
        Enrolment("http://x", "t", 4, UNIT, 2),
        Enrolment("http://x", "t", 4, replace(UNIT, code="H02.15.24"), 1),
    ],
)
def test_the_code_of_another_device_desk_or_unit_is_refused_and_changes_nothing(
    desk: Desk, enrolment: Enrolment
) -> None:
    identity.enrol(desk.store, CODE)
    receive(desk)
    with pytest.raises(UserError) as refused:
        identity.enrol(desk.store, write_enrolment(enrolment))
    assert refused.value.field == "enrolment"
    assert identity.known(desk.store) == Identity(UNIT, 1, 4)
    assert identity.line(desk.store) == Line("http://127.0.0.1:8117", "secret")


# officials


def test_a_wrong_name_and_a_wrong_password_are_told_apart_by_nobody(desk: Desk) -> None:
    said = set()
    for login, password in (("mai", "mat-khau-2"), ("lan", PASSWORD), ("", ""), ("mai", "")):
        with pytest.raises(UserError) as refused:
            officials.sign_in(desk.store, login, password)
        assert refused.value.field == "password"
        said.add(str(refused.value))
    assert len(said) == 1


def test_the_sign_in_name_may_be_typed_in_capitals(desk: Desk) -> None:
    assert officials.sign_in(desk.store, " MAI ", PASSWORD) == MAI


def test_a_further_official_signs_in_with_a_name_that_nobody_has(desk: Desk) -> None:
    lan = officials.add(desk.store, Official("Lan", "Trần Thị Lan"), "mat-khau-lan")
    assert officials.sign_in(desk.store, "lan", "mat-khau-lan") == lan
    assert {one.login for one in officials.everyone(desk.store)} == {"mai", "lan"}
    with pytest.raises(UserError) as refused:
        officials.add(desk.store, Official("LAN", "Lan khác"), "mat-khau-khac")
    assert refused.value.field == "login"
    assert officials.sign_in(desk.store, "lan", "mat-khau-lan") == lan


def test_no_password_stands_in_the_file(desk: Desk) -> None:
    desk.store.close()
    assert PASSWORD.encode() not in desk.store.path.read_bytes()


# preferences


def test_preferences_are_usual_until_somebody_chooses_and_stay_chosen(desk: Desk) -> None:
    assert preferences.read(desk.store) == Preferences()
    chosen = Preferences(1.25, True)
    preferences.write(desk.store, chosen)
    assert preferences.read(desk.store) == chosen
