"""Finds procedures by what an official types: a code, words of the name or field without marks, or initials."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onecua_desk.domain.procedure import Procedure
from onecua_desk.domain.text import clean, fold, initials

MOST = 50
"""More than this many offers are not read; a further letter helps."""


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
        fitting = sorted((pair for pair in ranked if pair[0] is not None), key=lambda pair: pair[0] or 0)
        return [procedure for _, procedure in fitting[:most]]

    def by_code(self, code: str) -> Procedure | None:
        return next((entry.procedure for entry in self._entries if entry.procedure.code == code), None)


def _entry(procedure: Procedure) -> _Entry:
    name = fold(procedure.name)
    everything = f" {name} {fold(procedure.field)} {procedure.code}"
    return _Entry(procedure, name, everything, initials(procedure.name))


def _rank(entry: _Entry, query: str) -> int | None:
    """0 is what was surely meant; ``None`` does not fit."""
    code = entry.procedure.code
    if re.fullmatch(r"[\d.]+", query):
        return None if query not in code else 0 if code.startswith(query) else 1
    if query in ("", entry.name, entry.initials):
        return 0
    if entry.name.startswith(query) or (len(query) > 1 and entry.initials.startswith(query)):
        return 1
    words = query.split()
    if all(f" {word}" in entry.everything for word in words):
        return 2
    if all(word in entry.everything for word in words):
        return 3
    return 4 if len(query) > 2 and query in entry.initials else None
