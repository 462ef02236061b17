"""Carries the verbs of a day script out at a desk whose clock the script turns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import singledispatchmethod
from pathlib import Path

from onecua_desk.domain.citizen import Card, read_card
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Applicant, Given, Official
from onecua_desk.domain.payment import Payment, Taken
from onecua_desk.domain.procedure import Case, Procedure
from onecua_desk.errors import UserError
from onecua_desk.play import script
from onecua_desk.play.printer import print_slip
from onecua_desk.play.script import AnyVerb
from onecua_desk.services import (
    clock_guard,
    day_close,
    guidance,
    handback,
    intake,
    lookup,
    officials,
    payments,
    procedures,
    processing,
)
from onecua_desk.services.desk import Desk
from onecua_desk.services.intake import Draft


@dataclass
class ScriptClock:
    """The time of the line that is carried out; ``Desk.now`` reads it. The first line may begin on any day."""

    at: datetime
    begun: bool = False

    def __call__(self) -> datetime:
        return self.at

    def turn_to(self, at: datetime) -> None:
        """``UserError`` where the day would run backwards: serials and appointments would be another day's."""
        if self.begun and at < self.at:
            raise UserError(f"Giờ {at:%H:%M:%S %d/%m/%Y} lùi trước dòng trên ({self.at:%H:%M:%S %d/%m/%Y}).")
        self.at, self.begun = at, True

    def pass_minutes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class Told:
    """What a verb did: the dossier after it (``None`` where it made none), and one sentence."""

    dossier: Dossier | None
    sentence: str


