"""A program that dies at a chosen SQL statement: what it had not committed is gone, as after a cut of power."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event


class Killed(BaseException):
    """The program on ``path`` ended here. No ``except Exception`` may hold it up: nothing outlives a power cut."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass
class _Death:
    path: Path
    left: int

    def statement(self, connection: Connection, *_: Any) -> None:
        """Before each statement, and before each commit: both halves of a transaction's end are hit."""
        if connection.engine.url.database != str(self.path):
            return
        self.left -= 1
        if self.left == -1:
            raise Killed(self.path)


@contextmanager
def killed_at(path: Path, statement: int) -> Iterator[None]:
    """The program that has ``path`` open dies, once, before its ``statement``-th next statement (from 0), if any."""
    death = _Death(path, statement)
    event.listen(Engine, "before_cursor_execute", death.statement)
    event.listen(Engine, "commit", death.statement)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", death.statement)
        event.remove(Engine, "commit", death.statement)
