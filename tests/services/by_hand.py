"""A commune of two desks and a district kept by hand, which accepts, refuses or holds and keeps its own order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from onecua_desk.domain.events import EventId
from onecua_desk.services import replica
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.wire.messages import PROTOCOL, Answer, Placed, Request, Verdict, WireEvent

Judge = Callable[[WireEvent], str]


def accept_all(_: WireEvent) -> str:
    return "accepted"


class Ledger:
    """Gives each accepted event the next position; an answer carries what others wrote after the desk's cursor."""

    def __init__(self, server: str = "1") -> None:
        self.server = server
        self.placed: list[Placed] = []

    def accept(self, event: WireEvent) -> int:
        self.placed.append(Placed(len(self.placed) + 1, event))
        return len(self.placed)

    def answer(self, request: Request, judge: Judge = accept_all) -> Answer:
        verdicts = [self._verdict(event, judge(event)) for event in request.events]
        others = [one for one in self.placed if one.position > request.cursor and one.event.device != request.device]
        now = datetime(2026, 11, 23, 10)
        return Answer(PROTOCOL, self.server, now, verdicts, others, len(self.placed), False)

    def exchange(self, desk: Desk, judge: Judge = accept_all) -> Changes:
        request = replica.prepare(desk)
        return replica.apply(desk, request, self.answer(request, judge))

    def _verdict(self, event: WireEvent, status: str) -> Verdict:
        if status == "accepted":
            return Verdict(event.seq, "accepted", self.accept(event))
        if status == "held":
            return Verdict(event.seq, "held")
        return Verdict(event.seq, "refused", sentence=status)


@dataclass
class Commune:
    """Two desks of one unit, enrolled as device 2 and 3, and the district that both know."""

    one: Desk
    two: Desk
    ledger: Ledger

    def settle_all(self) -> None:
        for desk in (self.one, self.two, self.one):
            self.ledger.exchange(desk)


def dump(desk: Desk) -> list[str]:
    """Everything that the desk's file says."""
    with desk.store.read() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        return [line for line in driver.iterdump() if "procedure" not in line]


def fact(device: int, seq: int, dossier: EventId, kind: str, body: bytes, at: datetime | None = None) -> WireEvent:
    when = at or datetime(2026, 11, 23, 9, 45)
    return WireEvent(device, seq, (dossier.device, dossier.seq), when, "lan", "Trần Thị Lan", kind, msgspec.Raw(body))
