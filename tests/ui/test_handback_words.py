"""How the result kept its appointment, as the hand-back screen says it: by days as the report counts, else by hours."""

from __future__ import annotations

from datetime import datetime

import pytest

from onecua_desk.services.desk import Desk
from onecua_desk.ui.handback.words import kept

MONDAY_AT_FIVE = datetime(2026, 11, 23, 17)


@pytest.mark.parametrize(
    ("ready", "said"),
    [
        (datetime(2026, 11, 19, 16), "có kết quả trước hạn 2 ngày làm việc"),
        (datetime(2026, 11, 20, 16, 59), "có kết quả trước hạn 1 ngày làm việc"),
        (datetime(2026, 11, 23, 9), "có kết quả trước giờ hẹn 6 giờ làm việc"),
        (datetime(2026, 11, 23, 16, 30), "có kết quả đúng hạn"),
        (datetime(2026, 11, 23, 17, 5), "có kết quả sau giờ hẹn"),
        (datetime(2026, 11, 25, 8), "có kết quả trễ 1 ngày làm việc"),
        (None, ""),
    ],
)
def test_only_a_result_of_a_day_before_is_early_as_in_the_report(desk: Desk, ready: datetime | None, said: str) -> None:
    assert kept(MONDAY_AT_FIVE, ready, desk.calendar) == said
