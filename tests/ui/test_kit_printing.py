"""Printing pages as pictures, the way of Windows, and saving them instead."""

from __future__ import annotations

import io

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.pdfgen.canvas import Canvas

from onecua_desk.errors import UserError
from onecua_desk.services.papers import pages
from onecua_desk.ui.printing import pictures
from onecua_desk.ui.printing.job import Job
from onecua_desk.ui.printing.saving import save_pdf


def pdf(*sizes: tuple[float, float]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.rect(0, 0, 60, 30, fill=1)  # a mark in the lower left corner
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("size", [A5, A4, landscape(A5)], ids=["A5", "A4", "A5 across"])
def test_a_page_fills_paper_of_its_own_size_from_edge_to_edge(qapp, tmp_path, size):
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFileName(str(tmp_path / "printed.pdf"))
    pictures.draw_pages(pages(pdf(size, size), pictures.DPI), device)
    with PdfDocument(tmp_path / "printed.pdf") as printed:
        assert len(printed) == 2
        assert printed[0].get_size() == pytest.approx(size, abs=2)
        image = printed[0].render(scale=1).to_pil().convert("L")
    assert image.getpixel((5, image.height - 5)) < 60
    assert image.getpixel((70, image.height - 5)) > 200
    assert image.getpixel((5, image.height - 40)) > 200


def test_a_printer_that_is_not_there_is_said_in_a_sentence(qapp):
    with pytest.raises(UserError, match="máy in") as raised:
        pictures.send(Job(pdf(A5), "Giấy hẹn", "Máy không có", 148, 210))
    assert raised.value.field == "printer"


def test_a_pdf_is_saved_where_the_official_says_or_refused_in_a_sentence(tmp_path):
    save_pdf(b"%PDF", tmp_path / "giay-hen.pdf")
    assert (tmp_path / "giay-hen.pdf").read_bytes() == b"%PDF"
    with pytest.raises(UserError, match="Không lưu được"):
        save_pdf(b"%PDF", tmp_path / "giay-hen.pdf" / "giay-hen.pdf")
