"""The page of a day's close, ready to print."""

from __future__ import annotations

from functools import partial

from onecua_desk.domain.day_lines import lines
from onecua_desk.domain.day_sheet import DaySheet
from onecua_desk.domain.parts import Official
from onecua_desk.services import day_words
from onecua_desk.services.day_look import Look
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm


def printout(desk: Desk, official: Official, look: Look) -> Printout:
    """The day as ``look`` shows it, in the name of ``official``; printed as often as wanted, so nobody counts it."""
    from onecua_desk.paper.day_close import draw  # ReportLab is slow to import; the window does not need it

    title = f"Đối soát {look.day:%Y-%m-%d} quầy {look.known.desk}"
    return Printout(PrintForm.LIST, title, draw(_sheet(desk, official, look)))


def _sheet(desk: Desk, official: Official, look: Look) -> DaySheet:
    theirs = look.server.totals if look.server else None
    return DaySheet(
        parent=look.known.unit.parent,
        centre=look.known.unit.centre,
        place=look.known.unit.place,
        desk=look.known.desk,
        day=look.day,
        state=day_words.state_words(look),
        closed=day_words.closing_words(look),
        asked=day_words.asked_words(look),
        verdict=day_words.verdict(look),
        lines=partial(lines, look.own.totals, theirs, look.procedures),
        through=look.through,
        head=day_words.head_groups(look.head),
        chain=day_words.chain_words(look),
        differences=look.differences,
        official=official.name,
        printed_at=desk.now(),
    )
