"""One exchange as a whole: what comes down with its answer, and the requests that get none."""

from __future__ import annotations

import msgspec
import pytest
import requests

from onecua_desk.district.access import revoke
from onecua_desk.wire.codec import pack, unpack
from onecua_desk.wire.messages import EVENTS_DOWN, EVENTS_UP, PROTOCOL, Answer, Request, Trouble, WireEvent
from tests.district.strangers import stranger_to
from tests.district.writing import BareDesk, handed_over, printed, sentence, wire
from tests.district_fixture import EnrolledDistrict


def test_others_events_come_down_in_pages_and_own_ones_do_not(desk: BareDesk, second_desk: BareDesk) -> None:
    second_desk.verdict(second_desk.received(1))
    events = [desk.received(1), *(desk.wire(seq, printed(seq), about=1) for seq in range(2, EVENTS_DOWN + 12))]
    for start in range(0, len(events), EVENTS_UP):
        desk.verdicts(*events[start : start + EVENTS_UP])
    first = second_desk.send()
    assert (len(first.events), first.more, first.cursor) == (EVENTS_DOWN, True, first.events[-1].position)
    second = second_desk.send()
    assert (second.more, second.cursor) == (False, len(events) + 1)
    assert [placed.event for placed in first.events + second.events] == events
    assert second_desk.send().events == []


def test_the_cursor_moves_over_events_that_are_not_for_the_desk(
    enrolled: EnrolledDistrict, desk: BareDesk, http: requests.Session
) -> None:
    stranger = stranger_to(enrolled, http)
    desk.verdicts(desk.received(1), desk.received(2))
    answer = stranger.send()
    assert (answer.events, answer.cursor, answer.more) == ([], 2, False)


@pytest.mark.parametrize("token", ["", "unknown", "á"])
def test_an_unknown_token_is_401(desk: BareDesk, token: str) -> None:
    response = desk.post(pack(desk.request()), token=token.encode().decode("latin-1"))
    assert response.status_code == 401
    assert sentence(response).startswith("Máy này chưa được ghi danh")
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_revoked_device_is_401(enrolled: EnrolledDistrict, desk: BareDesk) -> None:
    revoke(enrolled.district, desk.device)
    assert desk.post(pack(desk.request())).status_code == 401


def test_a_token_of_another_device_is_409(desk: BareDesk, second_desk: BareDesk) -> None:
    response = desk.post(pack(second_desk.request()))
    assert (response.status_code, sentence(response)) == (
        409,
        "Mã truy cập là của thiết bị 2, gói tin là của thiết bị 3.",
    )


def test_a_newer_protocol_is_409_even_when_its_request_looks_different(desk: BareDesk) -> None:
    newer = msgspec.defstruct("Newer", [("protocol", int), ("frames", list[int])])
    for body in (pack(newer(PROTOCOL + 1, [])), pack(Request(PROTOCOL + 1, desk.device, 0, []))):
        response = desk.post(body)
        assert (response.status_code, "bản mới hơn" in sentence(response)) == (409, True)


def test_a_cursor_that_the_server_never_gave_is_409(desk: BareDesk) -> None:
    desk.cursor = 5
    response = desk.post(pack(desk.request(desk.received(1))))
    assert (response.status_code, "khôi phục" in sentence(response)) == (409, True)


_NESTED = b'[2,1,[2,1],"2026-11-21T08:30:00","hoa","Hoa","received",' + b"[" * 100_000 + b"]" * 100_000 + b"]"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        pack(Request(PROTOCOL, 2, 0, []))[:-3],
        pack(Trouble("x")),
        pack(Request(PROTOCOL, 2, -1, [])),
        pack(Request(PROTOCOL, 2, 2**70, [])),
        pack(Request(PROTOCOL, 2, 0, [wire(2, 2**70, handed_over())])),
        pack(Request(PROTOCOL, 2, 0, [wire(2, 0, handed_over())])),
        pack(Request(PROTOCOL, 2, 0, [wire(2, 1, handed_over(), about=(-1, 2))])),
        pack(msgspec.defstruct("Nested", ["protocol", "device", "cursor", "events"])(1, 2, 0, [msgspec.Raw(_NESTED)])),
    ],
)
def test_a_garbled_request_is_400(desk: BareDesk, body: bytes) -> None:
    response = desk.post(body)
    assert response.status_code == 400
    assert sentence(response)


def test_too_many_events_are_413(desk: BareDesk) -> None:
    events: list[WireEvent] = [desk.received(seq) for seq in range(1, EVENTS_UP + 2)]
    response = desk.post(pack(desk.request(*events)))
    assert (response.status_code, sentence(response)) == (413, "Một gói tin chỉ được có 200 sự kiện.")


def test_a_body_that_is_too_large_is_413(desk: BareDesk) -> None:
    response = desk.post(bytes(1024 * 1024 + 1))
    assert (response.status_code, sentence(response)) == (413, "Gói tin lớn hơn mức máy chủ nhận.")


def test_what_a_desk_just_sent_is_not_sent_back_to_it(desk: BareDesk) -> None:
    request = Request(PROTOCOL, desk.device, 0, [desk.received(1), desk.received(2, serial=1002)], answered=0)
    assert unpack(desk.post(pack(request)).content, Answer).events == []


def test_own_events_that_a_desk_has_lost_come_back(desk: BareDesk) -> None:
    events = [desk.received(1), desk.received(2, serial=1002), desk.received(3, serial=1003)]
    desk.verdicts(*events)
    answer = unpack(desk.post(pack(Request(PROTOCOL, desk.device, 0, [], answered=1))).content, Answer)
    assert [placed.event for placed in answer.events] == events[1:]
    assert answer.last_seq == 3
