"""Taking a dossier in: what it will cost and when it is due, then the receipt itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.citizen import number_warnings
from onecua_desk.domain.deadline import Appointment, appointment
from onecua_desk.domain.dossier import Dossier, apply
from onecua_desk.domain.events import Event, EventId, Received
from onecua_desk.domain.fees import Fee
from onecua_desk.domain.guide import deciding_body
from onecua_desk.domain.numbering import is_provisional
from onecua_desk.domain.parts import Official, Unit
from onecua_desk.domain.payment import Payment, PayMoment
from onecua_desk.domain.procedure import Case, Channel
from onecua_desk.domain.ruleset import ruleset_for
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services import clock_guard, identity, procedures
from onecua_desk.services.desk import Changes, Desk, Done
from onecua_desk.services.identity import Identity
from onecua_desk.services.intake_draft import Draft as Draft
from onecua_desk.services.intake_draft import case_of, fee_of
from onecua_desk.services.intake_rules import checked
from onecua_desk.store import catalogue, copied, dossiers, drafts, log, register, serials


@dataclass(frozen=True, slots=True)
class Quote:
    """What a draft would become now. ``code`` is the next one; it is given for good only when the dossier is saved.

    ``appointment`` is ``None`` while no procedure is chosen or its limit is not known and no day was named.
    """

    received: Received | None
    at: datetime
    appointment: Appointment | None
    fee: Fee
    warnings: tuple[str, ...]


NO_FEE = Fee(None, "")
NO_SERIALS = "Quầy đã dùng hết dải số hôm nay: giấy hẹn mang số tạm, số chính thức được cấp khi có đường truyền."
RESTORED = (
    "Máy vừa được khôi phục hoặc thay mới, chưa biết các số đã in: giấy hẹn mang số tạm cho đến khi liên lạc được với "
    "cấp trên."
)


def quote(desk: Desk, draft: Draft) -> Quote:
    """The appointment, the fee and the receipt that ``draft`` would give now; never fails on what is not filled in."""
    now = desk.now()
    applicant = draft.applicant
    # An organisation has a tax code, which says nothing of a birth date.
    warnings = () if applicant.organisation else number_warnings(applicant.number, applicant.born, applicant.sex)
    with desk.store.read() as connection:
        me = identity.of(connection)
        warnings += clock_guard.warnings(connection, me.device, now)
        if draft.procedure is None:
            return Quote(None, now, None, NO_FEE, warnings)
        code, restored = serials.peek(connection, me.unit.code, me.desk, now), copied.is_copy(connection)
    if is_provisional(code):
        warnings += (RESTORED if restored else NO_SERIALS,)
    named = _appointment(desk, draft, now)
    warnings += tuple(_of_calendar(desk.calendar, now.date(), named.due.date())) if named else ()
    return Quote(_received(draft, me, now, code, named), now, named, fee_of(draft), warnings)


def _of_calendar(calendar: WorkCalendar, today: date, due: date) -> Iterator[str]:
    """Why the appointment may turn out not to be a working day."""
    if not calendar.covers(due):
        yield f"Chưa có lịch nghỉ lễ năm {due.year}: ngày hẹn chỉ tính thứ Bảy, Chủ nhật."
    if first := calendar.first_expected(today, due):
        yield f"Lịch nghỉ {calendar.reason(first)} {first.year} mới là dự kiến: ngày hẹn có thể rơi vào ngày nghỉ."


def taken_over(desk: Desk, key: str) -> EventId | None:
    """The dossier that was received before with ``imported`` as ``key``."""
    with desk.store.read() as connection:
        return register.taken_over(connection, key)


def receive(desk: Desk, draft: Draft, official: Official, kept: str = "") -> Done[Dossier]:
    """Take the dossier in: number, event and projection in one transaction, on the disk when this returns.

    ``kept``: the key of the kept draft that it was, gone in the same transaction, so that no cut leaves both.
    ``UserError(field=...)`` names what is missing; nothing is written then and no number is used. ``DoubtfulClock``
    where the leader must allow it first.
    """
    now = desk.now()
    whole = checked(draft, desk.calendar, now)
    with desk.store.write() as connection:
        dossier = _receive(connection, desk, whole, official, now)
        drafts.drop(connection, kept)
    return Done(dossier, Changes(frozenset({dossier.id})))


def _receive(connection: Connection, desk: Desk, draft: Draft, official: Official, now: datetime) -> Dossier:
    assert draft.procedure is not None
    procedures.check_current(connection, draft.procedure, now.date())
    me = identity.of(connection)
    clock_guard.check(connection, me.device, now)
    if draft.imported and register.taken_over(connection, draft.imported):
        raise UserError("Dòng này đã được nhận vào máy trước đây; không nhận lại.", field="imported")
    code = serials.take(connection, me.unit.code, me.desk, now)
    fact = _received(draft, me, now, code, _appointment(desk, draft, now))
    id = EventId(me.device, log.next_seq(connection, me.device))
    event = Event(id, id, now, official, fact)
    dossier = apply(None, event)
    dossiers.project_entries(connection, id, [log.append(connection, event)])
    catalogue.count_use(connection, fact.procedure)
    return dossier


def named_due(desk: Desk, day: date) -> datetime:
    """The appointment on a day that the official named: its closing time."""
    return desk.calendar.closing(day)


def _appointment(desk: Desk, draft: Draft, now: datetime) -> Appointment | None:
    if draft.procedure is None:
        return None
    try:
        limit = case_of(draft).limit
    except UserError:  # the case is still to be chosen
        return None
    if limit is not None:
        return appointment(limit, now, desk.calendar)
    return Appointment(draft.due, "Ngày hẹn do cán bộ nhập") if draft.due else None


def _received(draft: Draft, me: Identity, now: datetime, code: str, named: Appointment | None) -> Received:
    assert draft.procedure is not None
    procedure, fee = draft.procedure, fee_of(draft)
    try:
        case = case_of(draft)
    except UserError:
        case = Case()
    return Received(
        code=code,
        ruleset=ruleset_for(now.date()).id,
        unit=me.unit,
        desk=me.desk,
        decided_by=deciding_body(procedure, me.unit),
        return_at=_return_at(draft, me.unit),
        return_by=draft.return_by,
        procedure=procedure.code,
        procedure_name=procedure.name,
        field=procedure.field,
        case=case.name,
        limit=case.limit,
        channel=draft.channel,
        applicant=draft.applicant.tidied(),
        papers=draft.papers,
        sets=draft.sets,
        due=named.due if named else None,
        fee=fee,
        payment=_payment(draft, fee),
        pay_online=draft.pay is PayMoment.ONLINE,
        exemption=draft.exemption.reason if draft.exemption else "",
        representative=draft.representative.tidied() if draft.representative else None,
        help=draft.help,
        visited=clean(draft.visited),
        waived=draft.waived,
        guided_at=draft.guided_at,
        files=draft.files,
        imported=draft.imported,
        note=clean(draft.note),
    )


def _payment(draft: Draft, fee: Fee) -> Payment | None:
    """What was paid at once; nothing where nothing is asked for."""
    if draft.pay is not PayMoment.NOW or not fee.amount:
        return None
    return Payment(fee.amount, draft.pay_way, clean(draft.receipt))


def _return_at(draft: Draft, unit: Unit) -> str:
    match draft.return_by:
        case Channel.POST:
            return f"nhà, qua bưu chính công ích: {clean(draft.applicant.address)}"
        case Channel.ONLINE:
            return "Cổng Dịch vụ công quốc gia (bản điện tử)"
        case Channel.COUNTER:
            return unit.centre
