"""Pages that go to the file one by one make a PDF that every reader opens, its fonts in it once."""

from __future__ import annotations

import tracemalloc
from io import BytesIO
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from onecua_desk.paper.flow import paragraph
from onecua_desk.paper.fonts import BOLD, ITALIC, drawable
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.quick import Placed, draw_texts
from onecua_desk.paper.register import PAGE, RegisterPages
from onecua_desk.paper.sheet import A4_PAGE, new_canvas
from onecua_desk.paper.streamed import StreamedPdf
from tests.paper.books import many, volume
from tests.paper.samples import page_texts

ALL = "".join(chr(point) for point in sorted(drawable()) if 0x20 < point < 0x7F or 0xC0 <= point < 0x1F00)


def streamed(pages: list[str]) -> bytes:
    file = BytesIO()
    pdf = StreamedPdf(file, page=A4_PAGE, title="Sổ (thử) \\", author="Đơn vị")
    for number, text in enumerate(pages, start=1):
        runs = [Run(text), Run(f" đậm {number}", BOLD), Run(" nghiêng", ITALIC)]
        pdf.draw(paragraph(runs, 11, A4_PAGE.measure, Align.LEFT), f"trang {number}")
    pdf.close()
    return file.getvalue()


def test_each_page_says_what_was_drawn_on_it() -> None:
    pages = page_texts(streamed([f"Trang của hồ sơ {number}" for number in range(1, 301)]))
    assert len(pages) == 300
    for number, page in enumerate(pages, start=1):
        assert f"Trang của hồ sơ {number} đậm {number} nghiêng" in page
        assert f"trang {number}" in page


def test_two_readers_agree_on_text_size_and_title() -> None:
    pdf = streamed([ALL, "Ngắn"])
    with pdfplumber.open(BytesIO(pdf)) as document:
        assert [(page.width, page.height) for page in document.pages] == [(595.28, 841.89)] * 2
        assert document.metadata["Title"] == "Sổ (thử) \\"
        letters = "".join(char["text"] for char in document.pages[0].chars)
    assert ALL in letters  # more than 255 letters: several subsets of the face
    with pypdfium2.PdfDocument(pdf) as document:
        assert document.get_metadata_value("Author") == "Đơn vị"


def test_the_fonts_are_embedded_once_whatever_the_number_of_pages() -> None:
    few, more = (len(streamed(["Hồ sơ"] * count)) for count in (1, 201))
    assert (more - few) / 200 < 700


def test_the_same_pages_give_the_same_bytes_and_none_is_a_whole_pdf_too() -> None:
    assert streamed(["a", "b"]) == streamed(["a", "b"])
    assert streamed([]).endswith(b"%%EOF\n")


@pytest.mark.parametrize("text", ["(ngoặc) \\ chéo", "xuống\rdòng", ALL])
def test_quick_texts_say_what_they_were_given(text: str) -> None:
    file = BytesIO()
    canvas = new_canvas(file, A4_PAGE, "", "")
    draw_texts(canvas, BOLD, [Placed(text, 10, 700, 2.0), Placed("sau", 10, 600, 8.0)])
    canvas.showPage()
    canvas.save()
    with pdfplumber.open(BytesIO(file.getvalue())) as document:
        letters = "".join(char["text"] for char in document.pages[0].chars)
    assert letters.endswith("sau")
    assert letters.replace("\x00", "") == text.replace("\r", "") + "sau"


class Counted(BytesIO):
    """A file that keeps nothing but its length."""

    def __init__(self) -> None:
        super().__init__()
        self._length = 0

    def write(self, data: Any) -> int:
        self._length += len(data)
        return len(data)

    def tell(self) -> int:
        return self._length


def peak(volumes: int) -> int:
    """The most memory, in bytes, while a register of so many volumes is drawn."""
    tracemalloc.start()
    pdf = StreamedPdf(Counted(), page=PAGE, title="Sổ", author="")
    pages = RegisterPages(cover=True, day_heads=False)
    for number in range(1, volumes + 1):
        pages.draw(pdf, volume(many(12), number))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    pdf.close()
    return most


def test_a_book_of_many_volumes_needs_no_more_memory_than_one_of_few() -> None:
    peak(2)
    few, many_volumes = peak(10), peak(60)
    assert many_volumes < few * 1.25
