"""Why dossiers are late: the causes that an apology and an explanatory note name, and reports count."""

from __future__ import annotations

from enum import StrEnum


class LateCause(StrEnum):
    """The groups under which lateness is reported (biểu 06c, "nguyên nhân quá hạn"; the list is ours)."""

    VERIFICATION = "verification"
    OTHER_BODY = "other_body"
    WORKLOAD = "workload"
    SYSTEM = "system"
    OWN = "own"
    LAW = "law"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    LateCause.VERIFICATION: "Phải xác minh, hồ sơ phức tạp",
    LateCause.OTHER_BODY: "Cơ quan phối hợp trả lời chậm",
    LateCause.WORKLOAD: "Quá nhiều hồ sơ, thiếu người",
    LateCause.SYSTEM: "Lỗi hệ thống, mất kết nối, mất điện",
    LateCause.OWN: "Cán bộ giải quyết chậm",
    LateCause.LAW: "Vướng quy định, chờ hướng dẫn",
    LateCause.OTHER: "Nguyên nhân khác",
}
