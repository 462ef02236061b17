"""The slip on A4 with two copies, on a roll and in large type, and the trial page: whole, legible, scannable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest

from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.paper import trial_page as trial
from onecua_desk.paper.look import LARGE
from onecua_desk.paper.pair import pair
from onecua_desk.paper.slip import slip
from onecua_desk.paper.slip_roll import slip_roll
from onecua_desk.paper.trial_page import TrialPaper, trial_page
from tests.paper.samples import BARE, RECEIPT, page_texts, scanned_codes, squeezed

A4 = (595, 842)
ACROSS = (842, 595)
FORTY = tuple(PaperLine(f"Giấy tờ số {n}: " + "văn bản xác nhận " * (n % 5 + 1), "Bản chính", n) for n in range(1, 41))
LONG = replace(
    RECEIPT,
    papers=FORTY,
    applicant="Công Tằng Tôn Nữ Hoàng Ngọc Thiên Hương " * 4,
    address="Số 12, ngõ 34, " * 20,
    procedure=RECEIPT.procedure * 4,
    official="Nguyễn Thị Hằng " * 5,
    centre="Trung tâm Phục vụ hành chính công đặc khu " + "Suối Trong " * 6,
)
PROVISIONAL = replace(RECEIPT, code="H02.15.23-261123-R2094105")
NUMBERED = replace(RECEIPT, provisional=PROVISIONAL.code)
LONGEST = replace(RECEIPT, code="ABCDEFG.HIJKLMN.OPQRSTU.VWXYZ01.234-261123-R2094105")


def large(receipt: Receipt, reprint: int = 0) -> bytes:
    return slip(receipt, reprint, LARGE)


def paired(receipt: Receipt, reprint: int = 0) -> bytes:
    return pair(slip(receipt, reprint), copies=2)


LAYOUTS = pytest.mark.parametrize("draw", [paired, large, slip_roll], ids=["A4, two copies", "large type", "roll"])


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [(round(width), round(height)) for width, height in (page.get_size() for page in document)]


def type_size(pdf: bytes, words: str) -> float:
    """In points, of the largest that ``words`` stand in."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return max(float(found["chars"][0]["size"]) for found in document.pages[0].search(words))


@LAYOUTS
@pytest.mark.parametrize("receipt", [LONG, PROVISIONAL, NUMBERED, LONGEST], ids=["long", "provisional", "both", "unit"])
def test_no_two_lines_overlap_and_nothing_leaves_the_paper(draw: Callable[[Receipt], bytes], receipt: Receipt) -> None:
    with pdfplumber.open(BytesIO(draw(receipt))) as document:
        for page in document.pages:
            words = page.extract_words()
            assert all(word["x0"] > 11 and word["x1"] < page.width - 11 for word in words)
            assert all(word["top"] > 5 and word["bottom"] < page.height - 5 for word in words)
            boxes = [(word["x0"], word["x1"], word["bottom"]) for word in words]
            for x0, x1, bottom in boxes:
                near = [b for b in boxes if b[0] < x1 - 1 and b[1] > x0 + 1 and 0.5 < abs(b[2] - bottom) < 6]
                assert near == []


@LAYOUTS
def test_the_code_is_read_by_a_scanner(draw: Callable[[Receipt], bytes], tmp_path: Path) -> None:
    assert f"QR-Code:{RECEIPT.code}" in scanned_codes(draw(RECEIPT), 0, 203, tmp_path)


@LAYOUTS
def test_a_provisional_code_says_that_it_is_one_and_is_read_by_a_scanner(
    draw: Callable[[Receipt], bytes], tmp_path: Path
) -> None:
    pdf = draw(PROVISIONAL)
    said = squeezed("SỐ TẠM – số chính thức sẽ được cấp khi có đường truyền")
    assert said in squeezed(page_texts(pdf)[0])
    assert f"QR-Code:{PROVISIONAL.code}" in scanned_codes(pdf, 0, 203, tmp_path)
    assert said not in squeezed(page_texts(draw(RECEIPT))[0])


@LAYOUTS
def test_a_reprint_with_the_official_code_names_the_provisional_one_that_was_printed(
    draw: Callable[[Receipt], bytes], tmp_path: Path
) -> None:
    pdf = draw(NUMBERED)
    assert squeezed(f"Thay cho số tạm {PROVISIONAL.code}") in squeezed(page_texts(pdf)[0])
    assert f"QR-Code:{RECEIPT.code}" in scanned_codes(pdf, 0, 203, tmp_path)


@LAYOUTS
def test_a_reprint_is_marked(draw: Callable[..., bytes]) -> None:
    assert "Bản in lại" not in page_texts(draw(RECEIPT))[0]
    assert "Bản in lại lần 3" in page_texts(draw(RECEIPT, 3))[0]


