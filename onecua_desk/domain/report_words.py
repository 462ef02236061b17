"""The 13-column report in words: what a figure counts, and that the sums close, for screen, paper and files alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onecua_desk.domain.fees import grouped
from onecua_desk.domain.report import GROUPS, IDENTITIES, By, Column, Counts, Report

TITLE = "Tình hình, kết quả tiếp nhận, giải quyết thủ tục hành chính"
FORM = "Biểu II.06/VPCP/KSTT, Thông tư 01/2020/TT-VPCP"
TOTAL = "Tổng cộng"

#: The columns with figures in the order of the form.
COLUMNS: tuple[Column, ...] = tuple(column for _, its in GROUPS for column in its)

_WHOLE = {
    Column.RECEIVED: "Tổng số tiếp nhận",
    Column.ONLINE: "Tiếp nhận trực tuyến",
    Column.DIRECT: "Tiếp nhận trực tiếp, qua bưu chính",
    Column.CARRIED: "Kỳ trước chuyển sang",
    Column.RESOLVED: "Đã giải quyết",
    Column.EARLY: "Giải quyết trước hạn",
    Column.ON_TIME: "Giải quyết đúng hạn",
    Column.LATE: "Giải quyết quá hạn",
    Column.PENDING: "Đang giải quyết",
    Column.IN_TERM: "Đang giải quyết, trong hạn",
    Column.OVERDUE: "Đang giải quyết, quá hạn",
}


#: The words of the head for a screen with little room, where they differ from the form's.
SHORT = {
    "Số lượng hồ sơ tiếp nhận": "Tiếp nhận",
    "Số lượng hồ sơ đã giải quyết": "Đã giải quyết",
    "Số lượng hồ sơ đang giải quyết": "Đang giải quyết",
    Column.DIRECT.label: "Trực tiếp",
    Column.CARRIED.label: "Kỳ trước",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """One sum of the form with its numbers: ``left`` is the sum of ``parts``."""

    left: tuple[Column, int]
    parts: tuple[tuple[Column, int], ...]

    @property
    def sum(self) -> int:
        return sum(number for _, number in self.parts)

    @property
    def holds(self) -> bool:
        return self.left[1] == self.sum

    @property
    def rule(self) -> str:
        """``"(3) = (7) + (11)"``."""
        return f"({self.left[0]}) = {' + '.join(f'({column})' for column, _ in self.parts)}"

    @property
    def words(self) -> str:
        """``"(3) = (7) + (11): 1.871 = 1.845 + 26"``."""
        return f"{self.rule}: {grouped(self.left[1])} = {' + '.join(grouped(number) for _, number in self.parts)}"


def identities(counts: Counts) -> tuple[Identity, ...]:
    """The four sums of the form over ``counts``."""
    return tuple(
        Identity((left, counts[left]), tuple((part, counts[part]) for part in parts)) for left, parts in IDENTITIES
    )


def figure_words(column: Column, row: str) -> str:
    """What a figure counts, ``row`` the name of its line: ``"Giải quyết quá hạn (10) · Hộ tịch"``."""
    return f"{_WHOLE[column]} ({column}) · {row}"


def put_off_words(report: Report) -> str:
    """Why column 13 has more dossiers than the work list *Quá hạn*; empty where it has not."""
    if not report.put_off:
        return ""
    return f"Cột (13) tính cả {grouped(report.put_off)} hồ sơ đã hẹn lại, chưa tới hẹn mới"


def row_heading(by: By) -> str:
    """The words over column (2); the form's own where a line is a field."""
    return "Lĩnh vực giải quyết" if by is By.FIELD else by.label


def sums_up(report: Report) -> bool:
    """Whether the lines add up to the total: not where each month carries over what the one before left."""
    return report.by is not By.MONTH


def figures(counts: Counts) -> Sequence[int]:
    """The numbers of a line, in the order of the form."""
    return [counts[column] for column in COLUMNS]
