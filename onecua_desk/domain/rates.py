"""Shares of the dossiers of a period, each with its part and its whole, so that a reader can count after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onecua_desk.domain.late import LateCause
from onecua_desk.domain.report import Column, Counts


@dataclass(frozen=True, slots=True)
class Rate:
    """``part`` of ``whole`` dossiers; ``note`` says what is counted where the name alone does not."""

    key: str
    name: str
    part: int
    whole: int
    note: str = ""

    @property
    def percent(self) -> float | None:
        """``None`` where there is nothing to have a share of."""
        return 100 * self.part / self.whole if self.whole else None

    @property
    def words(self) -> str:
        """``"97,3 %"``; 0 % and 100 % are said only of none and of all."""
        if not self.whole:
            return "—"
        tenths = (2000 * self.part + self.whole) // (2 * self.whole)
        if 0 < self.part < self.whole:
            tenths = min(max(tenths, 1), 999)
        return f"{tenths // 10},{tenths % 10} %"


@dataclass(frozen=True, slots=True)
class Marked:
    """Dossiers of a period by what they bear, as it is known today.

    Of those received in the period: ``scanned`` (papers kept as scans), ``reused`` (papers of an earlier dossier used
    again), ``charged`` (something was to be paid, or was paid) and of these ``paid_online``. Of those resolved:
    ``results``, and of these ``result_scanned`` (with a digital copy); ``rated`` and of these ``satisfied``.
    """

    scanned: int
    reused: int
    charged: int
    paid_online: int
    results: int
    result_scanned: int
    rated: int
    satisfied: int


def time_rates(counts: Counts) -> tuple[Rate, ...]:
    """The rates that follow from the 13 columns: (8 + 9) / 7, 8 / 7, 10 / 7 and 12 / 11."""
    resolved, pending = counts[Column.RESOLVED], counts[Column.PENDING]
    in_time = counts[Column.EARLY] + counts[Column.ON_TIME]
    return (
        Rate("on_time", "Giải quyết đúng và trước hạn", in_time, resolved, "(8)+(9) trên (7)"),
        Rate("early", "Giải quyết trước hạn", counts[Column.EARLY], resolved, "(8) trên (7)"),
        Rate("late", "Giải quyết quá hạn", counts[Column.LATE], resolved, "(10) trên (7)"),
        Rate("in_term", "Đang giải quyết trong hạn", counts[Column.IN_TERM], pending, "(12) trên (11)"),
    )


def service_rates(counts: Counts, marked: Marked) -> tuple[Rate, ...]:
    """How dossiers came, what was digitised and used again, how fees were paid, what citizens said."""
    new, resolved = counts[Column.ONLINE] + counts[Column.DIRECT], counts[Column.RESOLVED]
    return (
        Rate("online", "Nộp trực tuyến", counts[Column.ONLINE], new, "(4) trên (4)+(5)"),
        Rate("digitised", "Số hóa hồ sơ", marked.scanned, new, "hồ sơ mới nhận có bản quét giấy tờ"),
        Rate("digital_result", "Kết quả có bản điện tử", marked.result_scanned, marked.results, "hồ sơ có kết quả"),
        Rate("reused", "Dùng lại dữ liệu đã có", marked.reused, new, "hồ sơ mới nhận dùng lại giấy tờ hồ sơ trước"),
        Rate("paid_online", "Thanh toán trực tuyến", marked.paid_online, marked.charged, "hồ sơ mới nhận có thu phí"),
        Rate("satisfied", "Hài lòng", marked.satisfied, marked.rated, "hồ sơ đã giải quyết có đánh giá"),
        Rate("not_rated", "Chưa đánh giá", resolved - marked.rated, resolved, "hồ sơ đã giải quyết"),
    )


@dataclass(frozen=True, slots=True)
class CauseRow:
    """The dossiers of a field that were resolved late or are overdue; ``None``: nobody has named a cause yet."""

    field: str
    late: int
    by_cause: Mapping[LateCause | None, int]


@dataclass(frozen=True, slots=True)
class ForeignRow:
    """The dossiers that were received for another body, ``unit`` (phi địa giới; NĐ 118/2025/NĐ-CP Art. 14)."""

    unit: str
    counts: Counts
