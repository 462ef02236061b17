"""What a line of an older register is in the log: its receipt, and the events that brought it to its state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain

from sqlalchemy import Connection

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.events import (
    Event,
    EventId,
    Fact,
    HandedOver,
    Received,
    Refused,
    ResultRecorded,
    Returned,
    SupplementRequested,
    Withdrawn,
)
from onecua_desk.domain.fees import Fee
from onecua_desk.domain.numbering import dossier_code
from onecua_desk.domain.parts import Collector, Official, State
from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.register import RegisterLine
from onecua_desk.domain.ruleset import ruleset_for
from onecua_desk.errors import UserError
from onecua_desk.services.identity import Identity
from onecua_desk.store import serials

_FROM = "Theo sổ cũ"


class Ground:
    """Who imports and when, and the codes that are still free: ``kept`` ones are given to lines that had them."""

    def __init__(self, connection: Connection, me: Identity, now: datetime, official: Official, kept: set[str]) -> None:
        self.me, self.now, self.official = me, now, official
        self._connection, self._kept = connection, kept
        self._free: dict[date, Iterator[int]] = {}

    def next_code(self, line: RegisterLine) -> str:
        """The next code of the day of receipt; ``UserError`` when this desk's slices of that day are used up."""
        day, unit = line.received_at.date(), self.me.unit.code
        if day not in self._free:
            self._free[day] = chain.from_iterable(serials.free(self._connection, unit, self.me.desk, day))
        codes = (dossier_code(unit, day, serial) for serial in self._free[day])
        code = next((code for code in codes if code not in self._kept), None)
        if code is None:
            raise UserError(f"Dòng {line.row}: ngày {day:%d/%m/%Y} có hơn 999 hồ sơ không có mã; chưa ghi gì.")
        return code


def history(ground: Ground, line: RegisterLine, procedure: Procedure | None, code: str, seq: int) -> list[Event]:
    """The events of the line, numbered from ``seq``; ``procedure`` as the catalogue has it, where it does."""
    device = ground.me.device
    id = EventId(device, seq)
    official = Official(ground.official.login, line.official or ground.official.name)
    facts = [(line.received_at, _received(ground, line, procedure, code)), *_later(ground, line)]
    return [Event(EventId(device, seq + place), id, at, official, fact) for place, (at, fact) in enumerate(facts)]


def _received(ground: Ground, line: RegisterLine, procedure: Procedure | None, code: str) -> Received:
    unit = ground.me.unit
    return Received(
        code=code,
        ruleset=ruleset_for(line.received_at.date()).id,
        unit=unit,
        desk=ground.me.desk,
        decided_by="",  # who decided in those days, the register does not say
        return_at=unit.centre,
        procedure=procedure.code if procedure else "",
        procedure_name=procedure.name if procedure else line.procedure,
        field=procedure.field if procedure else "",
        case="",
        limit=None,
        channel=Channel.COUNTER,
        applicant=line.applicant,
        papers=(),
        sets=1,
        due=line.due,
        fee=Fee(None, _FROM),
        imported=line.key,
        note=line.note,
    )


def _later(ground: Ground, line: RegisterLine) -> Iterator[tuple[datetime, Fact]]:
    """What happened after the receipt, as far as the register says; without a date of its own at the appointment."""
    at = line.ended_at or max(line.received_at, min(line.due or line.received_at, ground.now))
    match line.state:
        case State.PROCESSING:
            yield line.received_at, HandedOver("Bộ phận chuyên môn", _FROM)
        case State.AWAITING_PAPERS:
            yield line.received_at, SupplementRequested((line.note,), _FROM)
        case State.RESULT_READY | State.RETURNED:
            yield at, ResultRecorded(line.result or "không ghi", at.date(), 1, _FROM)
        case State.REFUSED:
            yield at, Refused(_FROM)
        case State.WITHDRAWN:
            yield at, Withdrawn(_FROM)
    if line.state is State.RETURNED:
        yield at, Returned(Collector(line.applicant.name, line.applicant.number))
