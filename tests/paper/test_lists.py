"""The hand-over list and the day sheet: every line in its columns, sums that fit, heads on every page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pdfplumber
import pytest

from onecua_desk.domain.day_list import DayLine, DayList
from onecua_desk.domain.hand_over_list import HandedDossier, HandOverList
from onecua_desk.paper.day_list import day_list
from onecua_desk.paper.hand_over_list import FIELDS, hand_over_list
from tests.paper.books import entries, tables
from tests.paper.samples import page_texts, squeezed

AT = datetime(2026, 11, 23, 14, 5)
HANDED = HandedDossier(
    code="H02.15.23-261123-2007",
    procedure="Đăng ký khai sinh",
    sets=1,
    applicant="Đặng Thị Ngọc Bích",
    address="Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
    phone="0912345678",
    received_at=datetime(2026, 11, 23, 9, 41),
    due=datetime(2026, 11, 26, 17, 0),
    note="Kèm bản chính",
)
LISTED = HandOverList(
    parent="UBND xã Suối Trong",
    centre="Trung tâm Phục vụ hành chính công xã Suối Trong",
    place="Suối Trong",
    receiver="Phòng Kinh tế, Hạ tầng và Đô thị",
    first=AT,
    last=datetime(2026, 11, 23, 16, 30),
    official="Lê Thị Mai",
    lines=(HANDED,),
)
LINE = DayLine(
    "Đăng ký khai sinh", HANDED.code, "Đặng Thị Ngọc Bích", AT, datetime(2026, 11, 26), "Trực tiếp", "Lê Thị Mai", 8000
)
DAY = DayList(LISTED.parent, LISTED.centre, LISTED.place, date(2026, 11, 23), "Lê Thị Mai", (LINE,), ())


def test_a_handed_over_dossier_stands_in_the_thirteen_columns() -> None:
    pdf = hand_over_list(LISTED)
    (page,) = page_texts(pdf)
    for words in (
        "DANH SÁCH BÀN GIAO HỒ SƠ",
        "Cơ quan chủ trì giải quyết: Phòng Kinh tế, Hạ tầng và Đô thị",
        "Thời gian bàn giao: từ 14 giờ 05 phút đến 16 giờ 30 phút, ngày 23/11/2026",
        "Tổng số hồ sơ bàn giao: 1 hồ sơ.",
        "BÊN GIAO",
        "BÊN NHẬN",
        "XÁC NHẬN CỦA TRUNG TÂM",
        "Lê Thị Mai",
    ):
        assert words in page
    assert all(squeezed(field.title) in squeezed(page) for field in FIELDS)
    assert entries(pdf) == [
        [
            *("1", HANDED.code, HANDED.procedure, "01", HANDED.applicant, HANDED.address, HANDED.phone),
            *("23/11/2026", "26/11/2026", "", "", "", HANDED.note),
        ]
    ]


def test_a_long_list_repeats_its_head_and_is_signed_once() -> None:
    lines = tuple(replace(HANDED, code=f"H02.15.23-261123-{2000 + n}") for n in range(60))
    pdf = hand_over_list(replace(LISTED, last=AT, lines=lines))
    pages = page_texts(pdf)
    assert len(pages) > 1
    assert "Thời gian bàn giao: 14 giờ 05 phút, ngày 23/11/2026" in pages[0]
    assert [row[1] for row in entries(pdf)] == [line.code for line in lines]
    assert all(page[0][0] == "TT" or "TT" in page[0] for page in tables(pdf) if page)
    assert [number for number, page in enumerate(pages) if "XÁC NHẬN" in page] == [len(pages) - 1]


def test_a_loose_page_names_its_list_who_receives_it_and_when() -> None:
    lines = tuple(replace(HANDED, code=f"H02.15.23-261123-{2000 + n}") for n in range(40))
    _, *onward = page_texts(hand_over_list(replace(LISTED, lines=lines)))
    assert onward
    for number, page in enumerate(onward, start=2):
        assert page.startswith("DANH SÁCH BÀN GIAO HỒ SƠ")
        assert "Thời gian bàn giao: từ 14 giờ 05 phút đến 16 giờ 30 phút, ngày 23/11/2026" in page
        assert f"Bên nhận: {LISTED.receiver}" in page
        assert f"trang {number}/{len(onward) + 1}" in page


@pytest.mark.parametrize("count", range(1, 40))
def test_no_list_is_signed_on_a_page_that_lists_nothing(count: int) -> None:
    lines = tuple(replace(HANDED, code=f"H02.15.23-261123-{2000 + n}") for n in range(count))
    assert lines[-1].code in page_texts(hand_over_list(replace(LISTED, lines=lines)))[-1]
    both = tuple(replace(LINE, code=one.code) for one in lines)
    assert lines[-1].code in page_texts(day_list(replace(DAY, received=both, returned=both)))[-1]


def test_a_loose_page_of_the_day_sheet_names_day_and_official() -> None:
    lines = tuple(replace(LINE, code=f"H02.15.23-261123-{2000 + n}") for n in range(90))
    _, *onward = page_texts(day_list(replace(DAY, received=lines)))
    assert onward
    for page in onward:
        assert page.startswith("BẢNG KÊ HỒ SƠ TRONG NGÀY Ngày 23/11/2026")
        assert f"{DAY.centre}; người lập bảng: Lê Thị Mai" in page
        assert "I. Hồ sơ tiếp nhận (tiếp theo)" in page


def test_a_very_long_receiver_is_cut_so_that_the_running_head_stays_one_line() -> None:
    lines = tuple(replace(HANDED, code=f"H02.15.23-261123-{2000 + n}") for n in range(40))
    long = "Phòng " + "rất dài " * 60
    page = page_texts(hand_over_list(replace(LISTED, receiver=long, lines=lines)))[1]
    assert "dài…" in page
    with pdfplumber.open(BytesIO(hand_over_list(replace(LISTED, receiver=long, lines=lines)))) as document:
        assert max(word["x1"] for word in document.pages[1].extract_words()) <= document.pages[1].width - 28 + 0.5


def test_names_with_all_letters_of_the_language_are_read_back_as_they_were_written() -> None:
    letters = "aăâeêioôơuưyđ" + "áắấéếíóốớúứý" + "àằầèềìòồờùừỳ" + "ảẳẩẻểỉỏổởủửỷ" + "ãẵẫẽễĩõỗỡũữỹ" + "ạặậẹệịọộợụựỵ"
    names = [f"{one.upper()}{one} Văn {one}" for one in letters]
    listed = hand_over_list(replace(LISTED, lines=tuple(replace(HANDED, applicant=name) for name in names)))
    assert [row[4] for row in entries(listed)] == names
    day = day_list(replace(DAY, received=tuple(replace(LINE, applicant=name) for name in names)))
    assert all(name in " ".join(page_texts(day)) for name in names)


def test_the_day_sheet_sums_by_procedure_and_in_all() -> None:
    other = replace(LINE, procedure="Chứng thực bản sao", code="H02.15.23-261123-2008", fee=18_000)
    free = replace(LINE, procedure="Xác nhận", code="H02.15.23-261123-2009", fee=None)
    again = replace(LINE, code="H02.15.23-261123-2010")
    (page,) = page_texts(day_list(replace(DAY, received=(LINE, other, free, again), returned=(other,))))
    for words in (
        "BẢNG KÊ HỒ SƠ TRONG NGÀY Ngày 23/11/2026",
        "I. Hồ sơ tiếp nhận: 4 hồ sơ",
        "Chứng thực bản sao: 1 hồ sơ, phí, lệ phí 18.000 đ",
        "Đăng ký khai sinh: 2 hồ sơ, phí, lệ phí 16.000 đ",
        "Xác nhận: 1 hồ sơ",
        "Cộng: 4 hồ sơ, phí, lệ phí 34.000 đ",
        "II. Kết quả đã trả: 1 hồ sơ",
        "Cộng: 1 hồ sơ, phí, lệ phí 18.000 đ",
        "NGƯỜI LẬP BẢNG",
    ):
        assert words in page
    rows = entries(day_list(replace(DAY, received=(LINE,))))
    assert rows == [["1", LINE.code, LINE.applicant, "14:05", "26/11/2026", "Trực tiếp", "8.000", "Lê Thị Mai"]]


def test_a_long_day_loses_nothing_over_its_pages() -> None:
    lines = tuple(
        replace(LINE, code=f"H02.15.23-261123-{2000 + n}", procedure=f"Thủ tục {n % 7} " + "dài " * (n % 40))
        for n in range(120)
    )
    pdf = day_list(replace(DAY, received=lines, returned=lines))
    numbers = [int(row[0]) for row in entries(pdf)]
    assert numbers == [*range(1, 121), *range(1, 121)]
    assert len({row[1] for row in entries(pdf)}) == 120


def test_the_same_lists_give_the_same_bytes() -> None:
    assert hand_over_list(LISTED) == hand_over_list(LISTED)
    assert day_list(DAY) == day_list(DAY)
