"""The sheet of the day's money says every sum, closes, and is the same paper every time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from onecua_desk.domain.money import Movement, Till
from onecua_desk.domain.money_sheet import MoneySheet
from onecua_desk.domain.parts import Official
from onecua_desk.domain.payment import Payment, PayWay
from onecua_desk.paper.money_sheet import draw
from tests.paper.samples import page_texts

AT = datetime(2026, 11, 23, 16, 45)
MAI = Official("mai", "Lê Thị Mai")


def moved(amount: int, number: int, *, voided: bool = False, name: str = "Đăng ký khai sinh") -> Movement:
    way = PayWay.TRANSFER if number % 3 == 0 else PayWay.CASH
    return Movement(AT, MAI, Payment(amount, way, f"{number:07d}"), voided, name, name, "H02.15.23-261123-1001")


TILL = Till(MAI, (moved(8_000, 1), moved(16_000, 2), moved(24_000, 3), moved(8_000, 1, voided=True)))
SHEET = MoneySheet(
    "UBND xã Suối Trong", "Trung tâm Phục vụ hành chính công xã Suối Trong", "Suối Trong", AT.date(), TILL, 11_000, AT
)


def test_the_sheet_says_who_what_and_how_much() -> None:
    (page,) = page_texts(draw(SHEET))
    for said in (
        "BẢNG KÊ BÀN GIAO TIỀN PHÍ, LỆ PHÍ",
        "Ngày 23/11/2026",
        "Người bàn giao: Lê Thị Mai",
        "Biên lai: 0000001–0000003",
        "Đăng ký khai sinh 3 40.000",
        "Đã thu 24.000 24.000 0 48.000",
        "Đã hủy, trả lại 8.000 0 0 8.000",
        "Còn phải nộp 16.000 24.000 0 40.000",
        "11.000 đ (thiếu 5.000 đ so với sổ)",
        "BÊN GIAO",
        "BÊN NHẬN",
    ):
        assert said in page


def test_what_the_level_above_refused_stands_apart_from_the_sums() -> None:
    (page,) = page_texts(draw(replace(SHEET, till=replace(TILL, refused=(moved(8_000, 4),)))))
    assert "Cấp trên chưa nhận: 1 khoản, tổng 8.000 đ (tiền vẫn ở quầy)" in page
    assert "Còn phải nộp 16.000 24.000 0 40.000" in page
    assert "Cấp trên chưa nhận" not in page_texts(draw(SHEET))[0]


@pytest.mark.parametrize(("counted", "said"), [(16_000, "(đủ so với sổ)"), (20_000, "(thừa 4.000 đ so với sổ)")])
def test_the_cash_that_was_counted_is_held_against_the_book(counted: int, said: str) -> None:
    (page,) = page_texts(draw(replace(SHEET, counted=counted)))
    assert said in page


def test_a_day_without_money_is_a_sheet_too() -> None:
    (page,) = page_texts(draw(replace(SHEET, till=Till(MAI, ()), counted=0)))
    assert "Trong ngày không thu khoản nào" in page
    assert "Biên lai: không" in page


def test_many_procedures_go_on_to_further_pages_and_the_signatures_stay_whole() -> None:
    long_name = "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan có thẩm quyền cấp"
    till = Till(MAI, tuple(moved(1_000, number, name=f"{long_name} {number}") for number in range(40)))
    pages = page_texts(draw(replace(SHEET, till=till)))
    assert len(pages) > 1
    assert all(page.startswith("BẢNG KÊ BÀN GIAO TIỀN PHÍ, LỆ PHÍ Ngày 23/11/2026") for page in pages[1:])
    assert all("Người bàn giao: Lê Thị Mai" in page for page in pages)
    assert "BÊN GIAO" in pages[-1]
    assert "BÊN NHẬN" in pages[-1]


def test_the_same_sheet_is_the_same_paper() -> None:
    assert draw(SHEET) == draw(SHEET)
