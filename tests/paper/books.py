"""Volumes of a register as a desk would print them, and how the tests read tables of ruled pages back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pdfplumber

from onecua_desk.domain.register_book import BookLine, Volume
from onecua_desk.paper.register import PAGE, RegisterPages
from onecua_desk.paper.streamed import StreamedPdf

RULED = {"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"}
LINE = BookLine(
    number=1,
    ruleset="2025",
    parent="UBND xã Suối Trong",
    centre="Trung tâm Phục vụ hành chính công xã Suối Trong",
    code="H02.15.23-261123-2007",
    procedure="Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền cấp",
    sets=2,
    applicant="Đặng Thị Ngọc Bích",
    contact="Tổ dân phố số 5, xã Suối Trong, tỉnh Bắc Ninh; 0912345678",
    solved_by="UBND xã Suối Trong",
    received=date(2026, 11, 23),
    due=date(2026, 11, 26),
    returned=date(2026, 11, 25),
    way="Bưu chính",
    note="Hẹn lần đầu 24/11/2026",
)


def many(count: int, first: int = 1, ruleset: str = "2025") -> tuple[BookLine, ...]:
    """Three dossiers a day, their texts of very different length."""
    return tuple(
        replace(
            LINE,
            number=number,
            ruleset=ruleset,
            code=f"H02.15.23-261101-{number:04d}",
            received=date(2026, 1, 5) + timedelta(days=(number - 1) // 3),
            applicant="Nguyễn Văn " + "An " * (number % 6 + 1),
            contact="Thôn Hạ" + ", xã Suối Trong" * (number % 5),
            due=None if number % 7 == 0 else LINE.due,
            returned=None,
            note="" if number % 4 else LINE.note,
        )
        for number in range(first, first + count)
    )


def register(*volumes: Volume, cover: bool = False, day_heads: bool = False, sample: bool = False) -> bytes:
    file = BytesIO()
    pdf = StreamedPdf(file, page=PAGE, title="Sổ", author="UBND", sample=sample)
    pages = RegisterPages(cover=cover, day_heads=day_heads)
    for volume in volumes:
        pages.draw(pdf, volume)
    pdf.close()
    return file.getvalue()


def volume(lines: Sequence[BookLine], number: int = 1, carried: int = 0) -> Volume:
    return Volume(2026, number, carried, tuple(lines))


def tables(pdf: bytes) -> list[list[list[str]]]:
    """The rows of the ruled table of every page, each cell on one line; pages without a table are empty."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        found = [page.extract_tables(RULED) for page in document.pages]
    return [[[" ".join((cell or "").split()) for cell in row] for table in page for row in table] for page in found]


def entries(pdf: bytes) -> list[list[str]]:
    """The rows of dossiers, whatever page they stand on."""
    return [row for page in tables(pdf) for row in page if row[0].isdigit()]
