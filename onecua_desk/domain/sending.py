"""When files may use the line, and how much of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from onecua_desk.errors import UserError

FASTEST = 100_000

_HOUR = re.compile(r"([0-9]{1,2})\s*(?:[:.hg]|giờ)?\s*([0-9]{2})?")


@dataclass(frozen=True, slots=True)
class SendingRules:
    """``kbit``: at most so many thousand bits a second, 0 as fast as the line is; from ``start`` to ``end`` only.

    Both times are ``None`` where they may go at any hour; the time between them may go over midnight.
    """

    kbit: int = 0
    start: time | None = None
    end: time | None = None

    def __post_init__(self) -> None:
        if self.kbit and not 8 <= self.kbit <= FASTEST:
            raise UserError(f"Tốc độ gửi tệp phải từ 8 đến {FASTEST} kbit/giây, hoặc không giới hạn.", field="kbit")
        if (self.start is None) != (self.end is None) or (self.start is not None and self.start == self.end):
            raise UserError("Hãy chọn cả giờ bắt đầu và giờ kết thúc, khác nhau.", field="start")

    def opens(self, at: datetime) -> datetime | None:
        """When files may go next; ``None`` when they may at ``at``."""
        if self.start is None or self.end is None:
            return None
        now = at.time()
        inside = self.start <= now < self.end if self.start < self.end else now >= self.start or now < self.end
        if inside:
            return None
        opening = datetime.combine(at.date(), self.start)
        return opening if opening > at else opening + timedelta(days=1)


def read_hour(text: str) -> time:
    """A time of the day as people write it: ``16:30``, ``16h30``, ``1630``, ``16``; ``UserError`` for anything else."""
    found = _HOUR.fullmatch(text.strip())
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else time(24)
    except ValueError:
        raise UserError("Hãy ghi giờ như 16:30.", field="start") from None
