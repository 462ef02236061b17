"""Pages of a PDF as pictures, and whether it was made by a program or by a scanner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from onecua_desk.errors import UserError
from onecua_desk.pdfium import PDFIUM
from onecua_desk.scans.faults import as_sentences, damaged
from onecua_desk.scans.origin import Source, name_of

DPI = 200
_LETTERS = 40
"""A program's page has more; what a scanner prints on its pages (a date, a number) has fewer."""


def count(source: Source) -> int:
    with _opened(source) as document:
        return len(document)


def render(source: Source, number: int, longest: int) -> tuple[Image.Image, float]:
    """Page ``number`` in RGB at ``DPI``, or fewer dots where its longer edge would pass ``longest``; and its dpi."""
    with _opened(source) as document, _page(document, number) as page:
        width, height = page.get_size()
        if min(width, height) < 8:
            raise damaged(source)
        scale = min(DPI / 72, longest / max(width, height))
        bitmap = page.render(scale=scale, may_draw_forms=True, rev_byteorder=True)
        try:
            return bitmap.to_pil().convert("RGB").copy(), scale * 72
        finally:
            bitmap.close()


def is_digital(source: Source) -> bool:
    with _opened(source) as document:
        if raw.FPDF_GetSignatureCount(document) > 0:
            return True
        with _page(document, 0) as page:
            text = page.get_textpage()
            letters = text.count_chars()
            text.close()
            return letters > _LETTERS and not _is_one_picture(page)


def _is_one_picture(page: Any) -> bool:
    """A scan with recognised letters behind it is a scan."""
    width, height = page.get_size()
    for found in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=2):
        left, bottom, right, top = found.get_bounds()
        if (right - left) * (top - bottom) > 0.7 * width * height:
            return True
    return False


@contextmanager
def _page(document: Any, number: int) -> Iterator[Any]:
    page = document[number]
    try:
        yield page
    finally:
        page.close()


@contextmanager
def _opened(source: Source) -> Iterator[Any]:
    with PDFIUM, as_sentences(source):
        try:
            document = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            raise _sentence(source, error) from error
        try:
            if not len(document):
                raise damaged(source)
            yield document
        except pypdfium2.PdfiumError as error:
            raise damaged(source) from error
        finally:
            document.close()


def _sentence(source: Source, error: pypdfium2.PdfiumError) -> UserError:
    # PDFium may still give the code of the file before, so the file itself must say that it is locked.
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD and _says_locked(source):
        return UserError(f"«{name_of(source)}» có mật khẩu. Hãy xin bản không đặt mật khẩu, hoặc in ra rồi quét.")
    return damaged(source)


def _says_locked(source: Source) -> bool:
    if isinstance(source, bytes):
        return b"/Encrypt" in source
    with source.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as content:
        return content.find(b"/Encrypt") >= 0
