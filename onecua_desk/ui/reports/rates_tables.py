"""The four tables beside the report: shares, causes of lateness, handling times, what was received for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from onecua_desk.domain.fees import grouped
from onecua_desk.domain.handling import Handling
from onecua_desk.domain.index766 import Component
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.rates import CauseRow, ForeignRow, Rate
from onecua_desk.domain.report import Column as Cell
from onecua_desk.ui.paged_table import Column, PagedModel
from onecua_desk.ui.paged_view import PagedTable
from onecua_desk.ui.tasks import InlineTasks


@dataclass(frozen=True, slots=True)
class Share:
    """One line of the shares; a heading has no words but its name. ``note``: what is counted, or why nothing is."""

    name: str
    counted: str = ""
    percent: str = ""
    note: str = ""


_SHARES = (
    Column("Chỉ tiêu", lambda share: share.name, stretch=True),
    Column("Số hồ sơ", lambda share: share.counted, 120, right=True, narrow=96),
    Column("Tỷ lệ", lambda share: share.percent, 84, right=True),
)
_CAUSES = (
    Column("Quá hạn, theo lĩnh vực", lambda row: row.field, stretch=True),
    Column("Hồ sơ", lambda row: grouped(row.late), 70, right=True),
    Column("Nguyên nhân", lambda row: cause_words(row), 250, narrow=170),
)
_HANDLING = (
    Column("Thời gian giải quyết, theo thủ tục", lambda row: row.name, stretch=True),
    Column("Hồ sơ", lambda row: grouped(row.dossiers), 70, right=True),
    Column("Trung bình / quy định", lambda row: taken_words(row), 196, right=True, narrow=180),
)
_FOREIGN = (
    Column("Nhận thay nơi khác (phi địa giới)", lambda row: row.unit, stretch=True),
    Column("Tiếp nhận", lambda row: grouped(row.counts[Cell.RECEIVED]), 90, right=True),
    Column("Đã xong", lambda row: grouped(row.counts[Cell.RESOLVED]), 84, right=True),
    Column("Quá hạn", lambda row: grouped(row.counts[Cell.LATE] + row.counts[Cell.OVERDUE]), 84, right=True),
)


class SharesTable(PagedTable):
    """``moved`` carries the chosen ``Share``."""

    def __init__(self) -> None:
        super().__init__(PagedModel(_SHARES, lambda share: share, InlineTasks()), least_rows=6)

    def show_shares(self, rates: Sequence[Rate], components: Sequence[Component]) -> None:
        self.paged().show_all([Share("TỶ LỆ CỦA KỲ"), *map(_of_rate, rates), *_of_components(components)])


class CausesTable(PagedTable):
    def __init__(self) -> None:
        super().__init__(PagedModel(_CAUSES, lambda row: row.field, InlineTasks()), least_rows=2)

    def show_rows(self, rows: Sequence[CauseRow]) -> None:
        self.paged().show_all(rows)


class HandlingTable(PagedTable):
    def __init__(self) -> None:
        super().__init__(
            PagedModel(_HANDLING, lambda row: (row.procedure, row.name, row.limit), InlineTasks()), least_rows=3
        )

    def show_rows(self, rows: Sequence[Handling]) -> None:
        self.paged().show_all(rows)


class ForeignTable(PagedTable):
    def __init__(self) -> None:
        super().__init__(PagedModel(_FOREIGN, lambda row: row.unit, InlineTasks()), least_rows=2)

    def show_rows(self, rows: Sequence[ForeignRow]) -> None:
        self.paged().show_all(rows)


def cause_words(row: CauseRow) -> str:
    """``"Quá nhiều hồ sơ, thiếu người: 3; chưa giải trình: 1"``, the most frequent first."""
    ordered = sorted(row.by_cause.items(), key=lambda one: -one[1])
    return "; ".join(f"{_cause(cause)}: {number}" for cause, number in ordered)


def taken_words(row: Handling) -> str:
    """``"0,7 / 54 ngày làm việc"``; without a limit the mean alone."""
    limit = f" / {row.term}" if row.term is not None else ""
    return f"{row.mean:.1f}".replace(".", ",") + f"{limit} {row.unit}"


def _cause(cause: LateCause | None) -> str:
    return cause.label if cause else "Chưa giải trình"


def _of_rate(rate: Rate) -> Share:
    return Share(rate.name, f"{grouped(rate.part)} / {grouped(rate.whole)}", rate.words, rate.note)


def _of_components(components: Sequence[Component]) -> list[Share]:
    shares = [Share("BỘ CHỈ SỐ 766: THÀNH PHẦN QUẦY TÍNH ĐƯỢC")]
    for group, its in groupby(components, key=lambda one: one.group):
        for one in its:
            most = f", tối đa {one.most} điểm" if one.most else ""
            note = f"{group}{most}. {one.why_not or (one.rate.note if one.rate else '')}".strip()
            if one.rate:
                counted = f"{grouped(one.rate.part)} / {grouped(one.rate.whole)}"
                shares.append(Share(one.name, counted, one.rate.words, note))
            else:
                shares.append(Share(one.name, "không tính được", "—", note))
    return shares
