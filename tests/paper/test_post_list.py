"""The list for the post office names every item once, over as many pages as it takes, and is the same every time."""

from __future__ import annotations

import unicodedata
from datetime import date
from io import BytesIO

import pdfplumber
from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.domain.post_list import PostLine, PostList
from onecua_desk.paper.post_list import post_list
from tests.paper.samples import page_texts, squeezed

RULED = {"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"}
BICH = PostLine(
    "H02.15.23-261123-2007",
    "Đặng Thị Ngọc Bích",
    "Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
    "0912 345 678",
    "EB123456785VN",
)
DAY = PostList(
    "UBND xã Suối Trong",
    "Trung tâm Phục vụ hành chính công xã Suối Trong",
    "Suối Trong",
    date(2026, 11, 23),
    "Lê Thị Mai",
    (BICH,),
)


def many(count: int) -> PostList:
    names = [f"Người nhận {n} " + "và gia đình " * (n % 4) for n in range(1, count + 1)]
    lines = tuple(
        PostLine(f"H02.15.23-261123-{2000 + n}", name, "Thôn Hạ", "", f"EB{n:09}VN") for n, name in enumerate(names, 1)
    )
    return PostList(DAY.parent, DAY.centre, DAY.place, DAY.day, DAY.official, lines)


def test_one_item_is_said_with_everything_the_post_needs() -> None:
    (page,) = page_texts(post_list(DAY))
    assert page == unicodedata.normalize("NFC", page)
    for words in (
        "UBND XÃ SUỐI TRONG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Suối Trong, ngày 23 tháng 11 năm 2026",
        "BẢNG KÊ KẾT QUẢ GIAO BƯU CHÍNH",
        "Ngày giao: 23/11/2026",
        "Tổng số: 1 bưu gửi.",
        "BÊN GIAO",
        "BÊN NHẬN (BƯU CHÍNH)",
        "Lê Thị Mai",
    ):
        assert words in page
    with pdfplumber.open(BytesIO(post_list(DAY))) as document:
        (table,) = document.pages[0].extract_tables(RULED)
    cells = [" ".join((cell or "").split()) for cell in table[-1]]
    assert cells == ["1", BICH.code, BICH.recipient, BICH.address, BICH.phone, BICH.consignment, ""]


def test_it_is_a4_and_the_table_stays_inside_the_margins() -> None:
    with pdfplumber.open(BytesIO(post_list(many(70)))) as document:
        for page in document.pages:
            assert (round(page.width), round(page.height)) == (595, 842)
            assert min(word["x0"] for word in page.extract_words()) >= 42
            assert max(word["x1"] for word in page.extract_words()) <= page.width - 28 + 0.5


def test_every_page_repeats_the_head_of_the_table_and_only_the_last_is_signed() -> None:
    pages = page_texts(post_list(many(70)))
    assert len(pages) > 1
    assert all("Số hiệu bưu gửi" in page for page in pages[:-1])
    assert [number for number, page in enumerate(pages, 1) if "BÊN GIAO" in page] == [len(pages)]
    assert all(f"trang {number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert all(page.startswith("BẢNG KÊ KẾT QUẢ GIAO BƯU CHÍNH Ngày giao: 23/11/2026") for page in pages[1:])
    assert "(Ký và ghi rõ họ tên)" in pages[-1]


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 90))
def test_no_item_is_lost_or_doubled_at_the_end_of_a_page(count: int) -> None:
    day = many(count)
    whole = squeezed("".join(page_texts(post_list(day))))
    assert all(whole.count(line.code) == 1 and whole.count(line.consignment) == 1 for line in day.lines)
    assert f"Tổngsố:{count}bưugửi." in whole
    last = page_texts(post_list(day))[-1]
    assert day.lines[-1].code in last
    assert "BÊN GIAO" in last


def test_the_same_day_gives_the_same_bytes() -> None:
    assert post_list(DAY) == post_list(DAY)
