"""The 13-column report on paper: every figure in its column, the sums, the charts, and no word on top of another."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from xml.etree import ElementTree

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onecua_desk.domain.chart import Chart, Colours, Mark, Series, fields, months
from onecua_desk.domain.fees import grouped
from onecua_desk.domain.rates import Rate
from onecua_desk.domain.report import By, Counts, Fate, Origin, Period, Report, Row
from onecua_desk.domain.report_sheet import ReportSheet
from onecua_desk.domain.report_words import figures
from onecua_desk.paper.chart import chart_block, svg
from onecua_desk.paper.report import draw
from onecua_desk.paper.sheet import A4_ACROSS, pdf
from tests.paper.samples import page_texts

CELLS = [(origin, fate) for origin in Origin for fate in Fate]
COUNTS = st.lists(st.integers(0, 3_000), min_size=len(CELLS), max_size=len(CELLS)).map(
    lambda numbers: Counts(dict(zip(CELLS, numbers, strict=True)))
)
NAMES = (
    "Chứng thực",
    "Hộ tịch",
    "Giáo dục và Đào tạo thuộc hệ thống giáo dục quốc dân và các cơ sở khác",
    "Đường thủy nội địa",
)
AT = datetime(2026, 11, 23, 9, 41)
SVG = "{http://www.w3.org/2000/svg}"


def line(name: str, *numbers: int) -> Row:
    return Row(name, name, Counts(dict(zip(CELLS, numbers, strict=False))))


def report(rows: tuple[Row, ...], by: By = By.FIELD) -> Report:
    cells = {cell: sum(row.counts.cells.get(cell, 0) for row in rows) for cell in CELLS}
    return Report(Period(date(2026, 1, 1), date(2026, 12, 31)), by, AT, rows, Counts(cells))


def sheet(rows: tuple[Row, ...], charts: tuple[Chart, ...] = ()) -> bytes:
    parent, centre = "Ủy ban nhân dân xã Suối Trong", "Trung tâm Phục vụ hành chính công xã Suối Trong"
    return draw(ReportSheet(parent, centre, "Suối Trong", report(rows), "Năm 2026", charts, "Lê Thị Mai", AT))


ROWS = tuple(line(name, *range(at, at + 15)) for at, name in enumerate(NAMES, 1))


def drawn(chart: Chart, width: float = 760, height: float = 240) -> bytes:
    return pdf([[[chart_block(chart, width, height, 9.0)]]], page=A4_ACROSS, title="Biểu đồ", author="")


def words(data: bytes) -> list[dict[str, float]]:
    with pdfplumber.open(BytesIO(data)) as document:
        page = document.pages[0]
        upright = page.filter(lambda one: one.get("upright", True))
        across = page.filter(lambda one: not one.get("upright", True))
        return [*upright.extract_words(), *across.extract_words()]


def overlapping(found: list[dict[str, float]]) -> list[tuple[object, object]]:
    """Pairs of words whose letters touch; a box has room above and below its letters."""
    boxes = [(one["x0"] + 0.5, one["x1"] - 0.5, one["top"] + 1.5, one["bottom"] - 1.5, one["text"]) for one in found]
    return [
        (a[4], b[4])
        for at, a in enumerate(boxes)
        for b in boxes[at + 1 :]
        if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
    ]


def test_every_figure_stands_on_the_page_and_the_sums_are_ticked() -> None:
    (text,) = page_texts(sheet(ROWS))
    total = report(ROWS).total
    for row in ROWS:
        assert " ".join(map(grouped, figures(row.counts))) in text
    assert "Tổng cộng " + " ".join(map(grouped, figures(total))) in text
    assert "TÌNH HÌNH, KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH Năm 2026" in text
    assert "Số liệu tính đến 09 giờ 41 phút, ngày 23/11/2026" in text
    assert text.count("(khớp)") == 4
    assert f"(3) = (7) + (11): {grouped(figures(total)[0])} = " in text
    assert "NGƯỜI LẬP BIỂU" in text
    assert "THỦ TRƯỞNG ĐƠN VỊ" in text


def test_many_lines_go_on_over_pages_with_the_head_again() -> None:
    texts = page_texts(sheet(tuple(line(f"Lĩnh vực thứ {at}", at) for at in range(80))))
    assert len(texts) > 2
    assert all("Số lượng hồ sơ tiếp nhận" in text for text in texts[:-1])
    assert "Lĩnh vực thứ 79" in texts[-1]


def test_the_charts_have_a_page_of_their_own_and_every_number() -> None:
    by_month = months([line(f"Tháng {at:02d}/2026", at, 2 * at, at % 3) for at in range(1, 13)])
    _, text = page_texts(sheet(ROWS, (by_month, fields(ROWS))))
    assert "BIỂU ĐỒ" in text
    for label in by_month.labels:
        assert label in text
    assert "Tỷ lệ trước và đúng hạn" in text
    assert "Đường thủy nội địa" in text


def test_a_loose_page_of_the_report_names_it_its_desk_and_its_period() -> None:
    rows = tuple(line(f"Lĩnh vực {number}", number, 0, 0) for number in range(1, 60))
    others = page_texts(sheet(rows, (fields(ROWS),)))[1:]
    assert len(others) >= 2
    for page in others:
        assert "TÌNH HÌNH, KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH" in page
        assert "Năm 2026" in page
        assert "Trung tâm Phục vụ hành chính công" in page


def test_no_line_ends_within_a_check_of_the_sums() -> None:
    with pdfplumber.open(BytesIO(sheet(ROWS))) as document:
        checks = [row["text"] for row in document.pages[0].extract_text_lines() if "khớp" in row["text"]]
    assert all(row.rstrip(" .;").endswith("(khớp)") for row in checks)
    assert sum(row.count("khớp") for row in checks) == 4


def test_the_same_sheet_gives_the_same_bytes() -> None:
    charts = (months(ROWS), fields(ROWS))
    assert sheet(ROWS, charts) == sheet(ROWS, charts)


@settings(max_examples=25, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=40))
def test_no_number_of_the_months_lies_on_another(counts: list[Counts]) -> None:
    rows = [Row(str(at), f"Tháng {at % 12 + 1:02d}/{2020 + at // 12}", one) for at, one in enumerate(counts)]
    chart = months(rows)
    found = words(drawn(chart))
    assert overlapping(found) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=30), st.integers(150, 500))
def test_no_word_of_the_fields_lies_on_another(counts: list[Counts], height: int) -> None:
    chart = fields([Row(str(at), f"{NAMES[at % 4]} {at}", one) for at, one in enumerate(counts)])
    assert overlapping(words(drawn(chart, height=height))) == []


def test_too_many_months_are_cut_and_said_and_too_many_fields_put_together() -> None:
    many = months([line(f"Tháng {at % 12 + 1:02d}/{2000 + at // 12}", at) for at in range(200)])
    text = page_texts(drawn(many))[0]
    assert re.search(r"Chỉ vẽ \d+ tháng cuối của kỳ\.", text)
    few = fields([line(f"Lĩnh vực {at}", at) for at in range(30)]).largest(5)
    assert few.labels[-1] == "26 lĩnh vực khác"
    assert sum(few.series[0].values) == sum(range(30))


def share(colour: str) -> str:
    """``"rgb(81%,89%,96%)"``, as ReportLab writes a colour into SVG."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({','.join(f'{100 * part // 255}%' for part in parts)})"


