"""Asks once before an unusual number is taken: a phone number that was typed into a list looks like one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onecua_desk.errors import UserError
from onecua_desk.ui.intake.asked_once import AskedOnce

USUAL, USUAL_PAGES = 20, 500
"""Copies, and pages of one copy, that nobody is asked about."""


@dataclass(frozen=True, slots=True)
class Count:
    """The number that stands in ``field``, there in ``line`` where that is a list; ``said``: the same in words.

    What is not beyond ``usual`` is not asked about.
    """

    field: str
    many: int
    said: str
    usual: int = USUAL
    line: int | None = None

    def question(self) -> UserError:
        return UserError(f"{self.said}? Bấm F12 lần nữa nếu đúng.", field=self.field, line=self.line)


def many_copies(counts: Iterable[Count], asked: AskedOnce) -> list[UserError]:
    """A question for each field with a number that is too large; the same number said again is meant.

    A field has room for one sentence: the next of its numbers is asked about when that one is answered.
    """
    questions: dict[str, UserError] = {}
    for count in counts:
        if count.many > count.usual and count.field not in questions and asked.is_new(count):
            questions[count.field] = count.question()
    return list(questions.values())
