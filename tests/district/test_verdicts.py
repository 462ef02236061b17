"""Every event that goes up gets its verdict: accepted, refused, held, or taken by another."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import msgspec
import pytest
import requests

from onecua_desk import __version__
from onecua_desk.district.officials import look_up
from onecua_desk.district.rules import LARGEST_EVENT
from onecua_desk.district.state import state
from onecua_desk.domain.events import Corrected, Fact, ResultRecorded, Returned
from onecua_desk.domain.parts import Change, Collector
from onecua_desk.wire.codec import pack
from onecua_desk.wire.messages import PROTOCOL, Verdict
from tests.district.strangers import stranger_to
from tests.district.writing import (
    DAY,
    BareDesk,
    handed_over,
    other_unit,
    printed,
    received,
    received_unknown,
    with_body,
)
from tests.district_fixture import NOW, EnrolledDistrict


def test_events_are_accepted_in_the_order_of_their_numbers(desk: BareDesk) -> None:
    answer = desk.send(desk.wire(2, handed_over(), about=1), desk.received(1))
    assert answer.verdicts == [Verdict(1, "accepted", position=1), Verdict(2, "accepted", position=2)]
    assert (answer.protocol, answer.server, answer.now) == (PROTOCOL, __version__, NOW)
    assert (answer.events, answer.cursor, answer.more) == ([], 2, False)


def test_the_same_events_again_get_the_same_verdicts(desk: BareDesk) -> None:
    events = [desk.received(1), desk.wire(2, Returned(Collector("Hà", "1")), about=1), desk.received(3, serial=1001)]
    first = desk.verdicts(*events)
    assert [verdict.status for verdict in first] == ["accepted", "refused", "refused"]
    assert desk.verdicts(*events) == first
    assert desk.verdicts(*events[1:], *events) == [first[0], first[1], first[1], first[2], first[2]]


def test_other_content_under_the_same_number_is_told_and_alarmed_and_the_first_stays(
    enrolled: EnrolledDistrict, desk: BareDesk, second_desk: BareDesk
) -> None:
    first, other = desk.received(1), desk.received(1, serial=1500)
    accepted = desk.verdict(first)
    later = desk.wire(2, handed_over(), about=1)
    assert [verdict.status for verdict in desk.verdicts(other, later)] == ["taken"], "nothing after it is judged"
    assert desk.verdict(other).status == "taken"
    assert desk.verdict(first) == accepted
    assert [placed.event for placed in second_desk.send().events] == [first]
    assert [(alarm.device, alarm.seq) for alarm in state(enrolled.district).alarms] == [(desk.device, 1)]


def test_a_move_that_the_state_forbids_is_refused_and_the_rest_goes_on(desk: BareDesk) -> None:
    early = desk.wire(2, Returned(Collector("Đặng Thị Hà", "001190012345")), about=1)
    verdicts = desk.verdicts(desk.received(1), early, desk.wire(3, handed_over(), about=1))
    assert [verdict.status for verdict in verdicts] == ["accepted", "refused", "accepted"]
    assert "Mới tiếp nhận" in verdicts[1].sentence


def test_a_dossier_code_is_given_out_once(desk: BareDesk, second_desk: BareDesk) -> None:
    desk.verdict(desk.received(1, serial=1001))
    for seq in (1, 2):
        verdict = second_desk.verdict(second_desk.received(seq, serial=1001))
        assert (verdict.status, verdict.sentence) == (
            "refused",
            "Mã hồ sơ H02.15.23-261121-1001 đã được cấp cho hồ sơ khác.",
        )


def test_a_dossier_code_is_given_out_once_within_one_request(desk: BareDesk) -> None:
    verdicts = desk.verdicts(desk.received(1, serial=1001), desk.received(2, serial=1001))
    assert [verdict.status for verdict in verdicts] == ["accepted", "refused"]


@pytest.mark.parametrize("code", ["H02.15.24-261121-1001", "H02.15.23-261399-1001", "H02.15.23", "", "H02.15.23-1001"])
def test_a_code_that_is_not_of_the_unit_is_refused(desk: BareDesk, code: str) -> None:
    event = desk.received(1)
    body = bytes(event.body).replace(b"H02.15.23-261121-1001", code.encode())
    assert desk.verdict(with_body(event, body)).status == "refused"


def test_a_dossier_of_another_unit_is_refused(desk: BareDesk) -> None:
    verdict = desk.verdict(desk.wire(1, received(1001, other_unit())))
    assert (verdict.status, verdict.sentence) == (
        "refused",
        "Hồ sơ của đơn vị khác, không phải của H02.15.23.",
    )


def test_an_event_about_another_units_dossier_is_refused_and_nothing_of_it_goes_down(
    enrolled: EnrolledDistrict, desk: BareDesk, http: requests.Session
) -> None:
    stranger = stranger_to(enrolled, http)
    desk.verdict(desk.received(1))
    answer = stranger.send(stranger.wire(1, handed_over(), about=(desk.device, 1)))
    assert [verdict.status for verdict in answer.verdicts] == ["refused"]
    assert (answer.events, answer.cursor) == ([], 1)


def test_a_desk_of_another_unit_learns_nothing_of_a_dossier_and_writes_nothing_into_it(
    enrolled: EnrolledDistrict, desk: BareDesk, http: requests.Session
) -> None:
    stranger = stranger_to(enrolled, http)
    given = desk.wire(3, Returned(Collector("Đặng Thị Hà", "001190012345")), about=1)
    desk.verdicts(desk.received(1), desk.wire(2, ResultRecorded("7", DAY, 1), about=1), given)
    theirs: list[Fact] = [Returned(Collector("Người lạ", "1")), handed_over(), received(1001, other_unit())]
    events = [stranger.wire(seq, fact, about=(desk.device, 1)) for seq, fact in enumerate(theirs, 1)]
    verdicts = stranger.verdicts(*events)
    assert {verdict.sentence for verdict in verdicts} == {"Hồ sơ của đơn vị khác, không phải của H02.15.24."}
    assert len(look_up(enrolled.district, "H02.15.23-261121-1001")[1]) == 3


def test_a_desk_of_another_unit_does_not_hear_why_a_dossier_was_refused(
    enrolled: EnrolledDistrict, desk: BareDesk, http: requests.Session
) -> None:
    stranger = stranger_to(enrolled, http)
    desk.verdicts(desk.received(1, serial=1001), desk.received(2, serial=1001))
    verdict = stranger.verdict(stranger.wire(1, handed_over(), about=(desk.device, 2)))
    assert verdict.sentence == "Máy chủ không có hồ sơ của sự kiện «Chuyển xử lý»."


def test_an_event_in_another_devices_name_is_refused_and_leaves_its_number_free(
    desk: BareDesk, second_desk: BareDesk
) -> None:
    assert desk.verdict(second_desk.received(1)).status == "refused"
    assert second_desk.verdict(second_desk.received(1)).status == "accepted"


def test_an_unknown_kind_is_held_and_harms_nothing_but_its_dossier(desk: BareDesk) -> None:
    newer = with_body(desk.received(1), b"{}", kind="received_by_drone")
    events = [newer, desk.wire(2, handed_over(), about=1), desk.received(3)]
    assert [verdict.status for verdict in desk.verdicts(*events)] == ["held", "held", "accepted"]
    assert [verdict.status for verdict in desk.verdicts(desk.received(4))] == ["accepted"]


def test_held_events_are_judged_when_they_can_be(desk: BareDesk) -> None:
    events = [desk.received(1), desk.wire(2, handed_over(), about=1), desk.received(3)]
    with received_unknown():
        assert [verdict.status for verdict in desk.verdicts(*events)] == ["held"] * 3
    assert desk.verdicts(events[1]) == [Verdict(2, "held")], "its beginning is still held"
    verdicts = desk.verdicts(*events[:2])
    assert verdicts == [Verdict(1, "accepted", position=1), Verdict(2, "accepted", position=2)]


def test_an_event_about_a_refused_dossier_is_refused(desk: BareDesk) -> None:
    verdicts = desk.verdicts(desk.wire(1, received(1001, other_unit())), desk.wire(2, handed_over(), about=1))
    assert [verdict.status for verdict in verdicts] == ["refused", "refused"]
    assert "từ chối" in verdicts[1].sentence


def test_an_event_about_a_dossier_of_a_device_that_is_not_enrolled_yet_is_held(desk: BareDesk) -> None:
    """This server was put back from a backup, and the other desk has not got its code again."""
    assert desk.verdict(desk.wire(1, handed_over(), about=(99, 1))).status == "held"


@pytest.mark.parametrize("about", [(1, 1), (2, 7), (2, 2)])
def test_an_event_about_a_dossier_that_cannot_come_any_more_is_refused(desk: BareDesk, about: tuple[int, int]) -> None:
    assert desk.device == 2
    desk.verdicts(desk.received(1))
    assert desk.verdict(desk.wire(2, handed_over(), about=about)).status == "refused"


def test_a_dossier_is_named_by_its_received_event_only(desk: BareDesk) -> None:
    events = [desk.received(1), desk.wire(2, handed_over(), about=1), desk.wire(3, printed(), about=2)]
    assert [verdict.status for verdict in desk.verdicts(*events)] == ["accepted", "accepted", "refused"]
    assert desk.verdict(desk.wire(4, received(1004), about=1)).status == "refused"
    assert desk.verdict(desk.wire(5, received(1005), about=4)).status == "refused"


def test_an_event_beyond_a_gap_is_held_until_the_gap_is_filled(desk: BareDesk) -> None:
    assert [verdict.status for verdict in desk.verdicts(desk.received(1), desk.received(3))] == ["accepted", "held"]
    assert [verdict.status for verdict in desk.verdicts(desk.received(2), desk.received(3))] == ["accepted"] * 2


@pytest.mark.parametrize(
    "body",
    [b"{}", b"[]", b'"x"', b'{"to": 3}', b"null", b'{"to": null}', b'{"to":' + b"[" * 300 + b"]" * 300 + b"}"],
)
def test_a_garbled_body_is_refused_with_a_sentence(desk: BareDesk, body: bytes) -> None:
    verdicts = desk.verdicts(desk.received(1), with_body(desk.wire(2, handed_over(), about=1), body), desk.received(3))
    assert [verdict.status for verdict in verdicts] == ["accepted", "refused", "accepted"]
    assert verdicts[1].sentence


def test_a_correction_that_cannot_be_read_is_refused(desk: BareDesk) -> None:
    event = desk.wire(2, Corrected((Change("born", "", "1990-01-01"),), ""), about=1)
    nonsense = with_body(event, bytes(event.body).replace(b"1990-01-01", b"tomorrow"))
    assert [verdict.status for verdict in desk.verdicts(desk.received(1), nonsense)] == ["accepted", "refused"]


def test_times_with_a_zone_are_refused(desk: BareDesk) -> None:
    aware = datetime(2026, 11, 21, 8, 30, tzinfo=timezone(timedelta(hours=7)))
    event = desk.received(1)
    assert desk.post(pack(desk.request(msgspec.structs.replace(event, at=aware)))).status_code == 400
    assert desk.verdict(with_body(event, bytes(event.body).replace(b"T08:30:00", b"T08:30:00Z"))).status == "refused"


def test_an_event_that_is_too_large_is_refused(desk: BareDesk) -> None:
    large = desk.wire(2, handed_over("á" * LARGEST_EVENT), about=1)
    assert [verdict.status for verdict in desk.verdicts(desk.received(1), large)] == ["accepted", "refused"]
