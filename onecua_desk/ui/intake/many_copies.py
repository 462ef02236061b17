"""Asks once before an unusual number of copies is taken: a phone number that was typed into a list looks like one."""

from __future__ import annotations

from collections.abc import Iterable

from onecua_desk.errors import UserError

USUAL = 20
"""Copies that nobody is asked about."""


class ManyCopies:
    """Remembers what was asked about the draft in the form; the same number said again is meant."""

    def __init__(self) -> None:
        self._asked: set[tuple[str, str, int]] = set()

    def ask(self, counts: Iterable[tuple[str, str, int]]) -> list[UserError]:
        """``counts``: field, what is counted, how many. One question for each that is new and beyond ``USUAL``."""
        new = [one for one in counts if one[2] > USUAL and one not in self._asked]
        self._asked.update(new)
        return [UserError(f"{what}: {many} bản? F12 lần nữa nếu đúng.", field=field) for field, what, many in new]

    def forget(self) -> None:
        """Another draft is in the form."""
        self._asked.clear()
