"""The two tables of the day's money: the officials, and what one of them took by procedure."""

from __future__ import annotations

from collections.abc import Sequence

from onecua_desk.domain.fees import grouped
from onecua_desk.domain.money import DayMoney, Share
from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import PayWay
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.tasks import InlineTasks

ALL = Official("", "Cộng tất cả")


def _way(way: PayWay, drop: int) -> Column:
    return Column(way.label, lambda till: grouped(till.left(way)), 128, right=True, drop=drop)


_TILLS = (
    Column("Cán bộ", lambda till: till.official.name, stretch=True),
    Column("Số lần", lambda till: str(till.count), 74, right=True),
    _way(PayWay.CASH, 0),
    _way(PayWay.TRANSFER, 1),
    _way(PayWay.ONLINE, 2),
    Column("Đã hủy", lambda till: grouped(till.voided()), 100, right=True, drop=4),
    Column("Phải nộp", lambda till: grouped(till.left()), 116, right=True),
    Column("Biên lai", lambda till: ", ".join(till.receipts) or "không", 210, drop=3),
)
_SHARES = (
    Column("Thủ tục", lambda share: share.name or "Không rõ thủ tục", stretch=True),
    Column("Mã", lambda share: share.procedure, 100, drop=1),
    Column("Số lần", lambda share: str(share.count), 74, right=True),
    Column("Số tiền", lambda share: grouped(share.amount), 120, right=True),
)


class TillsTable(PagedTable):
    """``moved`` carries the chosen ``Till``; the last line is the sum of all."""

    def __init__(self) -> None:
        super().__init__(PagedModel(_TILLS, lambda till: till.official, InlineTasks()))

    def show_money(self, money: DayMoney) -> None:
        self.paged().show_all([*money.tills, money.together(ALL)] if money.tills else [])


class SharesTable(PagedTable):
    """What was taken by procedure."""

    def __init__(self) -> None:
        super().__init__(PagedModel(_SHARES, lambda share: share.procedure, InlineTasks()))

    def show_shares(self, shares: Sequence[Share]) -> None:
        self.paged().show_all(shares)
