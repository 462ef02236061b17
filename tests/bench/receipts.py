"""A commune's counter: which procedures people come with, and the receipt that the intake makes of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from random import Random

from onecua_desk.domain.calendar import DeskHours, WorkCalendar
from onecua_desk.domain.channel import Channel
from onecua_desk.domain.deadline import appointment
from onecua_desk.domain.events import Received
from onecua_desk.domain.guide import deciding_body
from onecua_desk.domain.numbering import desk_slice, dossier_code
from onecua_desk.domain.parts import Applicant, Given, Unit
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.domain.procedure import Case, PaperKind, Procedure
from onecua_desk.resources import resource
from onecua_desk.services.intake_draft import Draft, case_of, fee_of
from onecua_desk.wire.calendar import parse_calendar
from onecua_desk.wire.catalogue import parse

# Of a hundred who come; every other procedure of the catalogue shares the rest.
_USUAL = {
    **{"2.000815": 34, "2.000884": 8, "1.001193": 7, "1.004873": 7, "2.000635": 7, "1.000894": 4, "1.000656": 3},
    **{"1.004859": 2, "2.001035": 2, "2.000986": 2, "1.004222": 4, "1.010041": 2, "1.001776": 2, "1.013133": 2},
}
_REST = 14
UNNUMBERED = "?"
"""A receipt that gets its number when the whole day is in order."""


@cache
def catalogue() -> dict[str, Procedure]:
    with resource("catalogue.jsonl").open(encoding="utf-8") as lines:
        return {one.code: one for one in parse(lines)[0]}


@cache
def _calendar() -> WorkCalendar:
    return parse_calendar(resource("calendar.json").read_text(encoding="utf-8"), DeskHours())


class Counter:
    """Desk ``desk`` of ``unit``."""

    def __init__(self, random: Random, unit: Unit, desk: int) -> None:
        self._random, self._unit, self._desk = random, unit, desk
        self._receipt = random.randint(1000, 90_000)
        known = catalogue()
        others = sorted(code for code, one in known.items() if code not in _USUAL and one.cases_for(Channel.COUNTER))
        self._rest = random.sample(others, 40)

    def receive(
        self, at: datetime, number: int, applicant: Applicant, asked: tuple[Procedure, Case] | None = None
    ) -> Received:
        """The day's ``number``-th dossier at this desk, for the procedure and case ``asked`` for or a usual one."""
        draft = self._draft(at, applicant, *(asked or self._asked()))
        serial = desk_slice(self._desk).first + number - 1
        return self._received(draft, at, dossier_code(self._unit.code, at.date(), serial))

    def payment(self, amount: int) -> Payment:
        if self._random.random() < 0.3:
            return Payment(amount, PayWay.TRANSFER)
        return Payment(amount, PayWay.CASH, UNNUMBERED)

    def numbered(self, payment: Payment) -> Payment:
        """With the next number of the receipt book, where a receipt was given."""
        if payment.receipt != UNNUMBERED:
            return payment
        self._receipt += 1
        return replace(payment, receipt=f"{self._receipt:07d}")

    def _draft(self, at: datetime, applicant: Applicant, procedure: Procedure, case: Case) -> Draft:
        random, channel = self._random, Channel.COUNTER
        papers = [one for one in procedure.papers_for(case, channel) if not one.optional or random.random() < 0.3]
        given = tuple(Given(one.name, one.kind, one.quantity, one.shown) for one in papers)
        copies = random.choice((1, 1, 2, 2, 3, 4, 5, 10)) if procedure.field == "Chứng thực" else 1
        return Draft(
            procedure=procedure,
            case=case.id,
            channel=channel,
            applicant=applicant,
            papers=given or (Given("Đơn", PaperKind.FORM, 1),),
            return_by=Channel.POST if random.random() < 0.04 else Channel.COUNTER,
            due=at + timedelta(days=15),
            fee_rule=0,
            copies=copies,
            pages=random.choice((1, 1, 1, 2, 2, 3, 4, 8)) if copies > 1 else 1,
            value=random.randint(1, 900) * 1_000_000,
            amount=random.choice((0, 8_000, 15_000)),
        )

    def _asked(self) -> tuple[Procedure, Case]:
        codes = [*_USUAL, *self._rest]
        weights = [*_USUAL.values(), *(_REST / len(self._rest) for _ in self._rest)]
        procedure = catalogue()[self._random.choices(codes, weights)[0]]
        cases = procedure.cases_for(Channel.COUNTER)
        return procedure, cases[0] if self._random.random() < 0.9 else self._random.choice(cases)

    def _received(self, draft: Draft, at: datetime, code: str) -> Received:
        procedure, case, fee = draft.procedure, case_of(draft), fee_of(draft)
        assert procedure is not None
        assert draft.due is not None
        due = appointment(case.limit, at, _calendar()).due if case.limit else _calendar().closing(draft.due.date())
        by_post = draft.return_by is Channel.POST
        received = Received(
            code=code,
            ruleset="2025",
            unit=self._unit,
            desk=self._desk,
            decided_by=deciding_body(procedure, self._unit),
            return_at=f"nhà, qua bưu chính công ích: {draft.applicant.address}" if by_post else self._unit.centre,
            return_by=draft.return_by,
            procedure=procedure.code,
            procedure_name=procedure.name,
            field=procedure.field,
            case=case.name,
            limit=case.limit,
            channel=draft.channel,
            applicant=draft.applicant,
            papers=draft.papers,
            sets=1,
            due=due,
            fee=fee,
            note="" if self._random.random() < 0.97 else self._random.choice(("Đã gọi điện", "Người già", "Hồ sơ gấp")),
        )
        paid = bool(fee.amount) and self._random.random() < 0.5
        return replace(received, payment=self.payment(fee.amount)) if paid and fee.amount else received
