"""Which lines of the province's fee table came with one file, and whose place they took: noted as the file is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from onecua_desk.store import settings

_KEY = "fee_files"


@dataclass(frozen=True, slots=True)
class FeeFile:
    """``first`` to ``last``: the ids of its lines, which one transaction wrote one after the other.

    ``replaced``: the ids of the lines that it ended or changed.
    """

    first: int
    last: int
    replaced: tuple[int, ...]

    def holds(self, id: int) -> bool:
        return self.first <= id <= self.last


def note(connection: Connection, written: Sequence[int], replaced: Sequence[int]) -> None:
    if written:
        file = FeeFile(min(written), max(written), tuple(replaced))
        settings.put(connection, _KEY, [*_noted(connection), file])


def holding(connection: Connection, id: int) -> FeeFile | None:
    """The file that the line came with; ``None``: it was written by hand, or by a program that did not note files."""
    return next((file for file in _noted(connection) if file.holds(id)), None)


def _noted(connection: Connection) -> list[FeeFile]:
    return settings.get(connection, _KEY, list[FeeFile]) or []
