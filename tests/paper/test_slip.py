"""The appointment slip says everything, loses nothing, and is the same paper every time."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import fields, replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.pdftypes import resolve1

from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.paper.image import page_images
from onecua_desk.paper.slip import slip
from tests.paper.samples import BARE, RECEIPT, page_texts, scanned_codes, squeezed

#: Only drawn lines make a table, not the edges of the bars.
RULED = {"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"}
FORTY = tuple(
    PaperLine(f"Giấy tờ số {n}: " + "văn bản xác nhận của cơ quan có thẩm quyền " * (n % 4 + 1), "Bản chính", n)
    for n in range(1, 41)
)


def test_both_copies_say_every_value_in_composed_letters() -> None:
    pages = page_texts(slip(replace(RECEIPT, representative="Trần Văn Tám, căn cước 034086005678")))
    assert len(pages) == 2
    for page in pages:
        assert page == unicodedata.normalize("NFC", page)
        for line in (
            "UBND XÃ SUỐI TRONG",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Suối Trong, ngày 23 tháng 11 năm 2026",
            "Số: ..................../TTPVHCC",
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            "Mã hồ sơ: H02.15.23-261123-2007",
            "Tiếp nhận hồ sơ của: Đặng Thị Ngọc Bích",
            "034186001234",
            "Địa chỉ: Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
            "Số điện thoại: 0912 345 678; Email: ngocbich@example.vn",
            "Người được ủy quyền: Trần Văn Tám, căn cước 034086005678",
            f"Nội dung yêu cầu giải quyết: {RECEIPT.procedure}",
            "2 Bản sao cần chứng thực (4 trang) Bản sao 3",
            "2. Số lượng hồ sơ: 01 (bộ)",
            "3. Thời gian giải quyết hồ sơ theo quy định là: trong ngày làm việc",
            "4. Thời gian nhận hồ sơ: 09 giờ 41 phút, ngày 23/11/2026",
            "5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 23/11/2026",
            "6. Đăng ký nhận kết quả tại: Quầy 2, Trung tâm Phục vụ hành chính công xã Suối Trong",
            "7. Phí, lệ phí (nếu có): 18.000 đ",
            "Lê Thị Mai",
            "được lập thành 2 liên",
        ):
            assert line in page
    assert "(Liên 1: Lưu)" in pages[0]
    assert "(Liên 2: Giao khách hàng)" in pages[1]


def test_a_value_that_is_missing_leaves_no_label_without_an_answer() -> None:
    page = page_texts(slip(BARE))[0]
    for label in ("Địa chỉ", "Số điện thoại", "Email", "Số định danh", "Phí, lệ phí", "ủy quyền"):
        assert label not in page
    for dotted in ("nộp gồm: ....", "quy định là: ....", "nhận kết quả tại: ...."):
        assert dotted in page
    assert "5. Thời gian trả kết quả giải quyết hồ sơ: cán bộ sẽ thông báo sau" in page


def test_a_dossier_of_2018_keeps_the_name_of_the_desk_of_its_day() -> None:
    centre = "Bộ phận Tiếp nhận và Trả kết quả xã Suối Trong"
    old = replace(RECEIPT, ruleset="2018", centre=centre, return_at="tại nhà")
    page = page_texts(slip(old))[0]
    assert "lưu tại Bộ phận Tiếp nhận và Trả kết quả;" in page
    assert "..../BPTNTKQ" in page
    assert "Trung tâm" not in page


@pytest.mark.parametrize(
    "code", ["H02.15.23-261123-2007", "H02.15.23-261123-T2007", "000.17.22.H56-210531-0001", "H2.A-261123-00012"]
)
def test_a_scanner_reads_both_codes_at_150_dpi(code: str, tmp_path: Path) -> None:
    pdf = slip(replace(RECEIPT, code=code))
    for page in (0, 1):
        assert scanned_codes(pdf, page, 150, tmp_path) == {f"QR-Code:{code}", f"CODE-128:{code}"}


def test_the_longest_code_that_the_law_allows_is_read_at_300_dpi(tmp_path: Path) -> None:
    code = "ABCDEFG.HIJKLMN.OPQRSTU.VWXYZ01.234-261123-00001"
    assert scanned_codes(slip(replace(RECEIPT, code=code)), 0, 300, tmp_path) == {f"QR-Code:{code}", f"CODE-128:{code}"}


def test_the_same_receipt_gives_the_same_bytes_in_another_process() -> None:
    again = "from tests.paper.samples import RECEIPT; from onecua_desk.paper.slip import slip; import hashlib;"
    command = [sys.executable, "-c", again + "print(hashlib.sha256(slip(RECEIPT)).hexdigest())"]
    root = Path(__file__).parents[2]
    other = subprocess.run(
        command, cwd=root, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True
    )
    assert slip(RECEIPT) == slip(RECEIPT)
    assert sha256(slip(RECEIPT)).hexdigest() == other.stdout.strip()


def test_a_reprint_is_marked_on_every_page_and_nothing_else_changes() -> None:
    mark = "Bản in lại lần 2"
    long = replace(RECEIPT, papers=FORTY)
    first, second = page_texts(slip(long)), page_texts(slip(long, reprint=2))
    assert all(mark not in page for page in first)
    assert all(page.count(mark) == 1 for page in second)
    assert [squeezed(page.replace(mark, "")) for page in second] == [squeezed(page) for page in first]


def test_forty_papers_flow_over_pages_with_head_and_number_and_none_is_lost() -> None:
    pdf = slip(replace(RECEIPT, papers=FORTY))
    pages = page_texts(pdf)
    each = len(pages) // 2
    assert each > 2
    for number, page in enumerate(pages[:each], start=1):
        assert f"trang {number}/{each}" in page
        assert "Mã hồ sơ: H02.15.23-261123-2007" in page
        assert "(Liên 1: Lưu)" in page
    assert "NGƯỜI TIẾP NHẬN HỒ SƠ" in pages[each - 1]
    with pdfplumber.open(BytesIO(pdf)) as document:
        rows = [row for page in document.pages[:each] for table in page.extract_tables(RULED) for row in table]
    papers = [[" ".join((cell or "").split()) for cell in row] for row in rows if row[0] != "STT"]
    assert papers == [[str(n), line.name.strip(), line.kind, str(n)] for n, line in enumerate(FORTY, start=1)]


def test_text_stays_inside_the_margins_even_where_a_word_is_wider_than_the_page() -> None:
    pdf = slip(replace(RECEIPT, applicant="Ă" * 300, address="Số 12, ngõ 34, " * 60, official="Ế" * 90))
    with pdfplumber.open(BytesIO(pdf)) as document:
        for page in document.pages:
            assert all(char["x0"] > 14 and char["x1"] < page.width - 14 for char in page.chars)
            assert all(char["top"] > 10 and char["bottom"] < page.height - 10 for char in page.chars)


def test_no_two_lines_overlap_on_a_crowded_slip() -> None:
    crowded = replace(RECEIPT, papers=FORTY, address="Số 12, ngõ 34, " * 40, official="Nguyễn Thị Hằng " * 6)
    with pdfplumber.open(BytesIO(slip(crowded))) as document:
        for page in document.pages:
            boxes = [(word["x0"], word["x1"], word["bottom"]) for word in page.extract_words()]
            for x0, x1, bottom in boxes:
                near = [b for b in boxes if b[0] < x1 - 1 and b[1] > x0 + 1 and 0.5 < abs(b[2] - bottom) < 6.5]
                assert near == []


def test_every_font_is_embedded_and_the_file_is_small() -> None:
    pdf = slip(RECEIPT)
    assert len(pdf) < 50_000
    with pdfplumber.open(BytesIO(pdf)) as document:
        fonts = [
            resolve1(font) for page in document.pages for font in resolve1(page.page_obj.resources["Font"]).values()
        ]
    assert fonts
    for font in fonts:
        assert "FontFile2" in resolve1(font["FontDescriptor"])


def test_the_file_names_its_form_and_says_nothing_of_the_applicant() -> None:
    with pdfplumber.open(BytesIO(slip(RECEIPT))) as document:
        told = document.metadata
    assert told["Title"] == "Giấy tiếp nhận hồ sơ và hẹn trả kết quả H02.15.23-261123-2007"
    assert told["Author"] == RECEIPT.centre
    assert "Bích" not in str(told)


def test_a_preview_is_as_large_as_a5_and_white_at_the_edge() -> None:
    width, height, stride, pixels = next(page_images(slip(RECEIPT), 144))
    assert (width, height) == (840, 1191)
    assert stride >= width * 3
    assert len(pixels) == stride * height
    assert pixels[:3] == b"\xff\xff\xff"


def test_letters_that_no_face_has_are_seen_as_boxes_and_marks_of_direction_vanish() -> None:
    page = page_texts(slip(replace(RECEIPT, applicant="Lý \u202eA\u200f Sử\x00\x1b 李\nY\u0302 Êban \U0001f600")))[0]
    assert "Tiếp nhận hồ sơ của: Lý A Sử □ Ŷ Êban □" in page


def test_the_names_of_the_hill_peoples_are_drawn() -> None:
    name = "Y Krê\u0306 Niê, H'Ƀă ƀuôn Čư\u0306"
    assert squeezed(name.replace("Ƀ", "□")) in squeezed(page_texts(slip(replace(RECEIPT, applicant=name)))[0])


VIETNAMESE = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
LETTERS = st.sampled_from([*VIETNAMESE, *VIETNAMESE.upper(), *"bcghklmnpqrstvx0123456789 ,.;:()/'&<>%", " ", " "])
NOISE = st.sampled_from(["\x00", "\x07", "\u200b", "\u200f", "\u202e", "\u2066", "\ufeff", "\r\n", "\t"])
TEXTS = st.lists(st.one_of(LETTERS, LETTERS, LETTERS, NOISE), max_size=160).map("".join)
PAPERS = st.lists(st.builds(PaperLine, TEXTS, TEXTS, st.integers(0, 999)), max_size=6).map(tuple)
SPOKEN = ("applicant", "address", "procedure", "return_at", "fee", "limit", "official", "representative", "number")


@settings(max_examples=40, deadline=None)
@given(
    st.builds(
        Receipt,
        **{f.name: TEXTS for f in fields(Receipt) if f.type == "str"},
        papers=PAPERS,
        sets=st.integers(1, 99),
        received_at=st.datetimes(datetime(2018, 1, 1), datetime(2040, 1, 1)),
        due=st.none() | st.datetimes(datetime(2018, 1, 1), datetime(2040, 1, 1)),
    ),
    st.integers(0, 12),
)
def test_no_letter_of_any_value_is_lost(receipt: Receipt, reprint: int) -> None:
    receipt = replace(receipt, ruleset="2025", code=RECEIPT.code)
    pages = page_texts(slip(receipt, reprint))
    for copy in (pages[: len(pages) // 2], pages[len(pages) // 2 :]):
        printed = Counter(squeezed("".join(copy)))
        values = [getattr(receipt, name) for name in SPOKEN] + [line.name + line.kind for line in receipt.papers]
        written = Counter(letter for letter in squeezed("".join(values)) if unicodedata.category(letter)[0] != "C")
        assert written - printed == Counter()


def test_an_ordinary_dossier_of_six_papers_takes_one_page_a_copy_and_notes_never_stand_alone() -> None:
    line = PaperLine("Tờ khai đăng ký theo mẫu quy định", "Bản chính", 1)
    assert len(page_texts(slip(replace(RECEIPT, papers=(line,) * 6)))) == 2
    for count in range(7, 30):
        last = page_texts(slip(replace(RECEIPT, papers=(line,) * count)))[-1]
        assert "NGƯỜI NỘP HỒ SƠ" in last
        assert "Ghi chú:" in last
