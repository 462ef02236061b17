"""The posted procedures: each with its papers, limit and fee, in the contents under its true page."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from onecua_desk.domain.calendar import WorkCalendar
from onecua_desk.domain.fees import Flat, Free
from onecua_desk.domain.posting import Posted, Posting, by_field, posted
from onecua_desk.domain.procedure import Case, Channel, Limit, LimitUnit, PaperKind, Procedure, RequiredPaper
from onecua_desk.paper import posting_board, posting_booklet
from onecua_desk.paper.streamed import StreamedPdf
from tests.desk_fixture import UNIT
from tests.paper.books import RULED, tables
from tests.paper.samples import page_texts, squeezed

DAY = date(2026, 11, 23)
CALENDAR = WorkCalendar(years=frozenset({2026, 2027}))


def procedure(number: int, field: str, **other: object) -> Procedure:
    values: dict[str, object] = {
        "code": f"1.{number:06}",
        "name": f"Cấp giấy xác nhận số {number} " + "về việc rất dài " * (number % 9),
        "field": field,
        "level": "commune",
        "decided_by": "commune",
        "interlinked": False,
        "cases": (Case(limit=Limit(3, LimitUnit.WORKING_DAYS)),),
        "papers": (RequiredPaper(f"Tờ khai mẫu {number}", PaperKind.FORM), CARD),
        "fees": (Flat(amount=8000, per="bản"),),
        "legal_basis": (f"NĐ {number}/2025/NĐ-CP",),
        "valid_from": date(2025, 7, 1),
    }
    return Procedure(**(values | other))  # type: ignore[arg-type]


CARD = RequiredPaper("Căn cước", PaperKind.ORIGINAL)
MANY = [procedure(number, ("Hộ tịch", "Chứng thực", "đất đai")[number % 3]) for number in range(1, 61)]


def drawn(procedures: list[Procedure], *, board: bool = False) -> bytes:
    file = BytesIO()
    page = posting_board.PAGE if board else posting_booklet.PAGE
    pdf = StreamedPdf(file, page=page, title="Niêm yết", author="UBND")
    draw = posting_board.draw_board if board else posting_booklet.draw_booklet
    draw(pdf, Posting(UNIT, DAY, by_field(procedures)), answer)
    pdf.close()
    return file.getvalue()


def answer(one: Procedure) -> Posted:
    return posted(one, DAY, CALENDAR, UNIT)


def test_a_procedure_is_posted_with_papers_limit_fee_place_and_law() -> None:
    cover, contents, page = page_texts(drawn([procedure(1, "Hộ tịch", note="Nộp trước 15 giờ")]))
    for words in (UNIT.centre.upper(), "NIÊM YẾT CÔNG KHAI THỦ TỤC HÀNH CHÍNH", "1 thủ tục, 1 lĩnh vực", "23/11/2026"):
        assert words in cover
    assert "MỤC LỤC" in contents
    for words in (
        "LĨNH VỰC: HỘ TỊCH",
        "1. Cấp giấy xác nhận số 1 về việc rất dài (1.000001)",
        "a) Thành phần hồ sơ: - Tờ khai mẫu 1: 1 tờ khai - Căn cước: 1 bản chính",
        "b) Thời hạn giải quyết: 3 ngày làm việc",
        "c) Phí, lệ phí: 8.000 đ/bản",
        UNIT.centre,
        f"Cơ quan quyết định: {UNIT.parent}",
        "đ) Căn cứ pháp lý: NĐ 1/2025/NĐ-CP",
        "Lưu ý: Nộp trước 15 giờ",
    ):
        assert words in page


def test_a_field_with_a_very_long_name_is_on_the_board_in_full() -> None:
    name = "Lĩnh vực " + "có tên gọi rất dài " * 12
    assert squeezed(name).upper() in squeezed(" ".join(page_texts(drawn([procedure(1, name)], board=True)))).upper()


def test_the_contents_name_the_page_on_which_each_procedure_begins() -> None:
    pages = page_texts(drawn(MANY))
    assert all(page.endswith(str(number)) for number, page in enumerate(pages, start=1) if number > 1)
    contents = " ".join(page for page in pages if re.search(r"\.{9} ?\d", page))
    found = dict(re.findall(r"\((1\.\d{6})\) \.+ ?(\d+)", contents))
    assert len(found) == len(MANY)
    for code, number in found.items():
        assert f"({code})" in pages[int(number) - 1]


def test_fields_and_procedures_stand_in_the_order_of_the_alphabet() -> None:
    names = [field.name for field in by_field(MANY)]
    assert names == ["Chứng thực", "Đất đai", "Hộ tịch"]


def test_every_procedure_is_there_once_whatever_the_pages() -> None:
    whole = squeezed(" ".join(page_texts(drawn(MANY))))
    assert all(whole.count(f"Tờkhaimẫu{number}:") == 1 for number in range(1, 61))


def test_the_board_has_a_row_for_each_on_a3_across_below_its_field() -> None:
    pdf = drawn(MANY, board=True)
    with pdfplumber.open(BytesIO(pdf)) as document:
        assert {(round(page.width), round(page.height)) for page in document.pages} == {(1191, 842)}
    rows = [row for page in tables(pdf) for row in page if row[0].isdigit()]
    assert [int(row[0]) for row in rows] == list(range(1, 61))
    first = rows[0]
    assert first[1] in {one.code for one in MANY if one.field == "Chứng thực"}
    assert first[3:5] == ["3 ngày làm việc", "8.000 đ/bản"]
    assert first[5] == f"Nộp: {UNIT.centre} Giải quyết: {UNIT.parent}"
    pages = page_texts(pdf)
    assert all(f"tờ {number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert all("Thời hạn giải quyết" in page for page in pages)
    assert all("NIÊM YẾT CÔNG KHAI THỦ TỤC HÀNH CHÍNH" in page for page in pages)
    assert all("Áp dụng tại ngày 23/11/2026" in page for page in pages)


def test_a_long_item_on_the_board_goes_on_below_its_words() -> None:
    cases = tuple(
        Case(key, f"Trường hợp {key} có tên dài hơn bề rộng của cột thời hạn", Limit(days, LimitUnit.DAYS))
        for key, days in (("a", 27), ("b", 17))
    )
    with pdfplumber.open(BytesIO(drawn([procedure(1, "Đất đai", cases=cases)], board=True))) as document:
        found = [word for word in document.pages[0].extract_words() if word["top"] > 200]
    left = min(word["x0"] for word in found if word["text"] == "-")
    first = [word for word in found if word["text"] == "Trường"]
    begins = sorted({round(word["x0"], 1) for word in found if left - 1 < word["x0"] < first[0]["x0"] + 0.5})
    assert begins == [round(left, 1), round(first[0]["x0"], 1)]
    below = [word for word in found if abs(word["x0"] - first[0]["x0"]) < 0.5 and word not in first]
    assert len(below) >= 2


def test_what_differs_for_those_who_submit_online_is_said_too() -> None:
    fees = (Flat(amount=8000, per="bản", only=Channel.COUNTER), Flat(amount=4000, per="bản", only=Channel.ONLINE))
    assert answer(procedure(1, "Hộ tịch", fees=fees)).fees == ("8.000 đ/bản", "Nộp trực tuyến: 4.000 đ/bản")


def test_what_a_procedure_does_not_offer_online_is_not_posted_as_online() -> None:
    cases = (
        Case("a", "Trực tiếp", Limit(40, LimitUnit.DAYS), Channel.COUNTER),
        Case("b", "Bưu chính", Limit(30, LimitUnit.DAYS), Channel.POST),
    )
    fees = (Flat(amount=8000, per="bản"), Flat(amount=4000, per="bản", only=Channel.ONLINE))
    said = answer(procedure(1, "Đất đai", cases=cases, fees=fees))
    assert said.limits == ("40 ngày", "Nộp qua bưu chính: 30 ngày")
    assert said.fees == ("8.000 đ/bản",)


def test_of_another_way_only_what_differs_is_posted() -> None:
    exempt = Free(name="Diện được miễn", note="Điều 4 TT 75/2022/TT-BTC")
    fees = (
        Flat(amount=20_000, per="lần", only=Channel.COUNTER),
        Flat(amount=10_000, per="lần", only=Channel.ONLINE),
        exempt,
    )
    assert answer(procedure(1, "Cư trú", fees=fees)).fees == (
        "20.000 đ/lần",
        "Diện được miễn: Không thu (Điều 4 TT 75/2022/TT-BTC)",
        "Nộp trực tuyến: 10.000 đ/lần",
    )


def test_a_case_that_is_named_by_its_limit_is_not_said_twice() -> None:
    cases = (
        Case("1", "Thông thường", Limit(0, LimitUnit.SAME_DAY)),
        Case("2", "Trường hợp hạn 2 ngày", Limit(2, LimitUnit.DAYS)),
    )
    assert answer(procedure(1, "Hộ tịch", cases=cases)).limits == ("Thông thường: trong ngày", "Trường hợp hạn 2 ngày")


def test_each_limit_has_a_line_of_its_own_on_the_board() -> None:
    cases = (
        Case("a", "Trực tiếp", Limit(27, LimitUnit.DAYS), Channel.COUNTER),
        Case("b", "Trực tuyến", Limit(17, LimitUnit.DAYS), Channel.ONLINE),
    )
    with pdfplumber.open(BytesIO(drawn([procedure(1, "Đất đai", cases=cases)], board=True))) as document:
        row = document.pages[0].extract_tables(RULED)[0][-1]
    assert (row[3] or "").split("\n") == ["- 27 ngày", "- Nộp trực tuyến: 17 ngày"]


def test_no_page_of_the_booklet_ends_with_the_first_line_of_a_longer_text() -> None:
    laws = tuple(f"{number}/2025/NĐ-CP" for number in range(44))
    pages = drawn([procedure(number, "Hộ tịch", legal_basis=laws) for number in range(1, 40)])
    with pdfplumber.open(BytesIO(pages)) as document:
        ends = [page.extract_text().split("\n")[-4:-1] for page in document.pages[2:]]  # the number of the page is last
    assert any("Căn cứ pháp lý" in end[1] for end in ends)
    assert not any("Căn cứ pháp lý" in end[2] for end in ends)


def test_what_the_catalogue_does_not_know_is_said_to_be_unknown() -> None:
    bare = procedure(1, "", papers=(), fees=(), cases=(Case(),), legal_basis=(), decided_by=None)
    page = page_texts(drawn([bare]))[-1]
    assert page.count("Danh mục chưa ghi; xin hỏi cán bộ tại quầy.") == 2
    assert "Theo giấy hẹn" in page
    assert "LĨNH VỰC: LĨNH VỰC KHÁC" in page
    assert "Căn cứ pháp lý" not in page


@pytest.mark.parametrize("board", [False, True])
def test_the_same_procedures_give_the_same_bytes(board: bool) -> None:
    assert drawn(MANY[:5], board=board) == drawn(MANY[:5], board=board)
