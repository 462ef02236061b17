"""The page that closes a day: one page, every figure of both sides, the head of the chain, and what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest

from onecua_desk.domain.day_close import Sum, Totals
from onecua_desk.domain.day_compare import Advice, Difference
from onecua_desk.domain.day_lines import lines
from onecua_desk.domain.day_sheet import DaySheet
from onecua_desk.domain.events import EventId
from onecua_desk.paper.day_close import draw
from tests.paper.samples import page_texts

AT = datetime(2026, 11, 23, 16, 53)
HEAD = " ".join(f"{number:04x}" for number in range(0xA0, 0xB0))
OWN = Totals(
    counts={"received": 37, "handed_over": 30, "returned": 21, "fee_voided": 1},
    used=("2001–2036", "2040"),
    by_procedure={"2.000815": Sum(20, 84_000), "1.001193": Sum(4, 32_000)},
    by_way={"cash": Sum(20, 100_000), "transfer": Sum(4, 16_000)},
    taken=124_000,
    voided=8_000,
    scans=14,
    scan_bytes=2_381_554,
)
THEIRS = replace(
    OWN, counts={**OWN.counts, "received": 36}, refused={"received": 1}, used=("2001–2035", "2040"), void=("2036",)
)
NAMES = {"2.000815": "Chứng thực bản sao từ bản chính", "1.001193": "Đăng ký khai sinh"}
SHEET = DaySheet(
    parent="Ủy ban nhân dân xã Suối Trong",
    centre="Trung tâm Phục vụ hành chính công xã Suối Trong",
    place="Suối Trong",
    desk=2,
    day=AT.date(),
    state="Đã chốt",
    closed="chốt lúc 16:52 23/11/2026, Lê Thị Mai",
    asked="nhận lúc 16:53 23/11/2026, đến việc số 1.194",
    verdict="Khớp: cấp trên có đủ 89 việc của quầy trong ngày, giống từng việc một.",
    lines=partial(lines, OWN, OWN, NAMES),
    through=1193,
    head=HEAD,
    chain="trùng với chuỗi của cấp trên",
    differences=(),
    official="Lê Thị Mai",
    printed_at=AT,
)


def difference(number: int) -> Difference:
    advice = list(Advice)[number % len(Advice)]
    return Difference(EventId(2, number), f"H02.15.23-261123-{2000 + number}", "5 việc", "4 việc, 1 không nhận", advice)


def test_the_page_has_both_sides_and_the_head_of_the_chain() -> None:
    (page,) = page_texts(draw(SHEET))
    for said in (
        "BIÊN BẢN ĐỐI SOÁT CUỐI NGÀY",
        "Quầy 2, ngày 23/11/2026",
        "Tình trạng: Đã chốt · chốt lúc 16:52 23/11/2026, Lê Thị Mai",
        "Phần của cấp trên: nhận lúc 16:53 23/11/2026, đến việc số 1.194",
        "Việc đã ghi Máy ở quầy Cấp trên Chênh lệch",
        "Tổng số việc 89 89 khớp",
        "Tiếp nhận 37 37 khớp",
        "Đã cấp 2001–2036, 2040 2001–2036, 2040 khớp",
        "Đã in nhưng không dùng được không không khớp",
        "Chứng thực bản sao từ bản chính 84.000 84.000 khớp",
        "Cộng tiền mặt 100.000 100.000 khớp",
        "Đã hủy, trả lại (đã trừ) 8.000 8.000 khớp",
        "Tổng tiền trong ngày 116.000 116.000 khớp",
        "Dung lượng (byte) 2.381.554 2.381.554 khớp",
        "đến việc số 1.193 (trùng với chuỗi của cấp trên):",
        HEAD,
        "NGƯỜI CHỐT NGÀY",
        "LÃNH ĐẠO ĐƠN VỊ",
    ):
        assert said in page
    assert "Hồ sơ, giấy tờ chưa khớp" not in page


def test_without_the_level_above_its_columns_are_dashes() -> None:
    (page,) = page_texts(draw(replace(SHEET, lines=partial(lines, OWN, None, NAMES), asked="chưa có")))
    assert "Tiếp nhận 37 — —" in page
    assert "Phần của cấp trên: chưa có" in page


def test_each_dossier_that_differs_says_what_to_do() -> None:
    found = (difference(1), difference(4))
    (page,) = page_texts(draw(replace(SHEET, lines=partial(lines, OWN, THEIRS, NAMES), differences=found)))
    assert "Tiếp nhận 37 36 −1" in page
    assert "Cấp trên không nhận 0 1 +1" in page
    assert "Đã in nhưng không dùng được không 2036 khác" in page
    assert "H02.15.23-261123-2001 5 việc 4 việc, 1 không nhận" in page
    assert "mở «Cần xử lý» (F9)" in page
    assert "H02.15.23-261123-2004" in page


@pytest.mark.parametrize("dossiers", [30, 400])
@pytest.mark.parametrize("procedures", [2, 14, 60])
def test_it_is_one_page_whatever_happened(dossiers: int, procedures: int) -> None:
    name = "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam cấp"
    codes = {f"1.{number:06}": Sum(2, 10_000 + number) for number in range(procedures)}
    own = replace(OWN, by_procedure=codes, void=tuple(f"{number}" for number in range(2010, 2040, 2)))
    sheet = replace(
        SHEET,
        parent="Ủy ban nhân dân phường Hoàng Văn Thụ thuộc thành phố trực thuộc tỉnh Bắc Ninh",
        state="Đã chốt, có việc ghi sau khi chốt (12)",
        official="Công Tằng Tôn Nữ Thị Huyền Trân",
        lines=partial(lines, own, replace(own, taken=1), {code: f"{name} {code}" for code in codes}),
        differences=tuple(map(difference, range(dossiers))),
    )
    (page,) = page_texts(draw(sheet))
    assert "hồ sơ khác, xem trên màn hình «Chốt ngày»." in page
    assert "Tổng tiền trong ngày" in page
    assert HEAD in page
    assert "Công Tằng Tôn Nữ Thị Huyền Trân" in page


def test_without_the_own_log_whole_there_is_no_head_to_print() -> None:
    (page,) = page_texts(draw(replace(SHEET, head="")))
    assert "máy còn đang nhận lại sổ của mình" in page


def test_the_same_sheet_is_the_same_paper() -> None:
    assert draw(SHEET) == draw(SHEET)
