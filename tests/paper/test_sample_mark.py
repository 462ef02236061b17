"""MẪU stands at the top right of every page of any paper, once, and hides nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from onecua_desk.domain.receipt import Receipt
from onecua_desk.paper.image import page_count
from onecua_desk.paper.look import LARGE
from onecua_desk.paper.pair import pair
from onecua_desk.paper.sample_mark import marked
from onecua_desk.paper.slip import slip
from onecua_desk.paper.slip_roll import slip_roll
from tests.paper.books import many, register, volume
from tests.paper.samples import RECEIPT, page_texts

PAPERS = {
    "slip": (slip(RECEIPT), 0),
    "reprint": (slip(RECEIPT, 3), 3),
    "large": (slip(RECEIPT, 1, LARGE), 1),
    "roll": (slip_roll(RECEIPT), 0),
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_has_the_word_once_in_bold_16_at_its_top_right_over_nothing_else(name: str) -> None:
    pdf, reprint = PAPERS[name]
    with pdfplumber.open(BytesIO(marked(pdf, reprint))) as document, pdfplumber.open(BytesIO(pdf)) as before:
        assert len(document.pages) == len(before.pages)
        for page, bare in zip(document.pages, before.pages, strict=True):
            words = page.extract_words(extra_attrs=["size", "fontname"])
            (word,) = [one for one in words if one["text"] == "MẪU"]
            assert (round(word["size"]), word["fontname"].endswith("Bold")) == (16, True)
            assert word["x0"] > page.width / 2
            assert 0 <= word["top"] < word["bottom"] <= 45
            others = [one for one in words if one is not word]
            assert len(others) == len(bare.extract_words())
            assert not [one["text"] for one in others if _overlap(one, word)]


def _overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether the letters touch; a line of text is higher than its letters."""
    aside = one["x1"] <= other["x0"] or other["x1"] <= one["x0"]
    return not aside and one["top"] + 2 < other["bottom"] - 3 and other["top"] + 2 < one["bottom"] - 3


@pytest.mark.parametrize("name", PAPERS)
def test_the_word_stands_well_clear_of_all_below_it(name: str) -> None:
    pdf, reprint = PAPERS[name]
    with pdfplumber.open(BytesIO(marked(pdf, reprint))) as document:
        for page in document.pages:
            words = page.extract_words()
            (word,) = [one for one in words if one["text"] == "MẪU"]
            below = [one for one in words if one is not word and one["x0"] < word["x1"] and word["x0"] < one["x1"]]
            assert min(one["top"] for one in below) - word["bottom"] > 8


def test_marking_again_changes_nothing() -> None:
    once = marked(slip(RECEIPT))
    assert marked(once) == once


@pytest.mark.parametrize("draw", [slip, slip_roll])
def test_a_commune_whose_name_has_the_word_is_marked_too(draw: Callable[[Receipt], bytes]) -> None:
    bare = draw(replace(RECEIPT, parent="UBND xã Mẫu Sơn", centre="Trung tâm Phục vụ hành chính công xã Mẫu Sơn"))
    once = marked(bare)
    before, after = ([page.upper().count("MẪU") for page in page_texts(pdf)] for pdf in (bare, once))
    assert before[0] > 0
    assert after == [count + 1 for count in before]
    assert marked(once) == once


def test_two_copies_on_one_sheet_have_the_word_each() -> None:
    pages = page_texts(pair(marked(slip(RECEIPT)), 2))
    assert [page.count("MẪU") for page in pages] == [2]


def test_the_pages_of_a_book_have_it_too() -> None:
    pdf = register(volume(many(40)), cover=True, sample=True)
    assert [page.count("MẪU") for page in page_texts(pdf)] == [1] * page_count(pdf)
    assert marked(pdf) == pdf
    assert not any("MẪU" in page for page in page_texts(register(volume(many(4)), cover=True)))


def test_a_marked_form_stays_small() -> None:
    assert len(marked(slip(RECEIPT))) < 60 << 10
