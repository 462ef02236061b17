"""How a paper is laid out: as usual, in large type for who reads badly, or for the roll of its printer."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import TYPE_CHECKING

from onecua_desk.domain.parts import Help
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.services.print_settings import PrintForm, PrintSettings, Stock, print_form

if TYPE_CHECKING:  # ReportLab is slow to import; the first window does not need it
    from onecua_desk.paper.look import Look


class Layout(Enum):
    """On A5, in large type on A4, or on a roll of 80 mm; and as a release before this one set the first two."""

    NORMAL = auto()
    LARGE = auto()
    ROLL = auto()
    NORMAL_0_2 = auto()
    LARGE_0_2 = auto()

    def look(self) -> Look:
        """The measures that the papers are drawn with."""
        from onecua_desk.paper import look

        return {
            Layout.NORMAL: look.NORMAL,
            Layout.LARGE: look.LARGE,
            Layout.ROLL: look.ROLL,
            Layout.NORMAL_0_2: look.NORMAL_0_2,
            Layout.LARGE_0_2: look.LARGE_0_2,
        }[self]

    @property
    def earlier(self) -> tuple[Layout, ...]:
        """How releases before this one set the same, newest first."""
        return {Layout.NORMAL: (Layout.NORMAL_0_2,), Layout.LARGE: (Layout.LARGE_0_2,)}.get(self, ())


def layout(chosen: PrintSettings, form: FormKind | PrintForm, help: Iterable[Help] = ()) -> Layout:
    """Large for who was helped because they read or see badly, otherwise as the paper chosen for ``form`` asks.

    Only the slip has a printer of its own for large type; on a printer for rolls all else stays as wide as they are.
    """
    rolled = chosen.way(form).stock is Stock.ROLL
    if is_large(help) and (not rolled or print_form(form) is PrintForm.SLIP):
        return Layout.LARGE
    return Layout.ROLL if rolled else Layout.NORMAL


def is_large(help: Iterable[Help]) -> bool:
    """Whether the paper is for somebody who reads or sees badly."""
    return bool({Help.READ, Help.SEE} & set(help))
