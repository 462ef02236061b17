"""Every paper of the gallery read back: all that its value says is on it, nothing overlaps, every code is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from onecua_desk.domain.receipt import Receipt
from onecua_desk.domain.register_book import Volume
from onecua_desk.domain.ruleset import RULE_SETS, ruleset_for
from onecua_desk.paper.image import page_count
from onecua_desk.paper.look import LARGE, ROLL
from onecua_desk.paper.sheet import A3_ACROSS, A4_ACROSS, A5_PAGE
from onecua_desk.paper.slip import slip
from onecua_desk.samples.gallery import every_kind
from onecua_desk.samples.sample import Sample
from tests.paper.boxes import faults
from tests.paper.samples import scanned_codes
from tests.samples.printed import ways
from tests.samples.reading import Reading

KINDS = every_kind()
SAMPLES = {sample.name: sample for kind in KINDS for sample in kind.samples}
SCANNED = [name for name, sample in SAMPLES.items() if sample.code]
KIB = 1024
LIMIT = 60 * KIB
TWO_SHEETS = "01-giay-hen-2025-a4"
#: PDFium gives each document that it writes a number of its own.
REWRITTEN = {"01-giay-hen-2025-a5-mau", TWO_SHEETS}
#: Left and right by the size of the paper, in points; lists of A4 may be wider than letters.
MARGINS = {
    "A5": (A5_PAGE.left, A5_PAGE.right),
    "A5, cỡ chữ lớn": (A5_PAGE.left, A5_PAGE.right),
    "A4": (42.0, 28.0),
    "A4 ngang": (A4_ACROSS.left, A4_ACROSS.right),
    "A3 ngang": (A3_ACROSS.left, A3_ACROSS.right),
    "A4, cỡ chữ lớn": (LARGE.page.left, LARGE.page.right),
    "cuộn 80 mm": (ROLL.page.left, ROLL.page.right),
}
every = pytest.mark.parametrize("name", SAMPLES)


@cache
def drawn(name: str) -> bytes:
    return SAMPLES[name].draw()


def on_roll(sample: Sample) -> bool:
    return "cuộn" in sample.size


@every
def test_everything_that_its_value_says_stands_on_the_paper(name: str) -> None:
    sample = SAMPLES[name]
    reading = Reading(drawn(name))
    missing = [said for said in ways(sample.value, roll=on_roll(sample)) if not any(map(reading.says, said))]
    assert missing == []


@every
def test_nothing_lies_on_another_thing_or_leaves_the_paper(name: str) -> None:
    assert faults(drawn(name)) == []


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != TWO_SHEETS])
def test_every_letter_stands_between_the_margins(name: str) -> None:
    left, right = MARGINS[SAMPLES[name].size]
    with pdfplumber.open(BytesIO(drawn(name))) as document:
        for page in document.pages:
            words = page.extract_words()
            assert [word["text"] for word in words if word["x0"] < left - 1] == []
            assert [word["text"] for word in words if word["x1"] > page.width - right + 1] == []


@pytest.mark.parametrize("name", [name for name, sample in SAMPLES.items() if "cỡ chữ lớn" in sample.size])
def test_who_reads_badly_finds_nothing_set_small(name: str) -> None:
    """But for the head of the hand-out on A5, where the nation's name takes half the line."""
    with pdfplumber.open(BytesIO(drawn(name))) as document:
        chars = [char for page in document.pages for char in page.chars if page.width > 500 or char["top"] > 120]
        assert {round(char["size"], 1) for char in chars if char["size"] < 12} == set()


@pytest.mark.parametrize("papers", [1, 3, 4])
def test_an_ordinary_slip_in_large_type_is_one_page_a_copy(papers: int) -> None:
    receipt = SAMPLES["01-giay-hen-2025-lon"].value
    assert isinstance(receipt, Receipt)
    named = tuple(replace(receipt.papers[0], name=f"Giấy tờ số {one}") for one in range(papers))
    assert page_count(slip(replace(receipt, papers=named), look=LARGE)) == 2


@every
def test_no_line_has_holes_between_its_words(name: str) -> None:
    if "a5" in name or "lon" in name:
        assert _widest_gap(drawn(name)) < 0.7


def _widest_gap(pdf: bytes) -> float:
    """Between two words of a line of running text, in sizes of its letters."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        gaps = [_gap(before, after) for page in document.pages for before, after in pairwise(page.chars)]
    return max(gaps, default=0.0)


def _gap(before: Mapping[str, Any], after: Mapping[str, Any]) -> float:
    """What a space between two letters takes; pdfplumber has the space as a letter of its own."""
    return (
        (after["x0"] - before["x0"]) / before["size"]
        if before["text"] in " \u00a0" and after["x0"] > before["x0"]
        else 0.0
    )


@every
def test_a_form_is_small_and_the_same_again(name: str) -> None:
    sample = SAMPLES[name]
    if name not in REWRITTEN:
        assert sample.draw() == drawn(name)
    if sample.few:  # the register and the posted procedures have as many pages as there are dossiers and procedures
        assert len(drawn(name)) <= LIMIT


def test_what_is_not_on_a_paper_is_missed() -> None:
    name = "01-giay-hen-2025-a5-dai"
    reading = Reading(drawn(name))
    other = replace(SAMPLES[name].value, applicant="Đỗ Thị Không Có", due=None, fee="19.000 đ")  # type: ignore[type-var]
    missing = [said for said in ways(other, roll=False) if not any(map(reading.says, said))]
    assert missing == [("Đỗ Thị Không Có",), ("19.000 đ",)]


@pytest.mark.parametrize("name", SCANNED)
def test_its_codes_are_read_from_its_first_page(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    wanted = {f"QR-Code:{sample.code}"} | (set() if on_roll(sample) else {f"CODE-128:{sample.code}"})
    assert scanned_codes(drawn(name), 0, 203, tmp_path) == wanted


def test_the_gallery_has_every_form_of_every_rule_set() -> None:
    shown = {sample.ruleset: set[str]() for sample in SAMPLES.values()}
    for sample in SAMPLES.values():
        shown[sample.ruleset].add(sample.name[:2])
    for rules in RULE_SETS:
        assert {form.number for form in rules.forms.values()} <= shown[rules.id]


@pytest.mark.parametrize("name", [name for name, sample in SAMPLES.items() if sample.ruleset == "2018"])
def test_a_paper_of_2018_is_of_a_day_on_which_that_set_held(name: str) -> None:
    assert ruleset_for(day_of(SAMPLES[name].value)).id == "2018"


def day_of(value: Any) -> date:
    """When the dossier came in, as far as the paper knows."""
    if isinstance(value, Volume):
        return value.lines[-1].received
    moment: datetime = getattr(value, "received_at", None) or value.at
    return moment.date()
