"""Paper read back letter by letter: where each stands, so that nothing overlaps and nothing leaves the page."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations, pairwise
from typing import Any

import pdfplumber

from tests.paper.samples import page_texts, squeezed

#: What a letter reaches above its baseline (an Ấ) and below it (a g), in sizes of the text.
_ABOVE, _BELOW = 0.84, 0.2
_EDGE_X, _EDGE_Y = 11.0, 5.0


@dataclass(frozen=True)
class Stretch:
    """Letters of one size that stand on one baseline close to one another; ``y`` counts from the foot of the page."""

    x0: float
    x1: float
    y: float
    size: float
    text: str


def faults(pdf: bytes) -> list[str]:
    """Every place where two texts overlap, or where one comes too near the edge of the paper."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return [fault for page in document.pages for fault in _faults(page)]


def lost(pdf: bytes, values: Iterable[str]) -> Counter[str]:
    """Letters of ``values`` that are not printed; in capitals, because heads are."""
    printed = Counter(squeezed("".join(page_texts(pdf)).upper()))
    letters = squeezed("".join(letter for value in values for letter in value if not _unseen(letter)))
    return Counter(squeezed(letters.upper())) - printed


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "C"


def _faults(page: Any) -> Iterator[str]:
    stretches = list(_stretches(page.chars))
    for one in stretches:
        wide = one.x0 < _EDGE_X or one.x1 > page.width - _EDGE_X
        high = one.y < _EDGE_Y or one.y + one.size * 0.7 > page.height - _EDGE_Y
        if wide or high:
            yield f"beyond the edge: {one.text!r}"
    for one, other in combinations(stretches, 2):
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 0.6:
            upper, lower = sorted((one, other), key=lambda each: -each.y)
            if upper.y - lower.y < _BELOW * upper.size + _ABOVE * lower.size:
                yield f"{upper.text!r} and {lower.text!r} overlap"


def _stretches(chars: Sequence[dict[str, Any]]) -> Iterator[Stretch]:
    """Words that stand a blank apart are one stretch, so that a page has a few dozen."""
    rows: dict[float, list[dict[str, Any]]] = defaultdict(list)
    for char in chars:
        if char["text"].strip():
            rows[round(char["matrix"][5], 1)].append(char)
    for y, row in rows.items():
        # In the order in which they were drawn: letters that lie on others stay apart.
        group = row[:1]
        for before, char in pairwise(row):
            if not -1 < char["x0"] - before["x1"] < 40 or char["size"] != before["size"]:
                yield _stretch(y, group)
                group = []
            group.append(char)
        yield _stretch(y, group)


def _stretch(y: float, chars: Sequence[dict[str, Any]]) -> Stretch:
    text = "".join(char["text"] for char in chars)
    return Stretch(min(c["x0"] for c in chars), max(c["x1"] for c in chars), y, float(chars[0]["size"]), text)
