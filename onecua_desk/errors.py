"""The errors that a clerk can act on, each one Vietnamese sentence; everything else is a bug."""

from __future__ import annotations


class UserError(Exception):
    """Something the official can settle; ``str(error)`` is the sentence to show.

    ``field`` names the input it concerns (a name of the form, such as ``"applicant.number"``), so that the sentence can
    stand beside it; ``None`` where it concerns the whole screen. ``line`` is the place in that input, from 0, where it
    is a list and the sentence concerns one line.
    """

    def __init__(self, sentence: str, *, field: str | None = None, line: int | None = None) -> None:
        super().__init__(sentence)
        self.field, self.line = field, line
