"""What happens to a result at the counter: handed back, undone, undelivered, paid for, rated.

What takes something back names the moment of what it takes back: where the level above refused a hand-back or a payment
and another desk's counts, undoing the refused one must not undo the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from onecua_desk.domain.channel import Channel
from onecua_desk.domain.parts import Collector, Rating
from onecua_desk.domain.payment import Payment, Taken
from onecua_desk.errors import UserError

if TYPE_CHECKING:
    from onecua_desk.domain.dossier import Dossier

_MOMENT = "%H:%M:%S %d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Returned:
    """The result went to ``collector``; ``payment`` is what was still due and paid now.

    ``how``: over the counter, by public post under the ``consignment`` number, or online. ``originals``: papers of the
    dossier that were given back with it.
    """

    kind: ClassVar[str] = "returned"
    title: ClassVar[str] = "Đã trả kết quả"
    collector: Collector
    payment: Payment | None = None
    how: Channel = Channel.COUNTER
    consignment: str = ""
    originals: tuple[str, ...] = ()

    def detail(self) -> str:
        post = f"gửi bưu chính{f', số hiệu {self.consignment}' if self.consignment else ''}"
        way = {Channel.COUNTER: "", Channel.POST: post, Channel.ONLINE: "trả trực tuyến"}[self.how]
        paid = f"thu {self.payment.words()}" if self.payment else ""
        back = f"trả lại: {'; '.join(self.originals)}" if self.originals else ""
        return " · ".join(part for part in (self.collector.words(), way, paid, back) if part)

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        paid = (Taken(self.payment, at),) if self.payment else ()
        return {"closed_at": at, "returned": self, "takings": dossier.takings + paid}


@dataclass(frozen=True, slots=True)
class HandBackUndone:
    """The result was not handed back after all; ``allowed_by`` is who said that this may be written.

    ``returned_at``: when the hand-back was written that is undone.
    """

    kind: ClassVar[str] = "hand_back_undone"
    title: ClassVar[str] = "Hủy ghi trả kết quả"
    reason: str
    allowed_by: str
    returned_at: datetime

    def detail(self) -> str:
        return f"{self.reason} · cho phép: {self.allowed_by}"

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return _not_returned(dossier, self.returned_at)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """The post brought the result back; ``returned_at``: when it was written that it went."""

    kind: ClassVar[str] = "undelivered"
    title: ClassVar[str] = "Bưu chính chuyển hoàn"
    reason: str
    returned_at: datetime

    def detail(self) -> str:
        return self.reason

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        if dossier.returned is None or dossier.returned.how is not Channel.POST:
            raise UserError(f"Kết quả của hồ sơ {dossier.code} không gửi qua bưu chính.")
        return _not_returned(dossier, self.returned_at)


def _not_returned(dossier: Dossier, returned_at: datetime) -> Mapping[str, object]:
    """The hand-back of that moment is taken back; ``UserError`` where another one stands."""
    if dossier.closed_at != returned_at:
        raise UserError(f"Hồ sơ {dossier.code} không có lần trả kết quả nào lúc {returned_at:{_MOMENT}} được tính.")
    return {"closed_at": None, "returned": None}


@dataclass(frozen=True, slots=True)
class Rated:
    """What the citizen thought of the service (TT 01/2018/TT-VPCP Ch. III); the last word counts."""

    kind: ClassVar[str] = "rated"
    title: ClassVar[str] = "Đánh giá"
    rating: Rating
    reason: str = ""

    def detail(self) -> str:
        return self.rating.label + (f": {self.reason}" if self.reason else "")

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"rated": self}


@dataclass(frozen=True, slots=True)
class FeePaid:
    """The fee, or a part of it, was paid apart from intake and hand-back."""

    kind: ClassVar[str] = "fee_paid"
    title: ClassVar[str] = "Thu phí, lệ phí"
    payment: Payment

    def detail(self) -> str:
        return self.payment.words()

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {"takings": (*dossier.takings, Taken(self.payment, at))}


@dataclass(frozen=True, slots=True)
class FeeVoided:
    """A payment that was recorded is taken back: it was written by mistake, or the money was returned.

    ``paid_at``: when the payment was written.
    """

    kind: ClassVar[str] = "fee_voided"
    title: ClassVar[str] = "Hủy khoản thu"
    payment: Payment
    reason: str
    paid_at: datetime

    def detail(self) -> str:
        return f"{self.payment.words()} · {self.reason}"

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        left = list(dossier.takings)
        try:
            left.remove(Taken(self.payment, self.paid_at))
        except ValueError:
            paid = f"{self.payment.words()} lúc {self.paid_at:{_MOMENT}}"
            raise UserError(f"Hồ sơ {dossier.code} không có khoản thu {paid}.") from None
        return {"takings": tuple(left)}
