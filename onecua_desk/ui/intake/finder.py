"""Finds procedures by what an official types: a code, words of the name or field without marks, or initials.

Sets of procedures are the bits of one whole number (bit n: the nth procedure), so that a letter typed costs a few
operations over the words of the catalogue and not one over each of its procedures.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import islice
from operator import and_, or_

from onecua_desk.domain.offered import Gone
from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.short_name import short_initials
from onecua_desk.domain.text import clean, fold, initials

MOST = 50
"""More than this many offers are not read; a further letter helps."""
_CODE = re.compile(r"[\d.]+")
_WORD = re.compile(r"\w+(?:\.\w+)*")
Rank = tuple[int, Callable[[int], tuple[int, ...]] | None]
"""The procedures that fit equally well, as bits, and what they are sorted by; ``None``: the more used first."""


class Finder:
    """``procedures`` stand in the order of use; ``uses`` counts by code, ``gone`` are the codes that are not offered.

    What fits better stands first; among what fits equally the more used, and then, where names decide, the shorter.
    """

    def __init__(
        self,
        procedures: Sequence[Procedure] = (),
        uses: Mapping[str, int] | None = None,
        gone: Mapping[str, Gone] | None = None,
    ) -> None:
        self._procedures, self._gone = list(procedures), gone or {}
        self._by_code = {one.code: one for one in reversed(self._procedures)}
        self._used = [(uses or {}).get(one.code, 0) for one in self._procedures]
        self._names = [_plain(one.name) for one in self._procedures]
        fields = [_plain(one.field) for one in self._procedures]
        codes = [one.code for one in self._procedures]
        self._initials = _Texts(initials(one.name) for one in self._procedures)
        self._short_initials = _Texts(short_initials(one.name) for one in self._procedures)
        self._in_names = _Texts(*_words(self._names))
        self._anywhere = _Texts(*_words(map(" ".join, zip(self._names, fields, codes, strict=True))))
        self._starts, self._whole_fields, self._codes = _Texts(self._names), _Texts(fields), _Texts(codes)
        self._all = (1 << len(self._procedures)) - 1
        self.ready = bool(self._procedures)

    def find(self, text: str, most: int = MOST) -> list[Procedure]:
        """The best offers first; for an empty text the most used; for an abolished code what takes its place."""
        if found := self._gone.get(clean(text)):
            return list(found.instead)
        best: list[int] = []
        seen = 0
        for fitting, order in self._ranks(clean(text)):
            new = _bits(fitting & ~seen)
            seen |= fitting
            best += sorted(new, key=order) if order else islice(new, most - len(best))
            if len(best) >= most:
                break
        return [self._procedures[place] for place in best[:most]]

    def by_code(self, code: str) -> Procedure | None:
        return self._by_code.get(code)

    def gone(self, text: str) -> str:
        """Why the procedure with exactly this code is not offered, in one sentence; empty where there is no reason."""
        found = self._gone.get(clean(text))
        return found.sentence if found else ""

    def _ranks(self, text: str) -> Iterator[Rank]:
        """From what was surely meant to what only holds the letters somewhere."""
        if not text:
            yield self._all, None
        elif _CODE.fullmatch(text):
            yield self._codes.starting(text), None
            yield self._codes.holding(text), None
        elif query := _plain(text):
            yield from self._ranks_of_words(query)

    def _ranks_of_words(self, query: str) -> Iterator[Rank]:
        words = query.split()
        yield self._initials.exactly(query), None
        yield self._short_initials.exactly(query), self._short
        yield self._starts.exactly(query), None
        yield self._whole_fields.exactly(query), None
        yield self._starts.starting(query), self._short
        whole = reduce(and_, map(self._in_names.exactly, words))
        begun = self._initials.starting(query) | self._short_initials.starting(query) if len(query) > 1 else 0
        yield self._phrase(whole, query) | begun, self._short
        yield whole, self._short
        yield reduce(and_, map(self._anywhere.starting, words)), None
        yield reduce(and_, map(self._anywhere.holding, words)), None
        if len(query) > 2:
            yield self._initials.holding(query), None

    def _phrase(self, whole: int, query: str) -> int:
        """Of the names that have all words of ``query``, those that have them side by side."""
        if " " not in query:
            return whole
        side_by_side = f" {query} "
        return sum(1 << place for place in _bits(whole) if side_by_side in f" {self._names[place]} ")

    def _short(self, place: int) -> tuple[int, ...]:
        return -self._used[place], len(self._names[place]), place


class _Texts:
    """Which procedures have a text: whole, from its beginning, or as a part of it."""

    def __init__(self, texts: Iterable[str], places: Iterable[int] | None = None) -> None:
        self._bits: dict[str, int] = {}
        for place, text in enumerate(texts) if places is None else zip(places, texts, strict=True):
            self._bits[text] = self._bits.get(text, 0) | 1 << place
        self._sorted = sorted(self._bits)

    def exactly(self, text: str) -> int:
        return self._bits.get(text, 0)

    def starting(self, text: str) -> int:
        first = bisect_left(self._sorted, text)
        last = bisect_left(self._sorted, f"{text}\U0010ffff", lo=first)
        return self._any(self._sorted[first:last])

    def holding(self, text: str) -> int:
        return self._any(one for one in self._sorted if text in one)

    def _any(self, texts: Iterable[str]) -> int:
        return reduce(or_, map(self._bits.__getitem__, texts), 0)


def _plain(text: str) -> str:
    """Folded words and nothing between them: "cha, mẹ, con" is found by "cha me con"."""
    return " ".join(_WORD.findall(fold(text)))


def _words(texts: Iterable[str]) -> tuple[list[str], list[int]]:
    """Every word, and beside it the place of the text that has it."""
    pairs = [(word, place) for place, text in enumerate(texts) for word in set(text.split())]
    return [word for word, _ in pairs], [place for _, place in pairs]


def _bits(fitting: int) -> Iterator[int]:
    while fitting:
        low = fitting & -fitting
        yield low.bit_length() - 1
        fitting ^= low
