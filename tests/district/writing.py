"""What a desk would write, and a bare client that sends it: enough to speak to the district without a desk program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import cast

import msgspec
import requests

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.events import KINDS, Event, EventId, Fact, HandedOver, PaperPrinted, Received
from onecua_desk.domain.fees import Fee
from onecua_desk.domain.numbering import dossier_code
from onecua_desk.domain.parts import Applicant, Given, Official, Unit
from onecua_desk.domain.procedure import Limit, LimitUnit, PaperKind
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.wire.codec import pack, to_wire, unpack
from onecua_desk.wire.enrolment import Enrolment
from onecua_desk.wire.messages import PROTOCOL, Answer, Request, Trouble, Verdict, WireEvent
from tests.district_fixture import UNIT

AT = datetime(2026, 11, 21, 8, 30)
DAY = AT.date()
OFFICIAL = Official("hoa", "Nguyễn Thị Hoa")


def received(serial: int, unit: Unit = UNIT, desk: int = 1, day: date = DAY) -> Received:
    return Received(
        code=dossier_code(unit.code, day, serial),
        ruleset="2025",
        unit=unit,
        desk=desk,
        decided_by=unit.name,
        return_at=unit.centre,
        procedure="2.000635",
        procedure_name="Cấp bản sao trích lục hộ tịch",
        field="Hộ tịch",
        case="",
        limit=Limit(1, LimitUnit.WORKING_DAYS),
        channel=Channel.COUNTER,
        applicant=Applicant("Đặng Thị Hà", "001190012345", phone="0912345678"),
        papers=(Given("Tờ khai", PaperKind.FORM, 1),),
        sets=1,
        due=AT + timedelta(days=2),
        fee=Fee(8_000, "1 bản × 8.000 đ"),
    )


def wire(device: int, seq: int, fact: Fact, about: tuple[int, int] | None = None, at: datetime = AT) -> WireEvent:
    """``fact`` as event ``seq`` of ``device``, about the dossier that begins with event ``about``, or with itself."""
    return to_wire(Event(EventId(device, seq), EventId(*(about or (device, seq))), at, OFFICIAL, fact))


def with_body(event: WireEvent, body: bytes, kind: str | None = None) -> WireEvent:
    return msgspec.structs.replace(event, body=msgspec.Raw(body), kind=kind or event.kind)


def handed_over(note: str = "") -> HandedOver:
    return HandedOver("Công chức tư pháp - hộ tịch", note)


def printed(times: int = 0) -> PaperPrinted:
    return PaperPrinted(FormKind.SLIP, times, "Canon LBP2900")


@contextmanager
def unknown(fact: type[Fact]) -> Iterator[None]:
    """In the block the server is of a version that does not know ``fact`` yet."""
    kinds = cast("dict[str, type[Fact]]", KINDS)
    known = kinds.pop(fact.kind)
    try:
        yield
    finally:
        kinds[fact.kind] = known


def received_unknown() -> AbstractContextManager[None]:
    """In the block the server does not know yet how a dossier is received."""
    return unknown(Received)


class BareDesk:
    """Sends events as they are and remembers only the cursor."""

    def __init__(self, enrolment: Enrolment, http: requests.Session) -> None:
        self.enrolment = enrolment
        self.device = enrolment.device
        self.cursor = 0
        self._http = http

    def wire(self, seq: int, fact: Fact, about: int | tuple[int, int] | None = None) -> WireEvent:
        """As ``wire``; a number names a dossier of this device."""
        return wire(self.device, seq, fact, (self.device, about) if isinstance(about, int) else about)

    def received(self, seq: int, serial: int | None = None) -> WireEvent:
        """Event ``seq`` takes in a dossier; its serial, if not given, is the next of the desk's slice by ``seq``."""
        desk = self.enrolment.desk
        return self.wire(seq, received(serial or desk * 1000 + seq, self.enrolment.unit, desk))

    def request(self, *events: WireEvent) -> Request:
        return Request(PROTOCOL, self.device, self.cursor, list(events))

    def post(self, body: bytes, token: str | None = None) -> requests.Response:
        headers = {"Authorization": f"Bearer {self.enrolment.token if token is None else token}"}
        return self._http.post(f"{self.enrolment.url}/v1/sync", data=body, headers=headers, timeout=10)

    def send(self, *events: WireEvent) -> Answer:
        response = self.post(pack(self.request(*events)))
        assert response.status_code == 200, response.text
        answer = unpack(response.content, Answer)
        self.cursor = answer.cursor
        return answer

    def verdicts(self, *events: WireEvent) -> list[Verdict]:
        return self.send(*events).verdicts

    def verdict(self, event: WireEvent) -> Verdict:
        (verdict,) = self.verdicts(event)
        return verdict


def sentence(response: requests.Response) -> str:
    """What the server says instead of an answer."""
    assert response.headers["Content-Type"].startswith("application/json")
    return msgspec.json.decode(response.content, type=Trouble).sentence


def other_unit() -> Unit:
    return replace(UNIT, code="H02.15.24", name="Ủy ban nhân dân xã Tân Lập", place="Tân Lập")
