"""Money that is taken or taken back apart from intake and hand-back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, FeePaid, FeeVoided
from onecua_desk.domain.fees import dong
from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import Payment, Taken
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services.desk import Desk, Done, record


def checked(payment: Payment) -> Payment:
    """``payment`` as it is kept; ``UserError(field="fee")`` where it is no amount."""
    if payment.amount < 1:
        raise UserError("Số tiền thu phải từ 1 đồng.", field="fee")
    return replace(payment, receipt=clean(payment.receipt))


def pay(desk: Desk, official: Official, id: EventId, payment: Payment) -> Done[Dossier]:
    """The fee, or a part of it, is paid now."""
    paid = checked(payment)

    def make(dossier: Dossier, _: datetime) -> FeePaid:
        if paid.amount > dossier.owed:
            raise UserError(f"Hồ sơ này chỉ còn phải thu {dong(dossier.owed)}.", field="fee")
        return FeePaid(paid)

    return record(desk, official, id, make)


def void(desk: Desk, official: Official, id: EventId, taken: Taken, reason: str) -> Done[Dossier]:
    """One of the dossier's ``takings`` is taken back: written by mistake, or the money was returned."""
    why = clean(reason)
    if not why:
        raise UserError("Hãy ghi lý do hủy khoản thu.", field="reason")
    return record(desk, official, id, lambda *_: FeeVoided(taken.payment, why, taken.at))