@LAYOUTS
def test_a_bare_receipt_prints_no_label_without_an_answer(draw: Callable[[Receipt], bytes]) -> None:
    page = page_texts(draw(BARE))[0]
    for label in ("Địa chỉ", "Phí, lệ phí", "Giấy tờ đã nhận", "Cán bộ tiếp nhận:"):
        assert label not in page


@LAYOUTS
def test_the_same_receipt_says_the_same_again(draw: Callable[[Receipt], bytes]) -> None:
    assert page_texts(draw(RECEIPT)) == page_texts(draw(RECEIPT))


def test_two_copies_share_one_sheet_of_a4_with_a_line_to_cut_between() -> None:
    pdf = paired(RECEIPT)
    assert sizes(pdf) == [ACROSS]
    with pdfplumber.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        left, right = page.crop((0, 0, 420, 595)), page.crop((421, 0, 841, 595))
        assert "Liên 1: Lưu" in left.extract_text()
        assert "Liên 2: Giao khách hàng" in right.extract_text()
        assert [round(line["x0"]) for line in page.lines if line["height"] > 590] == [421]


def test_the_same_page_of_both_copies_shares_a_sheet_when_there_are_several() -> None:
    whole, sheets = page_texts(slip(LONG)), page_texts(paired(LONG))
    each = len(whole) // 2
    assert each > 1
    assert len(sheets) == each
    for number, sheet in enumerate(sheets):
        for page in (whole[number], whole[each + number]):
            assert set(page.split()) <= set(sheet.split())


def test_a_form_of_one_copy_stands_on_its_sheet_twice_and_a4_stays_as_it_is() -> None:
    with pypdfium2.PdfDocument(slip(RECEIPT)) as both, pypdfium2.PdfDocument.new() as one:
        one.import_pages(both, [0])
        buffer = BytesIO()
        one.save(buffer)
    (sheet,) = page_texts(pair(buffer.getvalue(), copies=1))
    assert sheet.count("Liên 1: Lưu") == 2
    assert pair(large(RECEIPT), copies=2) == large(RECEIPT)


def test_large_type_is_large_on_a4_and_says_all_that_the_usual_slip_says() -> None:
    pdf = large(RECEIPT)
    assert sizes(pdf) == [A4, A4]
    assert type_size(pdf, "Tiếp nhận hồ sơ của") >= 1.6 * type_size(slip(RECEIPT), "Tiếp nhận hồ sơ của")
    assert sorted(squeezed(page_texts(pdf)[1])) == sorted(squeezed(page_texts(slip(RECEIPT))[1]))


def test_the_roll_is_one_page_of_80_mm_as_long_as_its_text() -> None:
    short, usual = sizes(slip_roll(BARE)), sizes(slip_roll(RECEIPT))
    assert [width for width, _ in (*short, *usual)] == [227, 227]
    assert short[0][1] < usual[0][1]
    (page,) = page_texts(slip_roll(RECEIPT))
    for words in (
        RECEIPT.code,
        "Người nộp: Đặng Thị Ngọc Bích",
        "Giấy tờ đã nhận: 3 loại",
        "- Bản sao cần chứng thực (4 trang) (Bản sao: 3)",
        "HẸN TRẢ KẾT QUẢ 17 giờ 00 23/11/2026",
        "Trả kết quả tại: Quầy 2",
        "Phí, lệ phí: 18.000 đ",
        "Cán bộ tiếp nhận: Lê Thị Mai",
    ):
        assert words in page
    assert RECEIPT.number not in page
    assert type_size(slip_roll(RECEIPT), "23/11/2026") > 15


def test_of_many_papers_the_roll_says_how_many() -> None:
    (page,) = page_texts(slip_roll(LONG))
    assert "Giấy tờ đã nhận: 40 loại" in page
    assert "Giấy tờ số 7" not in page


@pytest.mark.parametrize("paper", [trial.A5, trial.A4, trial.ROLL], ids=lambda paper: str(paper.name))
def test_the_trial_page_shows_edges_letters_and_codes_and_fits(paper: TrialPaper, tmp_path: Path) -> None:
    pdf = trial_page("Máy in quầy 2 " * 3, paper, datetime(2026, 11, 23, 9, 41))
    (text,) = page_texts(pdf)
    assert f"Giấy: {paper.name} Lúc: 09 giờ 41 phút, ngày 23/11/2026" in text
    assert "QR-Code:H02.15.23-261123-0001" in scanned_codes(pdf, 0, 203, tmp_path)
    with pdfplumber.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        edge = max(page.rects, key=lambda rect: float(rect["width"]))
        border = (edge["x0"], edge["top"], page.width - edge["x1"], page.height - edge["bottom"])
        assert border == pytest.approx((14.17,) * 4, abs=0.1)
        assert all(edge["top"] < word["top"] and word["bottom"] < edge["bottom"] for word in page.extract_words())
