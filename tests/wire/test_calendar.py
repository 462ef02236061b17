"""The working calendar as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import pytest

from onecua_desk.domain.calendar import DeskHours
from onecua_desk.errors import UserError
from onecua_desk.wire.calendar import parse_calendar

OFF = {"date": "2026-11-24", "kind": "off", "reason": "Ngày Văn hóa Việt Nam"}
WORK = {"date": "2026-01-10", "kind": "work", "reason": "Làm bù", "document": "12729/VPCP-KGVX"}


def text(*days: Mapping[str, object]) -> str:
    return json.dumps({"years": [2026], "days": days}, ensure_ascii=False)


def test_a_calendar_knows_its_days_and_years():
    calendar = parse_calendar(text(OFF, WORK), DeskHours())
    assert calendar.days_off == {date(2026, 11, 24): "Ngày Văn hóa Việt Nam"}
    assert calendar.working == {date(2026, 1, 10): "Làm bù"}
    assert calendar.years == {2026}
    assert calendar.expected == set()


def test_a_day_off_that_is_not_announced_yet_says_so():
    calendar = parse_calendar(text({**OFF, "expected": True}, WORK), DeskHours())
    assert calendar.expected == {date(2026, 11, 24)}
    assert calendar.first_expected(date(2026, 11, 23), date(2026, 11, 24)) == date(2026, 11, 24)
    assert calendar.first_expected(date(2026, 11, 24), date(2026, 12, 24)) is None


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ("", "Lịch làm việc không đọc được: viết sai định dạng JSON (thiếu hoặc thừa dấu ngoặc, dấu phẩy)."),
        ("{}", "Lịch làm việc không đọc được: thiếu mục «years»."),
        (
            text(WORK, {**OFF, "kind": "half"}),
            "Lịch làm việc, mục thứ 2 (2026-11-24): mục «kind» giá trị «half» không dùng được.",
        ),
        (
            text({**OFF, "date": "24/11/2026"}),
            "Lịch làm việc, mục thứ 1 (24/11/2026): mục «date» ngày hoặc giờ viết sai (mẫu: 2026-11-24, 15:00:00).",
        ),
        (text({**OFF, "reason": ""}), "Lịch làm việc, mục thứ 1 (2026-11-24): mục «reason» không được để trống."),
        (text({"kind": "off", "reason": "Nghỉ"}), "Lịch làm việc, mục thứ 1: thiếu mục «date»."),
        (text(OFF, OFF), "Lịch làm việc, mục thứ 2 (2026-11-24): ngày này đã có ở mục khác."),
        (
            text({**OFF, "date": "2028-01-03"}),
            "Lịch làm việc, mục thứ 1 (2028-01-03): năm 2028 chưa ghi trong «years».",
        ),
        (
            text({**WORK, "date": "2026-01-09"}),
            "Lịch làm việc, mục thứ 1 (2026-01-09): ngày làm bù phải là thứ Bảy hoặc Chủ nhật.",
        ),
    ],
)
def test_a_broken_calendar_names_the_entry(broken, sentence):
    with pytest.raises(UserError) as refused:
        parse_calendar(broken, DeskHours())
    assert str(refused.value) == sentence
