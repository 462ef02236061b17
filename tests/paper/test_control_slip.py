"""The control slip: who gave, who took, when; five rows on a page, the empty ones to be written by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from reportlab.lib.units import mm

from onecua_desk.domain.control_slip import ControlSlip, Passing
from onecua_desk.paper.control_slip import control_slip
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.template_reading import built_in, read
from tests.paper.boxes import faults
from tests.paper.samples import RECEIPT, page_texts, scanned_codes, squeezed

CENTRE = "Trung tâm Phục vụ hành chính công xã Suối Trong"
OFFICE = "Phòng Kinh tế, Hạ tầng và Đô thị"
OUT = Passing(CENTRE, OFFICE, datetime(2026, 11, 23, 14, 5), "Lê Thị Mai", "Nguyễn Văn Hùng")
BACK = Passing(OFFICE, CENTRE, datetime(2026, 11, 26, 15, 10), "Nguyễn Văn Hùng", "Lê Thị Mai", "Trước hạn", "Đủ hồ sơ")
SLIP = ControlSlip(
    ruleset="2025",
    parent="UBND xã Suối Trong",
    centre=CENTRE,
    place="Suối Trong",
    code=RECEIPT.code,
    applicant="Đặng Thị Ngọc Bích",
    address="Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
    phone="0912 345 678",
    procedure="Đăng ký khai sinh",
    received_at=datetime(2026, 11, 23, 9, 41),
    due=datetime(2026, 11, 30, 17, 0),
    official="Lê Thị Mai",
    solved_by="UBND xã Suối Trong",
    as_of=datetime(2026, 11, 26, 15, 10),
    passings=(OUT, BACK),
    together="Công an xã Suối Trong",
)


def test_every_field_of_the_form_is_there() -> None:
    (page,) = page_texts(control_slip(SLIP))
    for words in (
        "UBND XÃ SUỐI TRONG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Suối Trong, ngày 23 tháng 11 năm 2026",
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        f"Mã hồ sơ: {SLIP.code}",
        "Chủ hồ sơ: Đặng Thị Ngọc Bích",
        "Thủ tục: Đăng ký khai sinh",
        "Thời gian nhận: 09 giờ 41 phút, ngày 23/11/2026",
        "Thời gian hẹn trả: 17 giờ 00 phút, ngày 30/11/2026",
        "Cơ quan (bộ phận) giải quyết hồ sơ: UBND xã Suối Trong",
        "Cơ quan phối hợp giải quyết hồ sơ: Công an xã Suối Trong",
        "14 giờ 05 phút, ngày 23/11/2026",
        "15 giờ 10 phút, ngày 26/11/2026",
        "Trước hạn",
        "Đủ hồ sơ",
        "Cột Kết quả giải quyết hồ sơ do bên nhận hồ sơ ghi.",
    ):
        assert words in page
    tight = squeezed(page)
    for words in ("TÊN CƠ QUAN", "THỜI GIAN GIAO, NHẬN HỒ SƠ", "KẾT QUẢ GIẢI QUYẾT HỒ SƠ", "GHI CHÚ"):
        assert squeezed(words) in tight
    assert squeezed(f"1. Giao: {CENTRE}") in tight
    assert squeezed(f"2. Nhận: {OFFICE}") in tight


def test_the_columns_have_the_widths_of_the_form_and_the_signatures_a_cell_each() -> None:
    with pdfplumber.open(BytesIO(control_slip(SLIP))) as document:
        (page,) = document.pages
        (table,) = page.find_tables({"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"})
        left, right = table.bbox[0], table.bbox[2]
        cells = [cell for row in table.rows for cell in row.cells if cell]
        edges = sorted({round((cell[0] - left) / (right - left), 2) for cell in cells})
        names = {word["text"] for word in page.extract_words()}
    assert edges == pytest.approx([0, 0.30, 0.475, 0.65, 0.80], abs=0.006)
    assert {"Hùng", "Mai"} <= names


@pytest.mark.parametrize("count", range(9))
def test_a_page_has_five_rows_and_the_empty_ones_can_be_filled_in(count: int) -> None:
    pages = page_texts(control_slip(replace(SLIP, passings=(OUT, BACK) * (count // 2) + (OUT,) * (count % 2))))
    assert len(pages) == max(1, -(-count // 5))
    assert [page.count("Người giao") for page in pages] == [5] * len(pages)
    assert sum(page.count("1. Giao: ....") for page in pages) == 5 * len(pages) - count
    assert all(SLIP.code in page for page in pages)


def test_long_texts_take_rows_to_the_next_page_and_nothing_is_lost() -> None:
    long = replace(OUT, note="Bên nhận ghi: hồ sơ còn thiếu bản vẽ mặt bằng hiện trạng, đề nghị bổ sung " * 3)
    slip = replace(SLIP, passings=(long,) * 5, procedure="Thẩm định, phê duyệt " * 20)
    pages = page_texts(control_slip(slip))
    assert len(pages) > 1
    assert sum(squeezed(page).count("mặtbằng") for page in pages) == 15


def test_a_note_longer_than_a_page_goes_on_below_and_stays_on_the_paper() -> None:
    note = " ".join(f"câu{number}" for number in range(400))
    pdf = control_slip(replace(SLIP, passings=(replace(OUT, note=note), BACK)))
    with pdfplumber.open(BytesIO(pdf)) as document:
        assert len(document.pages) > 1
        assert all(0 < char["top"] < page.height for page in document.pages for char in page.chars)
    words = " ".join(page_texts(pdf))
    assert all(f"câu{number}" in words for number in range(400))
    assert words.count("Hùng") == 2, "only the row itself is signed"


def test_the_old_rule_set_and_a_reprint_are_named() -> None:
    (page,) = page_texts(control_slip(replace(SLIP, ruleset="2018", together="", due=None), 2))
    assert "Bản in lại lần 2" in page
    assert "Cơ quan phối hợp giải quyết hồ sơ: ....." in page
    assert "Thời gian hẹn trả: ....." in page


def test_both_codes_can_be_scanned(tmp_path: Path) -> None:
    assert scanned_codes(control_slip(SLIP), 0, 200, tmp_path) >= {f"QR-Code:{SLIP.code}", f"CODE-128:{SLIP.code}"}


def test_the_same_slip_gives_the_same_bytes_and_is_small() -> None:
    assert control_slip(SLIP) == control_slip(SLIP)
    assert len(control_slip(SLIP)) < 60 << 10


def test_there_is_room_to_sign_above_a_printed_name() -> None:
    with pdfplumber.open(BytesIO(control_slip(SLIP))) as document:
        words = document.pages[0].extract_words(keep_blank_chars=True)
    label = [word["bottom"] for word in words if word["text"] == "Người giao"]
    name = [word["top"] for word in words if "Lê Thị Mai" in word["text"]]
    assert name[0] - label[0] >= 8 * mm
    (title,) = [word["bottom"] for word in words if word["text"].startswith("PHIẾU KIỂM SOÁT")]
    (code,) = [word["top"] for word in words if word["text"].startswith("Mã hồ sơ")]
    assert code - title >= 4


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('trai = ["{don_vi}", ', f'trai = ["{"{trung_tam} " * 16}", "{"{don_vi} " * 20}", '),
        ("dong = [", "dong = [" + f'\n  "{"Bên nhận kiểm tra hồ sơ trước khi ký. " * 50}",' * 4),
    ],
    ids=["head", "notes"],
)
def test_a_template_that_leaves_no_room_for_a_row_gives_way_to_the_one_of_the_program(before: str, after: str) -> None:
    source = built_in(Letter.CONTROL_SLIP, "2025").source
    huge = read(Letter.CONTROL_SLIP, "phieu-kiem-soat.toml", source.replace(before, after))
    assert huge.source != source
    made = control_slip(SLIP, 1, huge)
    assert made == control_slip(SLIP, 1)
    assert faults(made) == []
