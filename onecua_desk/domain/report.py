"""The 13-column report on dossiers received and resolved; its sums close because each dossier is counted exactly once.

Biểu II.06/VPCP/KSTT, Thông tư 01/2020/TT-VPCP. Every dossier that was open in the period, or began in it, has one
``Origin`` and one ``Fate``; every figure is the number of dossiers in some of these cells, so the identities
(3)=(4)+(5)+(6), (7)=(8)+(9)+(10), (11)=(12)+(13) and (3)=(7)+(11) cannot fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Origin(StrEnum):
    """How a dossier came into the period."""

    ONLINE = "online"
    DIRECT = "direct"
    CARRIED = "carried"


class Fate(StrEnum):
    """What had become of it at the end of the period."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    IN_TERM = "in_term"
    OVERDUE = "overdue"


_ORIGINS, _FATES = frozenset(Origin), frozenset(Fate)
_RESOLVED = frozenset({Fate.EARLY, Fate.ON_TIME, Fate.LATE})
_PENDING = _FATES - _RESOLVED


class Column(StrEnum):
    """The columns with figures, by their number on the form; ``cells`` is what each counts."""

    RECEIVED = "3"
    ONLINE = "4"
    DIRECT = "5"
    CARRIED = "6"
    RESOLVED = "7"
    EARLY = "8"
    ON_TIME = "9"
    LATE = "10"
    PENDING = "11"
    IN_TERM = "12"
    OVERDUE = "13"

    @property
    def cells(self) -> tuple[frozenset[Origin], frozenset[Fate]]:
        return _CELLS[self]

    @property
    def label(self) -> str:
        return _LABELS[self]


_CELLS = {
    Column.RECEIVED: (_ORIGINS, _FATES),
    Column.ONLINE: (frozenset({Origin.ONLINE}), _FATES),
    Column.DIRECT: (frozenset({Origin.DIRECT}), _FATES),
    Column.CARRIED: (frozenset({Origin.CARRIED}), _FATES),
    Column.RESOLVED: (_ORIGINS, _RESOLVED),
    Column.EARLY: (_ORIGINS, frozenset({Fate.EARLY})),
    Column.ON_TIME: (_ORIGINS, frozenset({Fate.ON_TIME})),
    Column.LATE: (_ORIGINS, frozenset({Fate.LATE})),
    Column.PENDING: (_ORIGINS, _PENDING),
    Column.IN_TERM: (_ORIGINS, frozenset({Fate.IN_TERM})),
    Column.OVERDUE: (_ORIGINS, frozenset({Fate.OVERDUE})),
}
_LABELS = {
    Column.RECEIVED: "Tổng số",
    Column.ONLINE: "Trực tuyến",
    Column.DIRECT: "Trực tiếp, dịch vụ bưu chính",
    Column.CARRIED: "Từ kỳ trước",
    Column.RESOLVED: "Tổng số",
    Column.EARLY: "Trước hạn",
    Column.ON_TIME: "Đúng hạn",
    Column.LATE: "Quá hạn",
    Column.PENDING: "Tổng số",
    Column.IN_TERM: "Trong hạn",
    Column.OVERDUE: "Quá hạn",
}

#: The groups of the head, in order: what stands above, and its columns.
GROUPS: tuple[tuple[str, tuple[Column, ...]], ...] = (
    ("Số lượng hồ sơ tiếp nhận", (Column.RECEIVED, Column.ONLINE, Column.DIRECT, Column.CARRIED)),
    ("Số lượng hồ sơ đã giải quyết", (Column.RESOLVED, Column.EARLY, Column.ON_TIME, Column.LATE)),
    ("Số lượng hồ sơ đang giải quyết", (Column.PENDING, Column.IN_TERM, Column.OVERDUE)),
)

#: The sums that must close: the column on the left is the sum of those on the right.
IDENTITIES: tuple[tuple[Column, tuple[Column, ...]], ...] = (
    (Column.RECEIVED, (Column.ONLINE, Column.DIRECT, Column.CARRIED)),
    (Column.RESOLVED, (Column.EARLY, Column.ON_TIME, Column.LATE)),
    (Column.PENDING, (Column.IN_TERM, Column.OVERDUE)),
    (Column.RECEIVED, (Column.RESOLVED, Column.PENDING)),
)


class By(StrEnum):
    """What a row of the report stands for."""

    FIELD = "field"
    UNIT = "unit"
    OFFICIAL = "official"
    MONTH = "month"

    @property
    def label(self) -> str:
        return _BY[self]


_BY = {
    By.FIELD: "Lĩnh vực",
    By.UNIT: "Cơ quan giải quyết",
    By.OFFICIAL: "Cán bộ tiếp nhận",
    By.MONTH: "Tháng",
}


@dataclass(frozen=True, slots=True)
class Period:
    """From ``first`` to ``last``, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Counts:
    """How many dossiers each cell has; a cell without any may be missing."""

    cells: Mapping[tuple[Origin, Fate], int]

    def __getitem__(self, column: Column) -> int:
        origins, fates = column.cells
        return sum(n for (origin, fate), n in self.cells.items() if origin in origins and fate in fates)


@dataclass(frozen=True, slots=True)
class Row:
    """One line; ``key`` is what its dossiers have in common (field, unit, ..., ``"2026-11"``), ``name`` says it."""

    key: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Report:
    """The lines in the order in which they are shown, and all of them together.

    ``until``: the moment up to which it counts, the end of the period or now. The months of ``By.MONTH`` each carry
    over what the one before left, so only there the total is not the sum of the lines. ``put_off``: how many of column
    13 were promised anew and are within that; the work list of overdue dossiers does not have them.
    """

    period: Period
    by: By
    until: datetime
    rows: tuple[Row, ...]
    total: Counts
    put_off: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report, whose dossiers can be listed; ``key`` is ``None`` in the last line."""

    period: Period
    by: By
    key: str | None
    column: Column
