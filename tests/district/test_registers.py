"""A line of an older register becomes one dossier of its unit, at whichever desk it was read in first."""

from __future__ import annotations

from dataclasses import asdict, replace

from onecua_desk.district.access import enrol
from onecua_desk.district.database import District
from onecua_desk.district.older import exchange
from onecua_desk.domain.parts import Unit
from onecua_desk.wire.codec import pack, unpack
from onecua_desk.wire.enrolment import Enrolment, read_enrolment
from onecua_desk.wire.messages import PROTOCOL, Answer, Request, Verdict, WireEvent
from tests.district.writing import handed_over, other_unit, received, wire
from tests.district_fixture import UNIT

KEY = "15/2025@2025-11-04 dang ky khai sinh"
SAID = "Dòng này của sổ cũ đã được nhập thành hồ sơ H02.15.23-261121-1001; hãy dùng hồ sơ đó."


def _enrol(district: District, desk: int, unit: Unit = UNIT) -> Enrolment:
    return read_enrolment(enrol(district, asdict(unit), desk, "http://127.0.0.1:1"))


def _send(district: District, desk: Enrolment, *events: WireEvent) -> list[Verdict]:
    return unpack(
        exchange(district, desk.token, pack(Request(PROTOCOL, desk.device, 0, list(events)))), Answer
    ).verdicts


def _line(desk: Enrolment, seq: int, key: str = KEY) -> WireEvent:
    fact = received(desk.desk * 1000 + seq, desk.unit, desk.desk)
    return wire(desk.device, seq, replace(fact, imported=key))


def test_the_same_line_from_two_desks_is_taken_once_and_the_second_hears_of_the_first(database: District) -> None:
    one, two = _enrol(database, 1), _enrol(database, 2)
    assert _send(database, one, _line(one, 1))[0].status == "accepted"
    first, after = _send(database, two, _line(two, 1), wire(two.device, 2, handed_over(), (two.device, 1)))
    assert (first.status, first.sentence) == ("refused", SAID)
    assert after.status == "refused"
    assert [verdict.status for verdict in _send(database, two, _line(two, 3, KEY + " moi"))] == ["accepted"]


def test_the_same_line_twice_in_one_request_is_taken_once(database: District) -> None:
    one = _enrol(database, 1)
    verdicts = _send(database, one, _line(one, 1), _line(one, 2))
    assert [(verdict.status, verdict.sentence) for verdict in verdicts] == [("accepted", ""), ("refused", SAID)]


def test_what_was_not_imported_and_what_another_unit_imported_stand_in_nobodys_way(database: District) -> None:
    one, other = _enrol(database, 1), _enrol(database, 1, other_unit())
    assert _send(database, one, _line(one, 1))[0].status == "accepted"
    verdicts = _send(database, other, _line(other, 1), _line(other, 2, ""), _line(other, 3, ""))
    assert [verdict.status for verdict in verdicts] == ["accepted"] * 3


def test_a_key_of_any_length_and_letters_is_no_trouble_for_the_database(database: District) -> None:
    one = _enrol(database, 1)
    long = "".join(map(str, range(10_000)))
    verdicts = _send(database, one, _line(one, 1, long), _line(one, 2, long), _line(one, 3, "\0"))
    assert [verdict.status for verdict in verdicts] == ["accepted", "refused", "accepted"]
