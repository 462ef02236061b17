"""Remembers which questions were asked about the draft in the form: who saves once more has answered them."""

from __future__ import annotations

from collections.abc import Hashable


class AskedOnce:
    """Holds the questions until another draft is in the form."""

    def __init__(self) -> None:
        self._asked: set[Hashable] = set()

    def is_new(self, question: Hashable) -> bool:
        """Whether this is the first time; from here on it counts as asked."""
        new = question not in self._asked
        self._asked.add(question)
        return new

    def forget(self) -> None:
        """Another draft is in the form."""
        self._asked.clear()
