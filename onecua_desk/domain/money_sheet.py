"""What the sheet says with which an official hands the day's money over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.domain.fees import dong
from onecua_desk.domain.money import Movement, Till
from onecua_desk.domain.payment import PayWay


@dataclass(frozen=True, slots=True)
class MoneySheet:
    """``counted``: the cash that was counted at ``printed_at``, in đồng."""

    parent: str
    centre: str
    place: str
    day: date
    till: Till
    counted: int
    printed_at: datetime

    @property
    def difference(self) -> int:
        """More than should be there is above 0."""
        return self.counted - self.till.left(PayWay.CASH)


def difference_words(difference: int) -> str:
    """``"đủ"``, ``"thừa 2.000 đ"``, ``"thiếu 5.000 đ"``."""
    if difference == 0:
        return "đủ"
    return f"{'thừa' if difference > 0 else 'thiếu'} {dong(abs(difference))}"


def refused_words(till: Till) -> str:
    """What the level above did not take, apart from every sum of the book; empty where it took all."""
    if not till.refused:
        return ""
    parts = [f"{len(till.refused)} khoản"]
    if voided := sum(one.voided for one in till.refused):
        parts.append(f"gồm {voided} khoản hủy")
    total, cash = _sum(till.refused), _sum(one for one in till.refused if one.payment.way is PayWay.CASH)
    parts.append(f"tổng {dong(total)}")
    if cash != total:
        parts.append(f"tiền mặt {dong(cash)}")
    return f"Cấp trên chưa nhận: {', '.join(parts)}" + (" (tiền vẫn ở quầy)" if cash > 0 else "")


def _sum(movements: Iterable[Movement]) -> int:
    return sum(one.amount for one in movements)
