"""What makes a desk's clock doubtful, and that the leader allowed receiving all the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from onecua_desk.domain.parts import Unit
from onecua_desk.errors import UserError

if TYPE_CHECKING:
    from onecua_desk.domain.dossier import Dossier

MOST_OFF = timedelta(minutes=10)
"""As far as a desk's clock may be from the server's without a word."""


class Against(Enum):
    """What the clock does not agree with."""

    EVENT = "event"
    RELEASE = "release"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Doubt:
    """The clock showed ``off`` seconds more than ``true``: the moment of what was written last, the program's release,
    or the server's clock."""

    against: Against
    true: datetime
    off: int

    def __post_init__(self) -> None:
        try:
            self.true + timedelta(seconds=self.off)
        except OverflowError as error:  # it came from elsewhere: no clock shows such a year
            raise UserError("Giờ của đồng hồ máy nằm ngoài lịch.") from error

    def same(self, other: Doubt) -> bool:
        """Whether who allowed the one has allowed the other: the server's clock is never off by quite the same."""
        if self.against is Against.SERVER:
            return other.against is Against.SERVER and abs(self.off - other.off) <= MOST_OFF.total_seconds()
        return (self.against, self.true) == (other.against, other.true)

    def sentence(self) -> str:
        shown = f"{self.true + timedelta(seconds=self.off):%H:%M %d/%m/%Y}"
        match self.against:
            case Against.EVENT:
                return f"Đồng hồ máy đang chỉ {shown}, trước việc đã ghi lúc {self.true:%H:%M %d/%m/%Y}."
            case Against.RELEASE:
                return f"Đồng hồ máy đang chỉ {shown}, trước ngày phát hành chương trình ({self.true:%d/%m/%Y})."
            case Against.SERVER:
                side = "chậm" if self.off < 0 else "nhanh"
                return f"Đồng hồ máy này {side} hơn máy chủ {abs(self.off) // 60:,} phút.".replace(",", ".")


@dataclass(frozen=True, slots=True)
class ClockTrusted:
    """The leader ``allowed_by`` let the desk receive by a clock with these ``doubts``; it stands alone.

    Until there is another doubt nobody is asked again.
    """

    kind: ClassVar[str] = "clock_trusted"
    title: ClassVar[str] = "Cho phép tiếp nhận theo đồng hồ máy"
    unit: Unit
    desk: int
    allowed_by: str
    doubts: tuple[Doubt, ...]

    def detail(self) -> str:
        return " · ".join((self.allowed_by, *(doubt.sentence() for doubt in self.doubts)))

    def changes(self, dossier: Dossier, at: datetime) -> Mapping[str, object]:
        return {}
