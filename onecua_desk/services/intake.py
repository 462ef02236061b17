"""Taking a dossier in: what it will cost and when it is due, then the receipt itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Connection

from onecua_desk.domain.citizen import number_warnings
from onecua_desk.domain.deadline import Appointment, appointment
from onecua_desk.domain.dossier import Dossier, apply
from onecua_desk.domain.events import Event, EventId, Received
from onecua_desk.domain.fees import Fee, compute
from onecua_desk.domain.file import File
from onecua_desk.domain.guide import deciding_body
from onecua_desk.domain.numbering import desk_slice, dossier_code
from onecua_desk.domain.parts import Applicant, Given, Help, Official, Representative, Unit
from onecua_desk.domain.payment import Exemption, Payment, PayMoment, PayWay
from onecua_desk.domain.procedure import Case, Channel, Procedure
from onecua_desk.domain.ruleset import ruleset_for
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services import clock_guard, identity
from onecua_desk.services.desk import Changes, Desk, Done
from onecua_desk.services.identity import Identity
from onecua_desk.store import catalogue, dossiers, drafts, log, register, serials


@dataclass(frozen=True, slots=True)
class Draft:
    """The intake form as it stands. ``due`` is what the official named where the procedure has no known limit.

    ``fee_rule`` chooses among the procedure's fees for the channel; ``amount`` is what the official named where the
    province sets the fee, in đồng; ``copies``, ``pages`` and ``value`` are what the fee is computed from;
    ``exemption``: why less is asked. ``pay``, ``pay_way`` and ``receipt``: when and how it is paid, and the number
    of the receipt where it was paid now.
    The others (``representative`` to ``imported``) are as in ``Received``.
    """

    procedure: Procedure | None = None
    case: str = ""
    channel: Channel = Channel.COUNTER
    applicant: Applicant = field(default_factory=lambda: Applicant(""))
    papers: tuple[Given, ...] = ()
    sets: int = 1
    return_by: Channel = Channel.COUNTER
    due: datetime | None = None
    fee_rule: int = 0
    copies: int = 1
    pages: int = 1
    value: int | None = None
    amount: int | None = None
    exemption: Exemption | None = None
    pay: PayMoment = PayMoment.HAND_BACK
    pay_way: PayWay = PayWay.CASH
    receipt: str = ""
    representative: Representative | None = None
    help: tuple[Help, ...] = ()
    visited: str = ""
    waived: tuple[str, ...] = ()
    guided_at: datetime | None = None
    files: tuple[File, ...] = ()
    imported: str = ""
    note: str = ""


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
        serial = serials.peek(connection, me.unit.code, now.date(), desk_slice(me.desk))
    named = _appointment(desk, draft, now)
    if named and not desk.calendar.covers(named.due.date()):
        warnings += (f"Chưa có lịch nghỉ lễ năm {named.due.year}: ngày hẹn chỉ tính thứ Bảy, Chủ nhật.",)
    return Quote(_received(draft, me, now, serial, named), now, named, _fee(draft), warnings)


def taken_over(desk: Desk, key: str) -> EventId | None:
    """The dossier that was received before with ``imported`` as ``key``."""
    with desk.store.read() as connection:
        return register.taken_over(connection, key)


def receive(desk: Desk, draft: Draft, official: Official, kept: str = "") -> Done[Dossier]:
    """Take the dossier in: number, event and projection in one transaction, on the disk when this returns.

    ``kept``: the key of the kept draft that it was, gone in the same transaction, so that no cut leaves both.
    ``UserError(field=...)`` names what is missing; nothing is written then and no number is used.
    """
    now = desk.now()
    checked = _checked(desk, draft, now)
    with desk.store.write() as connection:
        dossier = _receive(connection, desk, checked, official, now)
        drafts.drop(connection, kept)
    return Done(dossier, Changes(frozenset({dossier.id})))


def _receive(connection: Connection, desk: Desk, draft: Draft, official: Official, now: datetime) -> Dossier:
    me = identity.of(connection)
    if draft.imported and register.taken_over(connection, draft.imported):
        raise UserError("Dòng này đã được nhận vào máy trước đây; không nhận lại.", field="imported")
    serial = serials.take(connection, me.unit.code, now.date(), desk_slice(me.desk))
    fact = _received(draft, me, now, serial, _appointment(desk, draft, now))
    id = EventId(me.device, log.next_seq(connection, me.device))
    event = Event(id, id, now, official, fact)
    dossier = apply(None, event)
    dossiers.project_entries(connection, id, [log.append(connection, event)])
    catalogue.count_use(connection, fact.procedure)
    return dossier


def _checked(desk: Desk, draft: Draft, now: datetime) -> Draft:
    procedure = draft.procedure
    if procedure is None:
        raise UserError("Hãy chọn thủ tục.", field="procedure")
    if now.date() < procedure.valid_from:
        raise UserError(
            f"Hôm nay, theo đồng hồ máy, là {now:%d/%m/%Y}; thủ tục {procedure.code} có hiệu lực từ "
            f"{procedure.valid_from:%d/%m/%Y}. Hãy kiểm tra đồng hồ.",
            field="procedure",
        )
    if not procedure.valid_on(now.date()):
        raise UserError(f"Thủ tục {procedure.code} không còn hiệu lực; hãy chọn thủ tục thay thế.", field="procedure")
    case = case_of(draft)
    applicant = draft.applicant.tidied()
    if not applicant.name:
        raise UserError("Hãy nhập họ tên người nộp (hoặc quét thẻ).", field="applicant.name")
    if case.limit is None:
        _check_named_due(desk, draft.due, now)
    if draft.sets < 1:
        raise UserError("Số bộ hồ sơ phải từ 1.", field="sets")
    if draft.representative and not clean(draft.representative.name):
        raise UserError("Hãy nhập họ tên người được ủy quyền.", field="representative.name")
    if draft.exemption and not clean(draft.exemption.reason):
        raise UserError("Hãy ghi lý do miễn, giảm.", field="exemption")
    if draft.return_by is Channel.POST and not applicant.address:
        raise UserError("Trả qua bưu chính thì cần địa chỉ người nhận.", field="applicant.address")
    if draft.amount is not None and draft.amount < 0:
        raise UserError("Mức thu không thể âm.", field="amount")
    if _fee(draft).amount is None:
        raise UserError("Mức thu do tỉnh quy định: hãy nhập số tiền, nhập 0 nếu không thu.", field="amount")
    papers = tuple(replace(paper, name=clean(paper.name)) for paper in draft.papers)
    if any(not paper.name or paper.quantity < 1 for paper in papers):
        raise UserError("Mỗi giấy tờ phải có tên và số lượng từ 1.", field="papers")
    return replace(draft, applicant=applicant, papers=papers)


def _check_named_due(desk: Desk, due: datetime | None, now: datetime) -> None:
    if due is None:
        raise UserError("Thủ tục này chưa có thời hạn trong danh mục: hãy nhập ngày hẹn trả.", field="due")
    if due <= now:
        raise UserError("Ngày hẹn trả phải sau lúc tiếp nhận.", field="due")
    if reason := desk.calendar.reason(due.date()):
        raise UserError(f"Ngày hẹn {due:%d/%m/%Y} là ngày nghỉ ({reason}); hãy chọn ngày làm việc.", field="due")


def named_due(desk: Desk, day: date) -> datetime:
    """The appointment on a day that the official named: its closing time."""
    return desk.calendar.closing(day)


def case_of(draft: Draft) -> Case:
    """The case that decides limit and papers; ``UserError(field="case")`` where only the official can know which."""
    procedure = draft.procedure
    assert procedure is not None
    offered = procedure.cases_for(draft.channel)
    if draft.case and (chosen := procedure.case(draft.case)) in offered:
        return chosen
    if draft.case or len(offered) > 1:
        raise UserError("Hãy chọn trường hợp của thủ tục.", field="case")
    return offered[0]


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


def _fee(draft: Draft) -> Fee:
    fee = _full_fee(draft)
    return draft.exemption.of(fee) if draft.exemption else fee


def _full_fee(draft: Draft) -> Fee:
    rules = draft.procedure.fees_for(draft.channel) if draft.procedure else ()
    if not rules:
        return Fee(draft.amount, "Cán bộ nhập" if draft.amount is not None else "Danh mục chưa ghi mức thu")
    fee = compute(rules[min(draft.fee_rule, len(rules) - 1)], draft.copies, draft.pages, draft.value)
    if fee.amount is None and draft.amount is not None:
        return Fee(draft.amount, "Mức thu do cán bộ nhập")
    return fee


def _received(draft: Draft, me: Identity, now: datetime, serial: int, named: Appointment | None) -> Received:
    assert draft.procedure is not None
    procedure, fee = draft.procedure, _fee(draft)
    try:
        case = case_of(draft)
    except UserError:
        case = Case()
    return Received(
        code=dossier_code(me.unit.code, now.date(), serial),
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
