"""The register: every field in its column, sums that carry on from page to page, each rule set under its own title."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.units import mm

from onecua_desk.paper.register import FIELDS, PAGE
from tests.paper.books import LINE, entries, many, register, tables, volume
from tests.paper.samples import page_texts, squeezed

HEADS = [field.title for field in FIELDS]


def sums(pages: list[str]) -> list[tuple[int, int, int]]:
    """Of each page what was carried to it, what it lists, and both together."""
    found = []
    for page in pages:
        carried = re.search(r"Mang sang: (\d+) hồ sơ", page)
        closed = re.search(r"Cộng trang: (\d+) hồ sơ.*?Cộng dồn(?:, mang sang trang sau)?: (\d+) hồ sơ", page)
        assert closed is not None
        found.append((int(carried[1]) if carried else 0, int(closed[1]), int(closed[2])))
    return found


def test_one_dossier_stands_with_all_its_fields_in_the_columns_of_the_form() -> None:
    pdf = register(volume([LINE]))
    (row,) = entries(pdf)
    assert row == [
        "1",
        LINE.code,
        LINE.procedure,
        "02",
        LINE.applicant,
        LINE.contact,
        LINE.solved_by,
        "23/11/2026",
        "26/11/2026",
        "25/11/2026",
        "Bưu chính",
        "",
        LINE.note,
    ]
    page = squeezed(page_texts(pdf)[0])
    assert all(squeezed(head) in page for head in HEADS)
    assert [f"({number})" for number in range(1, 14)] == next(row for row in tables(pdf)[0] if row[0] == "(1)")
    assert "SỔ THEO DÕI HỒ SƠ · Quyển số 01 · Năm 2026" in page_texts(pdf)[0]
    assert "Mẫu số 07 ban hành kèm theo Thông tư số 03/2025/TT-VPCP" in page_texts(pdf)[0]


def test_codes_and_dates_are_never_broken_and_nothing_leaves_the_margins() -> None:
    long = replace(LINE, code="000.17.22.H56.001-261123-R2094105", number=12345)
    pdf = register(volume([long, *many(30, 12346)]))
    with pdfplumber.open(BytesIO(pdf)) as document:
        words = [word for page in document.pages for word in page.extract_words()]
        assert {(round(page.width), round(page.height)) for page in document.pages} == {(842, 595)}
    texts = [word["text"] for word in words]
    assert long.code in texts
    assert texts.count("26/11/2026") == sum(row[8] == "26/11/2026" for row in entries(pdf))
    assert min(word["x0"] for word in words) >= 42
    assert max(word["x1"] for word in words) <= 842 - 28 + 0.5


@settings(max_examples=8, deadline=None)
@given(st.integers(1, 50), st.integers(0, 700), st.booleans())
def test_no_dossier_is_lost_and_the_carried_sums_close(count: int, carried: int, day_heads: bool) -> None:
    lines = many(count, first=carried + 1)
    pdf = register(volume(lines, carried=carried), day_heads=day_heads)
    assert [int(row[0]) for row in entries(pdf)] == [line.number for line in lines]
    pages = page_texts(pdf)
    before = carried
    for (brought, listed, together), rows in zip(sums(pages), tables(pdf), strict=True):
        assert (brought, together) == (before, before + listed)
        assert listed == sum(row[0].isdigit() for row in rows)
        before = together
    assert before == carried + count
    assert all(f"trang {number}/{len(pages)}" in page for number, page in enumerate(pages, 1))
    assert ["mang sang trang sau" in page for page in pages] == [True] * (len(pages) - 1) + [False]


def test_each_volume_has_its_cover_and_its_own_page_numbers() -> None:
    first, second = volume(many(30), 1), volume(many(3, 31), 2)
    pages = page_texts(register(first, second, cover=True))
    covers = [page for page in pages if "Cộng trang" not in page]
    assert len(covers) == 2
    for words in ("UBND XÃ SUỐI TRONG", "SỔ THEO DÕI HỒ SƠ", "Quyển số: 01", "Năm: 2026", "Từ số: 1 đến số: 30"):
        assert words in covers[0]
    assert "Hồ sơ nhận từ ngày 05/01/2026 đến ngày 14/01/2026" in covers[0]
    assert ("Từ số: 31 đến số: 33" in covers[1], "Gồm 3 hồ sơ, 1 trang" in covers[1]) == (True, True)
    assert "Quyển số 02 · trang 1/1" in pages[-1]


def test_a_period_across_rule_sets_has_a_section_under_each_title_and_the_count_goes_on() -> None:
    lines = (*many(3, 1, "2018"), *many(2, 4, "2025"))
    old, new = page_texts(register(volume(lines)))
    assert "Mẫu số 06 ban hành kèm theo Thông tư số 01/2018/TT-VPCP" in old
    assert "Mẫu số 07 ban hành kèm theo Thông tư số 03/2025/TT-VPCP" in new
    assert sums([old, new]) == [(0, 3, 3), (3, 2, 5)]


def test_days_are_headed_where_that_is_wanted_and_late_entries_are_named() -> None:
    lines = [*many(4), replace(LINE, number=5, received=date(2026, 1, 5), late=True, note="Vào sổ sau")]
    (page,) = page_texts(register(volume(lines), day_heads=True))
    assert page.count("Ngày 05/01/2026") == 2
    assert "Ngày 05/01/2026 (vào sổ sau)" in page
    assert "(trong đó 1 hồ sơ vào sổ sau)" in page
    assert "Ngày 05/01/2026" not in page_texts(register(volume(lines)))[0]


def test_a_text_longer_than_a_page_goes_on_below_the_next_head() -> None:
    endless = replace(LINE, contact="Thôn " + "rất xa " * 900 + "cuối cùng")
    pages = page_texts(register(volume([endless])))
    assert len(pages) > 2
    assert "".join(map(squeezed, pages)).count("rấtxa") == 900
    assert "cuối cùng" in pages[-1]


def test_odd_signs_of_names_do_not_reach_the_page() -> None:
    odd = replace(LINE, applicant="Bích\u202e\x00 \N{ZERO WIDTH SPACE}An", note="(a\\b)\r c")
    (row,) = entries(register(volume([odd])))
    assert (row[4], row[12]) == ("Bích An", "(a\\b) c")


def test_the_same_volume_gives_the_same_bytes() -> None:
    assert register(volume(many(20))) == register(volume(many(20)))


def test_who_takes_a_result_has_twenty_millimetres_to_sign() -> None:
    (room,) = [field.width for field in FIELDS if field.title == "Ký nhận"]
    assert room >= 20 * mm
    assert sum(field.width for field in FIELDS) <= PAGE.measure
