"""Finds procedures by what an official types: a code, words of the name or field without marks, or initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.text import clean, fold, initials

MOST = 50
"""More than this many offers are not read; a further letter helps."""
Rank = tuple[int, int]
"""How well an offer fits, and then how long its name is where that counts; less is better."""


@dataclass(frozen=True, slots=True)
class _Entry:
    procedure: Procedure
    name: str
    everything: str
    initials: str


class Finder:
    """Keeps the order of ``procedures`` (most used first) among offers that fit equally well."""

    def __init__(self, procedures: Sequence[Procedure] = ()) -> None:
        self._entries = [_entry(procedure) for procedure in procedures]

    def find(self, text: str, most: int = MOST) -> list[Procedure]:
        """The best offers first; for an empty text the most used."""
        query = fold(clean(text))
        ranked = ((_rank(entry, query), entry.procedure) for entry in self._entries)
        fitting = [(rank, procedure) for rank, procedure in ranked if rank is not None]
        fitting.sort(key=itemgetter(0))
        return [procedure for _, procedure in fitting[:most]]

    def by_code(self, code: str) -> Procedure | None:
        return next((entry.procedure for entry in self._entries if entry.procedure.code == code), None)


def _entry(procedure: Procedure) -> _Entry:
    name = fold(procedure.name)
    everything = f" {name} {fold(procedure.field)} {procedure.code}"
    return _Entry(procedure, name, everything, initials(procedure.name))


def _rank(entry: _Entry, query: str) -> Rank | None:
    """What was surely meant first, and shorter names first among those that only hold it; ``None`` does not fit."""
    code, name = entry.procedure.code, entry.name
    if re.fullmatch(r"[\d.]+", query):
        return None if query not in code else (0, 0) if code.startswith(query) else (1, 0)
    if query in ("", entry.initials):
        return 0, 0
    if query == name:
        return 1, 0
    if name.startswith(query):
        return 2, len(name)
    if f" {query} " in f" {name} " or (len(query) > 1 and entry.initials.startswith(query)):
        return 3, len(name)
    return _rank_by_words(entry, query)


def _rank_by_words(entry: _Entry, query: str) -> Rank | None:
    """The words of the query anywhere, whole ones first; then their beginnings, then parts of them."""
    words = query.split()
    if all(f" {word} " in f" {entry.name} " for word in words):
        return 4, len(entry.name)
    if all(f" {word}" in entry.everything for word in words):
        return 5, 0
    if all(word in entry.everything for word in words):
        return 6, 0
    return (7, 0) if len(query) > 2 and query in entry.initials else None
