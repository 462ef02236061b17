"""What the sheet says with which an official hands the day's money over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.domain.fees import dong
from onecua_desk.domain.money import Till
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