class Player:
    """``slip_folder`` takes the PDFs of printed slips."""

    def __init__(self, desk: Desk, clock: ScriptClock, slip_folder: Path) -> None:
        self._desk, self._clock, self._folder = desk, clock, slip_folder
        self._officials = {one.login: one for one in officials.everyone(desk.store)}
        self._named: dict[str, EventId] = {}
        self._catalogue: dict[str, Procedure] = {}
        self._day = datetime.min.date()
        if not self._officials:
            raise UserError("Quầy chưa có cán bộ nào; hãy mở chương trình một lần để khai báo.")

    def perform(self, verb: AnyVerb) -> Told:
        """``UserError`` says why the verb is not possible; nothing of it is written then."""
        if verb.at is not None:
            if verb.at.microsecond or not 2000 <= verb.at.year <= 2100:
                raise UserError(f"Giờ {verb.at.isoformat()} phải tròn giây, trong các năm 2000 đến 2100.")
            self._clock.turn_to(verb.at)
        return self._do(verb, self._official(verb.official))

    @singledispatchmethod
    def _do(self, verb: object, official: Official) -> Told:
        raise TypeError(type(verb))

    @_do.register
    def _(self, verb: script.Receive, official: Official) -> Told:
        if verb.label in self._named:
            raise UserError(f"Tên «{verb.label}» đã đặt cho hồ sơ khác.")
        draft = self._draft(verb)
        before = intake.taken_over(self._desk, draft.imported) if draft.imported else None
        if before:
            dossier = lookup.story(self._desk, before).dossier
        else:
            if verb.allowed_by:
                clock_guard.trust(self._desk, official, verb.allowed_by)
            dossier = intake.receive(self._desk, draft, official).value
        if verb.label:
            self._named[verb.label] = dossier.id
        if before:
            return Told(dossier, f"đã có {dossier.code}, không nhận lại")
        due = f", hẹn trả {dossier.due:%H:%M %d/%m/%Y}" if dossier.due else ""
        return Told(dossier, f"tiếp nhận {dossier.code}{due}")

    @_do.register
    def _(self, verb: script.Guide, official: Official) -> Told:
        done = guidance.guide(self._desk, official, self._counter(verb), verb.reason, verb.missing)
        return Told(None, f"phiếu bổ sung {done.value.notice.number}")

    @_do.register
    def _(self, verb: script.TurnAway, official: Official) -> Told:
        done = guidance.turn_away(self._desk, official, self._counter(verb), verb.reason)
        return Told(None, f"phiếu từ chối {done.value.notice.number}")

    @_do.register
    def _(self, verb: script.RequestSupplement, official: Official) -> Told:
        done = processing.request_supplement(self._desk, official, self._id(verb), verb.missing, verb.reason)
        return Told(done.value, "yêu cầu bổ sung")

    @_do.register
    def _(self, verb: script.Supplement, official: Official) -> Told:
        return Told(processing.supplement(self._desk, official, self._id(verb), verb.papers).value, "bổ sung đủ")

    @_do.register
    def _(self, verb: script.Refuse, official: Official) -> Told:
        return Told(processing.refuse(self._desk, official, self._id(verb), verb.reason).value, "từ chối giải quyết")

    @_do.register
    def _(self, verb: script.Withdraw, official: Official) -> Told:
        return Told(processing.withdraw(self._desk, official, self._id(verb), verb.reason).value, "rút hồ sơ")

    @_do.register
    def _(self, verb: script.HandOver, official: Official) -> Told:
        done = processing.hand_over(self._desk, official, self._id(verb), verb.to, verb.note)
        return Told(done.value, f"chuyển {verb.to}")

    @_do.register
    def _(self, verb: script.Correct, official: Official) -> Told:
        done = processing.correct(self._desk, official, self._id(verb), verb.values, verb.reason)
        return Told(done.value, "sửa thông tin")

    @_do.register
    def _(self, verb: script.Result, official: Official) -> Told:
        day = verb.day or self._clock().date()
        id = self._id(verb)
        done = processing.record_result(self._desk, official, id, verb.number, day, verb.copies, verb.note)
        return Told(done.value, f"có kết quả số {verb.number}")

    @_do.register
    def _(self, verb: script.HandBack, official: Official) -> Told:
        dossier = lookup.story(self._desk, self._id(verb)).dossier
        collector = verb.collector or handback.applicant_collects(dossier, self._same(dossier, verb.card))
        owed = Payment(dossier.owed) if verb.pay and dossier.owed else None
        done = handback.hand_back(
            self._desk,
            official,
            dossier.id,
            collector,
            verb.payment or owed,
            how=verb.how,
            consignment=verb.consignment,
            originals=verb.originals,
        )
        return Told(done.value, f"trả kết quả cho {collector.name}")

    @_do.register
    def _(self, verb: script.Undo, official: Official) -> Told:
        id = self._id(verb)
        void = self._taken(id, verb.void) if verb.void else None
        done = handback.undo(self._desk, official, id, verb.reason, verb.allowed_by, void)
        return Told(done.value, "hủy ghi trả kết quả")

    @_do.register
    def _(self, verb: script.Undelivered, official: Official) -> Told:
        return Told(handback.undelivered(self._desk, official, self._id(verb), verb.reason).value, "chuyển hoàn")

    @_do.register
    def _(self, verb: script.Rate, official: Official) -> Told:
        done = handback.rate(self._desk, official, self._id(verb), verb.rating, verb.reason)
        return Told(done.value, f"đánh giá: {verb.rating.label}")

    @_do.register
    def _(self, verb: script.Pay, official: Official) -> Told:
        return Told(payments.pay(self._desk, official, self._id(verb), verb.payment).value, verb.payment.words())

    @_do.register
    def _(self, verb: script.Void, official: Official) -> Told:
        id = self._id(verb)
        done = payments.void(self._desk, official, id, self._taken(id, verb.payment), verb.reason)
        return Told(done.value, f"hủy khoản thu {verb.payment.words()}")

    @_do.register
    def _(self, verb: script.Print, official: Official) -> Told:
        id = self._id(verb)
        file = print_slip(self._desk, official, id, self._folder)
        return Told(lookup.story(self._desk, id).dossier, f"in giấy hẹn vào {file.name}")

    @_do.register
    def _(self, verb: script.CloseDay, official: Official) -> Told:
        found = day_close.close(self._desk, official, verb.day or self._clock().date()).value
        return Told(None, f"chốt ngày {found.day:%d/%m/%Y}: {found.own.totals.events} việc")

    def _official(self, login: str) -> Official:
        if not login:
            return next(iter(self._officials.values()))
        try:
            return self._officials[login]
        except KeyError:
            raise UserError(f"Quầy không có cán bộ «{login}».") from None

    def _id(self, verb: script.About) -> EventId:
        if verb.dossier in self._named:
            return self._named[verb.dossier]
        found = lookup.by_code(self._desk, verb.dossier)
        if len(found) != 1:
            count = "không có" if not found else f"có {len(found)}"
            raise UserError(f'Với «{verb.dossier}» {count} hồ sơ; hãy ghi đủ mã, hoặc tên đã đặt bằng "as".')
        return found[0].id

    def _taken(self, id: EventId, payment: Payment) -> Taken:
        """The newest taking of the dossier with this payment."""
        dossier = lookup.story(self._desk, id).dossier
        for taken in reversed(dossier.takings):
            if taken.payment == payment:
                return taken
        raise UserError(f"Hồ sơ {dossier.code} không có khoản thu {payment.words()}.")

    def _same(self, dossier: Dossier, card: str) -> bool:
        return bool(card) and handback.same_person(dossier, read_card(card, self._clock().date()))

    def _counter(self, verb: script.Counter) -> Draft:
        """What every verb at the counter has: procedure, case and citizen."""
        procedure = self._procedure(verb.procedure)
        card = read_card(verb.card, self._clock().date()) if verb.card else None
        case = _case_id(procedure, verb.case)
        return Draft(procedure=procedure, case=case, channel=verb.channel, applicant=_applicant(verb, card))

    def _draft(self, verb: script.Receive) -> Draft:
        draft = self._counter(verb)
        asked = ("fee_rule", "copies", "pages", "value", "amount", "exemption", "pay", "pay_way", "receipt")
        more = ("sets", "return_by", "representative", "help", "visited", "waived", "note")
        values = {name: getattr(verb, name) for name in (*asked, *more)}
        due = intake.named_due(self._desk, verb.due) if verb.due else None
        papers = _required(draft) if verb.papers is None else verb.papers
        imported = f"{verb.key}@" if verb.key else ""
        return replace(draft, due=due, papers=papers, imported=imported, **values)

    def _procedure(self, code: str) -> Procedure:
        if self._day != self._clock().date():  # what may be taken in can change with the day
            self._day = self._clock().date()
            self._catalogue = {one.code: one for one in procedures.known(self._desk).offered}
        try:
            return self._catalogue[code]
        except KeyError:
            raise UserError(f"Ngày {self._day:%d/%m/%Y} không có thủ tục {code} trong danh mục.") from None


def _applicant(verb: script.Counter, card: Card | None) -> Applicant:
    if verb.applicant:
        return verb.applicant
    if card is None:
        return Applicant("", phone=verb.phone)
    return Applicant(card.name, card.number, card.born, card.sex, card.address, verb.phone)


def _case_id(procedure: Procedure, wanted: str) -> str:
    """By its id or by its name, as the catalogue writes them."""
    return next((case.id for case in procedure.cases if wanted in (case.id, case.name)), wanted) if wanted else ""


def _required(draft: Draft) -> tuple[Given, ...]:
    assert draft.procedure is not None
    case = next((one for one in draft.procedure.cases_for(draft.channel) if one.id == draft.case), Case())
    papers = draft.procedure.papers_for(case, draft.channel)
    return tuple(Given(one.name, one.kind, one.quantity, one.shown) for one in papers if not one.optional)
