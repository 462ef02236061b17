"""Where the lines of a paper end, what hangs behind a dash, and how large the small print is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pdfplumber
import pytest

from onecua_desk.paper.apology import apology
from onecua_desk.paper.fonts import REGULAR, width
from onecua_desk.paper.guide import LARGE as LARGE_GUIDE
from onecua_desk.paper.guide import hand_out
from onecua_desk.paper.head import capitals
from onecua_desk.paper.lines import Run, wrap
from onecua_desk.paper.look import LARGE, NORMAL, Look
from onecua_desk.paper.slip import slip
from onecua_desk.paper.words import unbroken
from tests.paper.forms import drawn, said
from tests.paper.letter_samples import APOLOGY, FEE
from tests.paper.samples import RECEIPT, page_texts
from tests.paper.test_guide import GUIDE
from tests.paper.test_guide import MANY as MANY_PAPERS
from tests.paper.test_notices import NOTICE
from tests.paper.test_slip import FORTY

JOINED = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "whole",
    [
        "17 giờ 00 phút", "ngày 05 tháng 02 năm 2026", "Ngày 23 tháng 11 năm 2026", "ngày 23/11/2026",
        "09:41 23/11/2026", "09:41 ngày 23/11/2026", "0912 345 678", "0222 3888 999", "034 186 001 234",
        "AB/26P 0001234", "50.000 đ", "50 %",
    ],
)  # fmt: skip
def test_what_is_read_at_one_glance_is_not_broken(whole: str) -> None:
    assert unbroken(f"là {whole}, rồi") == f"là {whole.replace(' ', JOINED)}, rồi"


@pytest.mark.parametrize("words", ["Tổ dân phố số 5", "còn 2 ngày làm việc", "gồm 3 giấy tờ, 12 trang", "Quầy 2"])
def test_other_words_with_figures_are_broken_as_ever(words: str) -> None:
    assert unbroken(words) == words


def test_where_a_line_is_too_narrow_joined_words_part_before_any_letter_does() -> None:
    moment = unbroken("17 giờ 00 phút, ngày 23/11/2026")
    lines = wrap([Run(moment)], 10, width("23/11/2026", REGULAR, 10) + 1)
    assert [line.runs[0].text for line in lines] == ["17 giờ 00", "phút, ngày", "23/11/2026"]


def test_a_head_in_capitals_breaks_behind_a_dash() -> None:
    assert capitals("Chi nhánh Suối Trong - Đồng Nguyên") == f"CHI NHÁNH SUỐI TRONG{JOINED}- ĐỒNG NGUYÊN"


@pytest.mark.parametrize("ruleset", ["2018", "2025"])
@pytest.mark.parametrize(("minutes", "late"), [(-1, False), (0, True), (1, True)])
def test_form_04_says_that_the_result_is_late_only_from_the_appointment_on(
    ruleset: str, minutes: int, late: bool
) -> None:
    at = APOLOGY.due_before + timedelta(minutes=minutes)
    (page,) = page_texts(apology(replace(APOLOGY, ruleset=ruleset, at=at)))
    sentences = ("Tuy nhiên đến nay Ủy ban nhân dân xã Suối Trong chưa trả", "Trong không thể trả kết quả")
    assert [not said(page, sentence) for sentence in sentences] == [late, not late]


@pytest.mark.parametrize("letters", range(1, 40))
def test_no_line_ends_inside_a_day_an_hour_or_a_telephone(letters: int) -> None:
    value = replace(APOLOGY, reason="a" * letters + " ngày 05 tháng 02 năm 2026, 09:41 ngày 06/02/2026, 0222 3888 999")
    for look in (NORMAL, LARGE):
        with pdfplumber.open(BytesIO(apology(value, look=look))) as document:
            page = "\n".join(page.extract_text() for page in document.pages)
        for whole in (
            "17 giờ 00 phút,", "ngày 24/11/2026", "ngày 01 tháng 12 năm 2026", "ngày 05 tháng 02 năm 2026",
            "09:41 ngày 06/02/2026", "0222 3888 999",
        ):  # fmt: skip
            assert whole in page


@pytest.mark.parametrize("size", ["A5", "large"])
def test_a_row_of_the_fee_receipt_keeps_its_receipt_number_and_its_moment_whole(size: str) -> None:
    with pdfplumber.open(BytesIO(drawn("fee receipt", size, FEE))) as document:
        page = document.pages[0].extract_text()
    assert "AB/26P 0001234" in page
    assert "09:41 23/11/2026" in page


@pytest.mark.parametrize("size", ["A5", "large", "roll"])
def test_people_sign_at_one_height(size: str) -> None:
    with pdfplumber.open(BytesIO(drawn("03", size, NOTICE))) as document:
        notes = [word for word in document.pages[0].extract_words() if word["text"] == "(Ký"]
    assert len(notes) == 2
    assert notes[0]["top"] == pytest.approx(notes[1]["top"], abs=0.1)


@pytest.mark.parametrize("size", ["A5", "large"])
def test_who_else_gets_the_paper_hangs_behind_a_dash(size: str) -> None:
    with pdfplumber.open(BytesIO(drawn("04", size, replace(APOLOGY, centre=APOLOGY.centre * 2)))) as document:
        page = document.pages[-1]
        words = page.crop((0, 0, page.width / 2, page.height)).extract_words()
    told = words[next(place for place, word in enumerate(words) if word["text"] == "Nơi") + 2 :]
    lines = [[word for word in told if word["bottom"] == bottom] for bottom in sorted({one["bottom"] for one in told})]
    starts = [round(min(word["x0"] for word in line), 1) for line in lines]
    dashed = [any(word["text"].startswith("-") for word in line) for line in lines]
    assert dashed.count(True) == 3
    assert len({start for start, dash in zip(starts, dashed, strict=True) if dash}) == 1
    assert {start > starts[0] + 4 for start, dash in zip(starts, dashed, strict=True) if not dash} == {True}


@pytest.mark.parametrize(("look", "scale"), [(NORMAL, 1.0), (LARGE, 1.2)], ids=["A5", "large"])
def test_notes_running_heads_and_page_numbers_grow_with_the_text(look: Look, scale: float) -> None:
    with pdfplumber.open(BytesIO(slip(replace(RECEIPT, papers=FORTY), look=look))) as document:
        second, last = document.pages[1], document.pages[len(document.pages) // 2 - 1]
        for page, words, least in ((second, "trang 2", 8.5), (second, "Mã hồ sơ", 9.0), (last, "Khi hỏi về", 8.0)):
            (found,) = page.search(words)
            assert found["chars"][0]["size"] >= least * scale - 0.01


@pytest.mark.parametrize("count", range(1, 30))
def test_the_foot_of_the_hand_out_never_opens_a_page(count: int) -> None:
    (papers, *others) = GUIDE.papers
    many = replace(papers, papers=MANY_PAPERS[:count])
    last = page_texts(hand_out(replace(GUIDE, papers=(many, *others)), LARGE_GUIDE))[-1]
    assert not said(last, "60/2014/QH13; 123/2015/NĐ-CP", "Theo danh mục thủ tục tại thời điểm in")
