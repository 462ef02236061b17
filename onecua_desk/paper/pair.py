"""Two A5 copies side by side on A4 across, from the finished pages of any form."""

from __future__ import annotations

from io import BytesIO
from itertools import chain

import pypdfium2
import pypdfium2.raw as pdfium

from onecua_desk.pdfium import PDFIUM

_A5 = (419.53, 595.28)
_A4_ACROSS = (841.89, 595.28)
_TOLERANCE = 2.0  # points: writers round the sizes of paper differently


def pair(pdf: bytes, copies: int) -> bytes:
    """The pages of ``pdf`` in twos, with a line to cut along; ``pdf`` itself when a page of it is not A5.

    Of a form that holds several ``copies`` the same page of two copies shares a sheet; of a single copy every page
    stands on its sheet twice, which makes it two.
    """
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        if not all(_is_a5(page) for page in document):
            return pdf
        with pypdfium2.PdfDocument.new() as ordered:
            ordered.import_pages(document, _order(len(document), copies))
            with pypdfium2.PdfDocument(pdfium.FPDF_ImportNPagesToOne(ordered, *_A4_ACROSS, 2, 1)) as sheets:
                for sheet in sheets:
                    _draw_cut(sheet)
                return _bytes(sheets)


def _is_a5(page: pypdfium2.PdfPage) -> bool:
    return all(abs(found - wanted) < _TOLERANCE for found, wanted in zip(page.get_size(), _A5, strict=True))


def _order(pages: int, copies: int) -> list[int]:
    """The numbers of the pages as they stand on the sheets, left and right."""
    if copies == 1:
        return list(chain.from_iterable((page, page) for page in range(pages)))
    each = pages // copies
    return [copy * each + page for page in range(each) for copy in range(copies)]


def _draw_cut(sheet: pypdfium2.PdfPage) -> None:
    """Short dashes at the fold, from edge to edge."""
    width, height = _A4_ACROSS
    line = pdfium.FPDFPageObj_CreateNewPath(width / 2, 0)
    pdfium.FPDFPath_LineTo(line, width / 2, height)
    pdfium.FPDFPageObj_SetStrokeColor(line, 120, 120, 120, 255)
    pdfium.FPDFPageObj_SetStrokeWidth(line, 0.5)
    pdfium.FPDFPageObj_SetDashArray(line, (pdfium.FS_FLOAT * 2)(4.0, 4.0), 2, 0.0)
    pdfium.FPDFPath_SetDrawMode(line, pdfium.FPDF_FILLMODE_NONE, 1)
    pdfium.FPDFPage_InsertObject(sheet, line)
    pdfium.FPDFPage_GenerateContent(sheet)


def _bytes(document: pypdfium2.PdfDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