def test_bars_are_told_apart_in_grey() -> None:
    """Pale with an edge, solid dark, and dark with stripes of the ground."""
    chart = months([line("Tháng 01/2026", 400, 300, 300, 200, 400)])
    tree = ElementTree.fromstring(svg(chart, 900, 400, 13, Colours()))
    fills = [style for one in tree.iter(f"{SVG}rect") if (style := one.get("style", ""))]
    assert any(f"fill: {share('#CFE2F6')}" in style and f"stroke: {share('#0B5CAD')}" in style for style in fills)
    assert any(f"fill: {share('#0B5CAD')}" in style for style in fills)
    overdue = [style for style in fills if f"fill: {share('#B42318')}" in style]
    stripes = [style for style in fills if f"fill: {share('#FFFFFF')}" in style]
    assert overdue
    assert len(stripes) > len(overdue)


def test_the_window_gets_its_own_face_its_colours_and_all_letters() -> None:
    colours = Colours(ink="#000000", received="#D3E6FF", edge="#003A7A")
    picture = svg(fields(ROWS), 900, 400, 19.5, colours).decode()
    tree = ElementTree.fromstring(picture)
    texts = ["".join(one.itertext()) for one in tree.iter(f"{SVG}text")]
    assert "Đường thủy nội địa" in texts
    styles = [one.get("style", "") for one in tree.iter(f"{SVG}text")]
    assert all("font-family: Onecua Sans" in style and "font-size: 19.5px" in style for style in styles)
    assert share("#D3E6FF") in picture
    assert "clipPath" not in picture


@pytest.mark.parametrize("chart", [months(()), fields(()), months((line("Tháng 01/2026", 0),))])
def test_an_empty_chart_is_drawn_without_fault(chart: Chart) -> None:
    assert chart.empty
    assert page_texts(drawn(chart))
    assert svg(chart, 300, 100, 13, Colours())


def test_the_line_says_nothing_of_a_month_in_which_nothing_was_resolved() -> None:
    chart = Chart("x", ("1", "2"), (Series(Mark.RECEIVED, "Nhận", (5, 5)),), (Rate("", "", 3, 4), Rate("", "", 0, 0)))
    text = page_texts(drawn(chart))[0]
    assert text.count("%") == 1
