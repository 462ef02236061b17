"""Every paper says each field that the law or the desk asks of it, and its codes can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from onecua_desk.domain.explanation import Explanation
from onecua_desk.paper.apology import apology
from onecua_desk.paper.explanation import explanation
from onecua_desk.paper.fee_receipt import fee_receipt
from onecua_desk.paper.look import ROLL
from onecua_desk.paper.status import status
from onecua_desk.paper.stop import stop
from tests.paper.forms import drawn, said
from tests.paper.letter_samples import APOLOGY, CODE, EXPLANATION, FEE, STATUS, STOP
from tests.paper.samples import page_texts, scanned_codes
from tests.paper.test_notices import NOTICE


def test_form_04_of_2025_says_every_field() -> None:
    (page,) = page_texts(apology(APOLOGY))
    assert not said(
        page,
        "ỦY BAN NHÂN DÂN XÃ SUỐI TRONG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
        "Số: 261102-2007/PXL",
        "Suối Trong, ngày 23 tháng 11 năm 2026",
        "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT",
        "Kính gửi: Đặng Thị Ngọc Bích",
        "Địa chỉ: Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
        "Số điện thoại: 0912 345 678; Email: ngocbich@example.vn",
        "Ngày 02/11/2026, Ủy ban nhân dân xã Suối Trong tiếp nhận hồ sơ của Ông/Bà qua Trung tâm Phục vụ",
        "Nội dung yêu cầu giải quyết: Đăng ký biến động quyền sử dụng đất",
        "Mã hồ sơ: H02.15.23-261123-2007",
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 24/11/2026",
        "Tuy nhiên Ủy ban nhân dân xã Suối Trong không thể trả kết quả giải quyết hồ sơ",
        "ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả.",
        "Lý do: Phải xác minh nguồn gốc thửa đất",
        "gây phiền hà, tốn kém chi phí, công sức",
        "đề nghị được gia hạn thời gian giải quyết",
        "17 giờ 00 phút, ngày 01 tháng 12 năm 2026.",
        "Trân trọng./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
        "Nguyễn Văn Trung",
    )


def test_form_04_of_2018_has_its_own_title_and_asks_for_no_extension() -> None:
    (page,) = page_texts(apology(replace(APOLOGY, ruleset="2018", parent="UBND tỉnh Bắc Ninh")))
    assert not said(page, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", "UBND TỈNH BẮC NINH", "01 tháng 12 năm 2026")
    assert "gia hạn" not in page


def test_form_05_says_every_field() -> None:
    (page,) = page_texts(stop(STOP))
    assert not said(
        page,
        "ỦY BAN NHÂN DÂN XÃ SUỐI TRONG",
        "Số: 261102-2007/TBDG",
        "Suối Trong, ngày 23 tháng 11 năm 2026",
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Kính gửi: Đặng Thị Ngọc Bích",
        "Số định danh cá nhân: 034186001234",
        "Nội dung yêu cầu giải quyết: Đăng ký biến động quyền sử dụng đất",
        "Mã hồ sơ: H02.15.23-261123-2007",
        "Căn cứ: Quyết định số 12/QĐ-TA ngày 20/11/2026",
        "dừng giải quyết hồ sơ nêu trên kể từ ngày 23 tháng 11 năm 2026.",
        "Lý do: Thửa đất đang có tranh chấp, Tòa án đã thụ lý vụ án",
        "công chức Lê Thị Mai, số điện thoại 0222 3888 999",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    )


def test_the_explanation_says_to_whom_how_late_why_and_what_was_done() -> None:
    (page,) = page_texts(explanation(EXPLANATION))
    assert not said(
        page,
        "UBND XÃ SUỐI TRONG",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ SUỐI TRONG",
        "Số: 261102-2007/BC",
        "Suối Trong, ngày 03 tháng 12 năm 2026",
        "BÁO CÁO GIẢI TRÌNH HỒ SƠ QUÁ HẠN",
        "Kính gửi: UBND xã Suối Trong",
        "Mã hồ sơ: H02.15.23-261123-2007",
        "Người nộp hồ sơ: Đặng Thị Ngọc Bích",
        "Thủ tục: Đăng ký biến động quyền sử dụng đất",
        "Cơ quan giải quyết: Ủy ban nhân dân xã Suối Trong; nơi xử lý: Địa chính - Xây dựng",
        "Tiếp nhận lúc: 09 giờ 41 phút, ngày 02/11/2026",
        "Hẹn trả kết quả lúc: 17 giờ 00 phút, ngày 24/11/2026",
        "Đã xin lỗi và hẹn lại lúc: 17 giờ 00 phút, ngày 01/12/2026",
        "Tình hình: Có kết quả lúc 15 giờ 20 phút, ngày 02/12/2026",
        "Quá hạn: 6 ngày làm việc, tính từ 17 giờ 00 phút, ngày 24/11/2026",
        "Nguyên nhân: Phải xác minh, hồ sơ phức tạp",
        "Nội dung giải trình: Mưa lũ kéo dài nên chưa đo đạc được",
        "Biện pháp khắc phục: Đã bố trí thêm một cán bộ đo đạc",
        "NGƯỜI GIẢI TRÌNH",
        "Lê Thị Mai",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
        "Nguyễn Văn Trung",
    )


LATE = replace(EXPLANATION, again=None, ended=None, outcome="", remedy="", days_late=0)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (replace(LATE, at=datetime(2026, 11, 24, 17, 20)), "Quá hạn: 20 phút, tính từ 17 giờ 00 phút"),
        (replace(LATE, at=datetime(2026, 11, 24, 19, 5)), "Quá hạn: 2 giờ 05 phút, tính từ 17 giờ 00 phút"),
        (LATE, "Quá hạn: từ 17 giờ 00 phút, ngày 24/11/2026"),
        (LATE, "Tình hình: Đến 09 giờ 05 phút, ngày 03/12/2026 chưa có kết quả"),
        (replace(LATE, ended=LATE.at, outcome="Dừng giải quyết"), "Tình hình: Dừng giải quyết lúc 09 giờ 05 phút"),
    ],
    ids=["minutes", "hours", "days that nobody counted", "still late", "stopped"],
)
def test_the_explanation_says_no_more_than_is_known(value: Explanation, words: str) -> None:
    (page,) = page_texts(explanation(value))
    assert not said(page, words)
    assert not [word for word in ("hẹn lại", "khắc phục", "None") if word in page]


@pytest.mark.parametrize("size", ["A5", "large"])
def test_a_long_explanation_goes_on_under_the_heads_of_further_pages(size: str) -> None:
    long = replace(EXPLANATION, reason="Mưa lũ kéo dài nên chưa đo đạc được. " * 90)
    pages = page_texts(drawn("explanation", size, long))
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert not said(page, "Số: 261102-2007/BC", f"trang {number}/{len(pages)}")
    assert not said(pages[-1], "Báo cáo giải trình hồ sơ quá hạn", "NGƯỜI GIẢI TRÌNH", "Nguyễn Văn Trung")


def test_the_fee_receipt_says_the_sum_in_figures_and_words_on_both_copies() -> None:
    pages = page_texts(fee_receipt(FEE))
    assert len(pages) == 2
    assert ["Liên 1: Lưu" in pages[0], "Liên 2: Giao người nộp" in pages[1]] == [True, True]
    for page in pages:
        assert not said(
            page,
            "PHIẾU THU PHÍ, LỆ PHÍ",
            "Người nộp tiền: Đặng Thị Ngọc Bích",
            "Mã hồ sơ: H02.15.23-261123-2007",
            "STT Nội dung thu Hình thức Biên lai số Số tiền (đ)",
            "Tiền mặt",
            "18.000",
            "32.000",
            "Tổng số tiền: 50.000 đ",
            "Bằng chữ: Năm mươi nghìn đồng",
            "Miễn, giảm: giảm 50 %: hộ cận nghèo",
            "Còn phải thu: 4.000 đ",
            "NGƯỜI NỘP TIỀN",
            "NGƯỜI THU TIỀN",
            "Lê Thị Mai",
            "không thay cho biên lai",
        )
        assert "AB/26P" in page
        assert "0001234" in page


def test_the_roll_of_the_fee_receipt_is_one_copy_with_the_receipts_number() -> None:
    (page,) = page_texts(fee_receipt(FEE, look=ROLL))
    assert "Liên" not in page
    assert not said(page, "18.000 đ (tiền mặt, biên lai số AB/26P 0001234)", "Bằng chữ: Năm mươi nghìn đồng")


@pytest.mark.parametrize("size", ["A5", "large", "roll"])
def test_the_status_slip_answers_and_its_code_is_read(size: str, tmp_path: Path) -> None:
    pdf = drawn("status", size, replace(STATUS, number_note="Thay cho số tạm H02.15.23-261123-R2094105"))
    assert not said(
        page_texts(pdf)[0],
        CODE,
        "Thay cho số tạm",
        "Tình trạng lúc 09 giờ 41 phút, ngày 23/11/2026: Hồ sơ đang được Phòng Kinh tế giải quyết",
        "Hẹn trả kết quả: 17 giờ 00 phút, ngày 25/11/2026",
        "1. Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "3. 32.000 đ lệ phí còn phải thu",
        "Cán bộ trả lời: Lê Thị Mai; điện thoại: 0222 3888 999",
    )
    assert f"QR-Code:{CODE}" in scanned_codes(pdf, 0, 203, tmp_path)
    if size != "roll":
        assert f"CODE-128:{CODE}" in scanned_codes(pdf, 0, 203, tmp_path)


def test_what_follows_nothing_begins_its_line_with_a_capital() -> None:
    (page,) = page_texts(status(replace(STATUS, official="")))
    assert not said(page, "Điện thoại: 0222 3888 999")


@pytest.mark.parametrize(("name", "label"), [("02", "NGƯỜI HƯỚNG DẪN"), ("03", "NGƯỜI NỘP HỒ SƠ")])
def test_the_roll_says_what_the_sheet_says(name: str, label: str) -> None:
    value = replace(NOTICE, code=CODE)
    (page,) = page_texts(drawn(name, "roll", value))
    assert not said(page, "Số: 12-Q1/", "Suối Trong, ngày 23 tháng 11 năm 2026", NOTICE.applicant, NOTICE.reason, label)
    assert not said(page, *(NOTICE.missing if name == "02" else ()))
