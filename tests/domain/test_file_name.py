"""Names of files are readable, alike, and good on every disk."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onecua_desk.domain.file_name import days, file_name
from onecua_desk.domain.report import Period

ODD = st.text(max_size=300) | st.text(alphabet='Đặng thị/\\:*?"<>|.\0 \n', max_size=300)


@pytest.mark.parametrize(
    ("title", "reprint", "name"),
    [
        ("Giấy hẹn H02.15.23-261123-1001", 0, "Giay hen H02.15.23-261123-1001"),
        ("Giấy hẹn H02.15.23-261123-1001", 2, "Giay hen H02.15.23-261123-1001 in lai 2"),
        ("Phiếu bổ sung 1/Q1-HDHS 2026", 0, "Phieu bo sung 1-Q1-HDHS 2026"),
        ("Danh sách bàn giao 2026-11-22 Địa chính & Xây dựng", 0, "Danh sach ban giao 2026-11-22 Dia chinh & Xay dung"),
        ("Bảng kê <lạ>: «?»", 0, "Bang ke -la- -"),
    ],
)
def test_a_name_is_read_without_marks(title: str, reprint: int, name: str) -> None:
    assert file_name(title, reprint) == name


@given(ODD, st.integers(0, 999))
def test_whatever_the_title_every_disk_takes_the_name(title: str, reprint: int) -> None:
    name = file_name(f"Bảng kê {title}", reprint)
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>|')
    assert name.isprintable()
    assert len(name) <= 100
    assert name == name.strip(" .")
    assert reprint == 0 or name.endswith(f" in lai {reprint}")


def test_a_period_of_one_day_is_that_day() -> None:
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert days(november) == "2026-11-01 đến 2026-11-30"
    assert days(Period(november.first, november.first)) == "2026-11-01"
