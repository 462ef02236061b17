"""A paper as it reads: line by line, by the cells of its tables, and over the end of a page."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pdfplumber

from tests.paper.samples import page_texts, squeezed

_RULED = {"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"}


class Reading:
    """White space and capitals do not count: a line may end anywhere, and heads are set in capitals."""

    def __init__(self, pdf: bytes) -> None:
        self._pages = [_even(page) for page in page_texts(pdf)]
        self._cells = {_even(cell) for cell in _cells(pdf)}

    def says(self, words: str) -> bool:
        wanted = _even(words)
        whole = any(wanted in text for text in (*self._pages, *self._cells))
        return whole or any(_over(wanted, page, following) for page, following in pairwise(self._pages))


def _even(text: str) -> str:
    return squeezed(text.upper())


def _cells(pdf: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(pdf)) as document:
        tables = [table for page in document.pages for table in page.extract_tables(_RULED)]
    return [cell for table in tables for row in table for cell in row if cell]


def _over(wanted: str, page: str, following: str) -> bool:
    """Whether ``wanted`` begins on one page and ends on the next, each part of it some words."""
    return any(wanted[:at] in page and wanted[at:] in following for at in range(8, len(wanted) - 8))
