"""The hand-out says everything that the guide says, on as many A5 pages as it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.domain.guide import Guide, GuidePaper, GuidePapers, GuideTime
from onecua_desk.paper.guide import LARGE, NORMAL, hand_out
from onecua_desk.paper.look import Look
from tests.paper.samples import page_texts, squeezed

GUIDE = Guide(
    parent="UBND xã Suối Trong",
    centre="Trung tâm Phục vụ hành chính công xã Suối Trong",
    place="Suối Trong",
    at=datetime(2026, 11, 23, 9, 41),
    code="1.004873",
    name="Cấp Giấy xác nhận tình trạng hôn nhân",
    field="Hộ tịch",
    channel="Trực tiếp tại quầy",
    case="Thông thường",
    times=(GuideTime((), "3 ngày làm việc", datetime(2026, 11, 27, 17), "nghỉ 24/11 (Ngày Văn hóa Việt Nam)"),),
    papers=(
        GuidePapers("", (GuidePaper("Tờ khai theo mẫu", "1 tờ khai"), GuidePaper("Thẻ căn cước", "xuất trình"))),
        GuidePapers("Thêm, nếu thuộc trường hợp ghi ở từng giấy", (GuidePaper("Bản án", "2 bản sao", "còn rõ"),)),
    ),
    fees=("15.000 đ/trường hợp", "Diện miễn: Không thu"),
    decided_by="UBND xã Suối Trong",
    legal_basis=("60/2014/QH13", "123/2015/NĐ-CP"),
    note="Giá trị 6 tháng kể từ ngày cấp",
)
BARE = replace(
    GUIDE, place="", case="", times=(GuideTime((), "", None, ""),), papers=(), fees=(), decided_by="",
    legal_basis=(), note="",
)  # fmt: skip
MANY = tuple(
    GuidePaper(f"Giấy số {n} " + "do cơ quan có thẩm quyền cấp " * (n % 5 + 1), "1 bản sao") for n in range(40)
)
LOOKS = pytest.mark.parametrize("look", [NORMAL, LARGE], ids=["normal", "large"])


@LOOKS
def test_the_hand_out_says_every_answer(look: Look) -> None:
    text = squeezed(" ".join(page_texts(hand_out(GUIDE, look))))
    for line in (
        "HƯỚNG DẪN THỦ TỤC HÀNH CHÍNH",
        "Cấp Giấy xác nhận tình trạng hôn nhân",
        "1.004873 · Hộ tịch · nộp trực tiếp tại quầy",
        "Trường hợp: Thông thường",
        "1 Tờ khai theo mẫu 1 tờ khai",
        "2 Thẻ căn cước xuất trình",
        "Thêm, nếu thuộc trường hợp ghi ở từng giấy:",
        "Bản án (còn rõ)",
        "2 bản sao",
        "3 ngày làm việc. Nếu nộp đủ giấy tờ lúc 09:41 ngày 23/11/2026 thì hẹn trả 17:00 thứ Sáu 27/11/2026",
        "(nghỉ 24/11 (Ngày Văn hóa Việt Nam)).",
        "15.000 đ/trường hợp",
        "Diện miễn: Không thu",
        "Cơ quan quyết định: UBND xã Suối Trong.",
        "5. Lưu ý Giá trị 6 tháng kể từ ngày cấp",
        "6. Căn cứ pháp lý 60/2014/QH13; 123/2015/NĐ-CP",
    ):
        assert squeezed(line) in text, line


def test_what_the_catalogue_does_not_know_is_said_and_not_left_out() -> None:
    (page,) = page_texts(hand_out(BARE))
    for sentence in ("chưa ghi giấy tờ", "chưa ghi mức thu", "cán bộ nhận hồ sơ hẹn ngày."):
        assert sentence in page
    for heading in ("Lưu ý", "Căn cứ pháp lý", "Cơ quan quyết định", "Trường hợp"):
        assert heading not in page


@LOOKS
def test_forty_papers_flow_over_pages_and_none_is_lost(look: Look) -> None:
    pdf = hand_out(replace(GUIDE, papers=(GuidePapers("", MANY),)), look)
    pages = page_texts(pdf)
    assert len(pages) > 1
    whole = squeezed(" ".join(pages))
    assert all(f"Giấysố{n}do" in whole for n in range(40))
    for number, page in enumerate(pages, start=1):
        assert f"trang {number}/{len(pages)}" in page
        assert "1.004873" in page


@LOOKS
def test_nothing_stands_beyond_the_margins(look: Look) -> None:
    long = replace(GUIDE, name=GUIDE.name * 8, papers=(GuidePapers("Trường hợp: " + "dài " * 40, MANY[:3]),))
    with pdfplumber.open(BytesIO(hand_out(long, look))) as document:
        for page in document.pages:
            assert (round(page.width), round(page.height)) == (420, 595)
            assert all(word["x0"] >= 39 and word["x1"] <= page.width - 27 for word in page.extract_words())
            assert all(word["top"] >= 14 and word["bottom"] <= page.height - 10 for word in page.extract_words())


def test_large_type_is_a_good_deal_larger() -> None:
    def size_of(look: Look) -> float:
        with pdfplumber.open(BytesIO(hand_out(GUIDE, look))) as document:
            letters = [letter for page in document.pages for letter in page.chars]
        text = "".join(letter["text"] for letter in letters)
        return float(letters[text.index("Diện miễn")]["size"])

    assert size_of(LARGE) >= 1.39 * size_of(NORMAL)


def test_a_short_guide_is_one_page() -> None:
    assert len(page_texts(hand_out(GUIDE))) == 1


def test_the_same_guide_gives_the_same_bytes_in_another_process() -> None:
    again = "from tests.paper.test_guide import GUIDE; from onecua_desk.paper.guide import hand_out; import hashlib;"
    command = [sys.executable, "-c", again + "print(hashlib.sha256(hand_out(GUIDE)).hexdigest())"]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    root = Path(__file__).parents[2]
    other = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    assert sha256(hand_out(GUIDE)).hexdigest() == other.stdout.strip()


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=200))
def test_whatever_the_catalogue_holds_becomes_a_paper(name: str, paper: str, note: str) -> None:
    odd = GuidePapers(paper, (GuidePaper(paper, name[:20], note),))
    guide = replace(GUIDE, name=name, papers=(odd,), note=note, fees=(note,), legal_basis=(name,))
    assert hand_out(guide).startswith(b"%PDF")
    assert hand_out(guide, LARGE).startswith(b"%PDF")
