"""The index of QĐ 766/QĐ-TTg of 23/06/2022: which of its components a desk can count, and why not the others.

100 points: publicity 18, progress 20, digitisation 22, online service 22 (12 and 10 from memory), satisfaction 18.
``most`` is named only where it is known; how points follow from a share is not, so shares are shown and no points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onecua_desk.domain.rates import Rate
from onecua_desk.domain.text import uncapitalised


@dataclass(frozen=True, slots=True)
class Component:
    """``most``: its maximum of points, ``None`` where it is not known by itself; ``group`` names that of the group.

    ``why_not`` says why there is no ``rate``.
    """

    group: str
    name: str
    most: int | None
    rate: Rate | None
    why_not: str = ""


_PUBLIC = "Công khai, minh bạch (18 điểm)"
_PROGRESS = "Tiến độ, kết quả giải quyết (20 điểm)"
_DIGITAL = "Số hóa hồ sơ (22 điểm)"
_ONLINE = "Cung cấp dịch vụ trực tuyến (22 điểm)"
_CONTENT = "Mức độ hài lòng (18 điểm)"
_PORTAL = "Tính trên Cổng dịch vụ công quốc gia, quầy không có số liệu."
_COMPLAINTS = "Phản ánh, kiến nghị được nhận trên hệ thống khác, quầy không có số liệu."

_COMPONENTS: tuple[tuple[str, str, int | None, str, str], ...] = (
    # group, name, maximum, key of the rate, why there is none
    (_PUBLIC, "Thủ tục hành chính công bố đúng hạn", 4, "", "Do cấp tỉnh công bố; " + uncapitalised(_PORTAL)),
    (_PUBLIC, "Đồng bộ, công khai hồ sơ và nội dung thủ tục", None, "", _PORTAL),
    (_PROGRESS, "Hồ sơ giải quyết đúng và trước hạn", 20, "on_time", ""),
    (_DIGITAL, "Kết quả giải quyết bản điện tử", None, "digital_result", ""),
    (_DIGITAL, "Hồ sơ được số hóa", None, "digitised", ""),
    (_DIGITAL, "Khai thác, sử dụng lại dữ liệu số hóa", None, "reused", ""),
    (_ONLINE, "Hồ sơ nộp trực tuyến", 12, "online", ""),
    (_ONLINE, "Hồ sơ thanh toán trực tuyến", 10, "paid_online", ""),
    (_CONTENT, "Phản ánh, kiến nghị xử lý đúng hạn", None, "", _COMPLAINTS),
    (_CONTENT, "Hài lòng trong xử lý phản ánh, kiến nghị", None, "", _COMPLAINTS),
    (_CONTENT, "Hài lòng trong tiếp nhận, giải quyết thủ tục", 6, "satisfied", ""),
)


def index766(rates: Iterable[Rate]) -> tuple[Component, ...]:
    """All components, in the order of the decision, with the shares among ``rates`` that belong to them."""
    by_key = {rate.key: rate for rate in rates}
    return tuple(
        Component(group, name, most, by_key.get(key), why_not) for group, name, most, key, why_not in _COMPONENTS
    )
