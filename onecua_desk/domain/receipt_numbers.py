"""Numbers of fee receipts (biên lai): the next one of a book, and runs of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# The last figures of the text that are not a year at its end: "AB/26P 0001234", "12/BL-2026".
_COUNTER = re.compile(r"(?P<before>.*?)(?P<figures>\d+)(?P<after>(?:\D*[/-]20\d\d)?\D*)$", re.DOTALL)
_MOST_FIGURES = 18


def following(number: str) -> str:
    """``"AB/26P 0001234"`` gives ``"AB/26P 0001235"``; empty where the text has no figures to count on."""
    found = _COUNTER.fullmatch(number)
    if not found or len(found["figures"]) > _MOST_FIGURES:
        return ""
    figures = str(int(found["figures"]) + 1).zfill(len(found["figures"]))
    return f"{found['before']}{figures}{found['after']}"


def ranges(numbers: Iterable[str]) -> tuple[str, ...]:
    """Different numbers in order, those that follow one another as one run: ``("0001230–0001241", "0001300")``."""
    return tuple(
        first if first == last else f"{first}–{last}" for first, last in _runs(sorted(set(numbers), key=_order))
    )


def _runs(numbers: Iterable[str]) -> Iterator[tuple[str, str]]:
    first = last = ""
    for number in numbers:
        if last and number == following(last):
            last = number
            continue
        if last:
            yield first, last
        first = last = number
    if last:
        yield first, last


def _order(number: str) -> tuple[str, str, int, str]:
    found = _COUNTER.fullmatch(number)
    if not found or len(found["figures"]) > _MOST_FIGURES:
        return number, "", 0, number
    return found["before"], found["after"], int(found["figures"]), number
