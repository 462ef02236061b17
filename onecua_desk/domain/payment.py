"""Money that changed hands for a dossier, and why less than the fee was asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from onecua_desk.domain.fees import Fee, dong
from onecua_desk.errors import UserError


class PayWay(StrEnum):
    """How an amount was paid."""

    CASH = "cash"
    TRANSFER = "transfer"
    ONLINE = "online"

    @property
    def label(self) -> str:
        return _WAYS[self]


_WAYS = {PayWay.CASH: "Tiền mặt", PayWay.TRANSFER: "Chuyển khoản", PayWay.ONLINE: "Trực tuyến"}


class PayMoment(StrEnum):
    """When the fee of a dossier is to be paid."""

    NOW = "now"
    HAND_BACK = "hand_back"
    ONLINE = "online"

    @property
    def label(self) -> str:
        return _MOMENTS[self]


_MOMENTS = {
    PayMoment.NOW: "Thu ngay",
    PayMoment.HAND_BACK: "Thu khi trả kết quả",
    PayMoment.ONLINE: "Nộp trực tuyến",
}


@dataclass(frozen=True, slots=True)
class Payment:
    """``amount`` đồng that were paid; ``receipt``: the number of the receipt (biên lai), empty where none was given."""

    amount: int
    way: PayWay = PayWay.CASH
    receipt: str = ""

    def words(self) -> str:
        number = f", biên lai {self.receipt}" if self.receipt else ""
        return f"{dong(self.amount)} ({self.way.label.lower()}{number})"


@dataclass(frozen=True, slots=True)
class Taken:
    """A payment of a dossier and the moment at which it was recorded: two equal payments differ by it."""

    payment: Payment
    at: datetime


@dataclass(frozen=True, slots=True)
class Exemption:
    """Why the citizen pays less: ``percent`` of the fee is taken off, 100 for nothing at all."""

    reason: str
    percent: int = 100

    def __post_init__(self) -> None:
        if not 1 <= self.percent <= 100:
            raise UserError("Mức miễn, giảm phải từ 1 đến 100 %.", field="exemption")

    def of(self, fee: Fee) -> Fee:
        """What is left of ``fee``, rounded down to whole đồng; unknown stays unknown unless nothing is left."""
        if self.percent == 100:
            return Fee(0, f"Miễn: {self.reason}")
        if fee.amount is None:
            return fee
        left = fee.amount * (100 - self.percent) // 100
        return replace(fee, amount=left, words=f"{fee.words}, giảm {self.percent} %: {self.reason}")
