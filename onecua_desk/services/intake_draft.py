"""The intake form as it stands, and what follows from it alone: which case it is, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from onecua_desk.domain.fee_choice import CHOOSE, usual
from onecua_desk.domain.fees import Fee, FeeRule, compute
from onecua_desk.domain.file import File
from onecua_desk.domain.parts import Applicant, Given, Help, Representative
from onecua_desk.domain.payment import Exemption, PayMoment, PayWay
from onecua_desk.domain.procedure import Case, Channel, Procedure
from onecua_desk.errors import UserError


@dataclass(frozen=True, slots=True)
class Draft:
    """The intake form as it stands. ``due`` is what the official named where the procedure has no known limit.

    ``fee_rule`` is the place of a fee among the procedure's for the channel, ``None`` the usual one; ``amount`` is what
    the official named where the province sets the fee, in đồng; ``copies``, ``pages`` and ``value`` are what the fee is
    computed from; ``exemption``: why less is asked. ``pay``, ``pay_way`` and ``receipt``: when and how it is paid, and
    the number of the receipt where it was paid now.
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
    fee_rule: int | None = None
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


def fee_rule_of(draft: Draft) -> FeeRule | None:
    """The rule that holds; ``None`` where the catalogue knows none.

    ``UserError(field="fee_rule")`` where only the official can know which of them, and for one that is not there.
    """
    rules = draft.procedure.fees_for(draft.channel) if draft.procedure else ()
    if not rules:
        return None
    place = usual(rules) if draft.fee_rule is None else draft.fee_rule
    if place is None or not 0 <= place < len(rules):
        raise UserError(CHOOSE, field="fee_rule")
    return rules[place]


def fee_of(draft: Draft) -> Fee:
    """What is asked for, its exemption taken off; ``UserError(field=...)`` where a count or the value cannot be."""
    fee = _full_fee(draft)
    return draft.exemption.of(fee) if draft.exemption else fee


def _full_fee(draft: Draft) -> Fee:
    try:
        rule = fee_rule_of(draft)
    except UserError as error:  # still to be chosen
        return Fee(None, str(error))
    if rule is None:
        return Fee(draft.amount, "Cán bộ nhập" if draft.amount is not None else "Danh mục chưa ghi mức thu")
    fee = compute(rule, draft.copies, draft.pages, draft.value)
    if fee.amount is None and draft.amount is not None:
        return Fee(draft.amount, "Mức thu do cán bộ nhập")
    return fee
