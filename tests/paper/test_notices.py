"""Forms 02 and 03 say everything that the law asks for, and nothing is cut off or drawn over another thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pdfplumber
import pytest

from onecua_desk.domain.notice import Notice
from onecua_desk.domain.ruleset import RULE_SETS, FormKind
from onecua_desk.paper.look import LARGE, NORMAL, Look
from onecua_desk.paper.refusal import refusal
from onecua_desk.paper.supplement import supplement
from tests.paper.samples import page_texts, squeezed

Draw = Callable[..., bytes]
RULED = {"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"}
NOTICE = Notice(
    ruleset="2025",
    parent="UBND xã Suối Trong",
    centre="Trung tâm Phục vụ hành chính công xã Suối Trong",
    place="Suối Trong",
    number="12-Q1/HDHS",
    at=datetime(2026, 11, 23, 9, 41),
    applicant="Đặng Thị Ngọc Bích",
    procedure="Đăng ký khai sinh",
    official="Lê Thị Mai",
    citizen_number="034188001234",
    address="Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
    phone="0912 345 678",
    email="ngocbich@example.vn",
    missing=("Giấy chứng sinh: 01 bản chính", "Giấy tờ tùy thân còn giá trị: xuất trình bản chính"),
    reason="Chưa mang theo giấy chứng sinh",
    contact="0222 3888 999",
)
BARE = replace(NOTICE, citizen_number="", address="", phone="", email="", reason="", contact="", official="", place="")
FORTY = tuple(
    f"Giấy tờ số {n}: " + "văn bản xác nhận của cơ quan có thẩm quyền, " * (n % 4 + 1) + "01 bản chính"
    for n in range(1, 41)
)
CROWDED = replace(
    NOTICE,
    applicant="Công ty trách nhiệm hữu hạn một thành viên thương mại, dịch vụ và xây dựng tổng hợp Suối Trong " * 2,
    organisation=True,
    address="Số 12, ngõ 34, " * 20,
    centre="Trung tâm Phục vụ hành chính công phường Đồng Nguyên - Tương Giang - Châu Khê",
    procedure="Cấp giấy phép xây dựng sửa chữa, cải tạo đối với công trình cấp III, cấp IV " * 5,
    official="Nguyễn Phạm Hoàng Thị Phương Thảo Nguyên " * 2,
    code="H02.15.23-261123-2007",
    missing=FORTY,
    reason="Ẩ" * 120 + " và nội dung yêu cầu không thuộc thẩm quyền giải quyết của Ủy ban nhân dân xã" * 10,
)
both = pytest.mark.parametrize("draw", [supplement, refusal])


def test_form_02_says_every_field_of_the_law() -> None:
    (page,) = page_texts(supplement(replace(NOTICE, code="H02.15.23-261123-2007")))
    for line in (
        "UBND XÃ SUỐI TRONG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12-Q1/HDHS",
        "Suối Trong, ngày 23 tháng 11 năm 2026",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Trung tâm Phục vụ hành chính công xã Suối Trong:",
        "Tiếp nhận hồ sơ/yêu cầu của Ông/Bà: Đặng Thị Ngọc Bích",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh",
        "Mã hồ sơ: H02.15.23-261123-2007",
        "Số định danh cá nhân: 034188001234",
        "Địa chỉ: Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
        "Số điện thoại: 0912 345 678; Email: ngocbich@example.vn",
        "Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:",
        "1 Giấy chứng sinh: 01 bản chính",
        "2 Giấy tờ tùy thân còn giá trị: xuất trình bản chính",
        "Lý do: Chưa mang theo giấy chứng sinh",
        "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với công chức Lê Thị Mai, "
        "số điện thoại 0222 3888 999 để được hướng dẫn./.",
        "NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Lê Thị Mai",
    ):
        assert squeezed(line) in squeezed(page), line
    assert "NGƯỜI NỘP" not in page


def test_form_03_says_every_field_of_the_law() -> None:
    (page,) = page_texts(refusal(replace(NOTICE, number="3-Q1/TCHS", missing=(), reason="Không thuộc thẩm quyền.")))
    for line in (
        "Số: 3-Q1/TCHS",
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Trung tâm Phục vụ hành chính công xã Suối Trong:",
        "Tiếp nhận hồ sơ của: Đặng Thị Ngọc Bích",
        "Địa chỉ: Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh",
        "Số điện thoại: 0912 345 678; Email: ngocbich@example.vn",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh",
        "Qua xem xét, Bộ phận tiếp nhận hồ sơ của Trung tâm Phục vụ hành chính công xã Suối Trong thông báo không "
        "tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: Không thuộc thẩm quyền.",
        "Xin thông báo cho Ông/Bà được biết và thực hiện.",
        "liên hệ với công chức Lê Thị Mai, số điện thoại 0222 3888 999 để được hướng dẫn./.",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ):
        assert squeezed(line) in squeezed(page), line


@both
def test_what_is_not_known_leaves_dots_to_write_on(draw: Draw) -> None:
    (page,) = page_texts(draw(BARE))
    for label in ("Địa chỉ:", "Số điện thoại:", "công chức", "số điện thoại"):
        assert page.partition(label)[2].lstrip().startswith("......"), label
    assert "Email" not in page
    assert "Số định danh" not in page
    assert "Ngày 23 tháng 11 năm 2026" in page


@both
def test_an_email_alone_stands_under_its_own_name(draw: Draw) -> None:
    (page,) = page_texts(draw(replace(NOTICE, phone="")))
    assert "Email: ngocbich@example.vn" in page
    assert "Số điện thoại:" not in page


@both
def test_an_organisation_is_spoken_of_as_one(draw: Draw) -> None:
    (page,) = page_texts(draw(replace(NOTICE, organisation=True, citizen_number="0101234567-001")))
    assert "Mã số thuế: 0101234567-001" in page
    assert "Ông/Bà" not in page
    assert "quý cơ quan, tổ chức" in page


@pytest.mark.parametrize("look", [NORMAL, LARGE])
def test_forty_papers_are_all_listed_over_several_pages_with_their_head_again(look: Look) -> None:
    pdf = supplement(replace(NOTICE, missing=FORTY), look=look)
    pages = page_texts(pdf)
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"trang {number}/{len(pages)}" in page
    for page in pages[1:]:
        assert "Số: 12-Q1/HDHS · Đặng Thị Ngọc Bích" in page
    with pdfplumber.open(BytesIO(pdf)) as document:
        rows = [row for page in document.pages for table in page.extract_tables(RULED) for row in table]
    listed = [row for row in rows if row[0] != "TT"]
    assert [squeezed(row[1] or "") for row in listed] == [squeezed(text) for text in FORTY]
    assert "NGƯỜI HƯỚNG DẪN" in pages[-1]
    assert "để được hướng dẫn./." in pages[-1]


@both
@pytest.mark.parametrize("look", [NORMAL, LARGE])
def test_no_text_leaves_the_margins_or_lies_on_another(draw: Draw, look: Look) -> None:
    with pdfplumber.open(BytesIO(draw(CROWDED, 3, look))) as document:
        for page in document.pages:
            assert all(char["x0"] > 14 and char["x1"] < page.width - 14 for char in page.chars)
            assert all(char["top"] > 10 and char["bottom"] < page.height - 10 for char in page.chars)
            boxes = [(word["x0"], word["x1"], word["bottom"]) for word in page.extract_words()]
            for x0, x1, bottom in boxes:
                near = [b for b in boxes if b[0] < x1 - 1 and b[1] > x0 + 1 and 0.5 < abs(b[2] - bottom) < 6.5]
                assert near == []
    texts = (CROWDED.applicant, CROWDED.address, CROWDED.procedure, CROWDED.reason, CROWDED.official)
    # A reason may go on behind the head of a further page.
    printed = Counter(squeezed("".join(page_texts(draw(CROWDED, 3, look)))))
    assert Counter(squeezed("".join(texts))) - printed == Counter()


@both
def test_a_reprint_says_which_and_moves_nothing(draw: Draw) -> None:
    first, again = page_texts(draw(NOTICE)), page_texts(draw(NOTICE, 2))
    assert "Bản in lại" not in first[0]
    assert again[0].replace("Bản in lại lần 2", "").split() == first[0].split()


@both
def test_the_same_notice_gives_the_same_bytes_and_its_name_says_nothing_of_the_citizen(draw: Draw) -> None:
    pdf = draw(NOTICE)
    assert pdf == draw(NOTICE)
    with pdfplumber.open(BytesIO(pdf)) as document:
        assert (document.pages[0].width, document.pages[0].height) == pytest.approx((419.5, 595.3), abs=0.1)
        told = document.metadata
    assert told["Title"].endswith(" 12-Q1/HDHS")
    assert "Bích" not in str(told)


@pytest.mark.parametrize(("draw", "form"), [(supplement, FormKind.SUPPLEMENT), (refusal, FormKind.REFUSAL)])
@pytest.mark.parametrize("rules", RULE_SETS, ids=lambda rules: rules.id)
def test_the_title_is_that_of_the_rule_set(draw: Draw, form: FormKind, rules) -> None:
    (page,) = page_texts(draw(replace(NOTICE, ruleset=rules.id)))
    assert rules.forms[form].title.upper() in page


@both
def test_large_type_is_for_a4(draw: Draw) -> None:
    pdf = draw(NOTICE, look=LARGE)
    with pdfplumber.open(BytesIO(pdf)) as document:
        (page,) = document.pages
        assert (page.width, page.height) == pytest.approx((595.3, 841.9), abs=0.1)
        names = [char["size"] for char in page.chars if char["size"] > 15]
    assert len(names) > 200
