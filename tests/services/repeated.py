"""Papers that came out at a desk, and those of their prints that can be repeated."""

from __future__ import annotations

from onecua_desk.domain.events import EventId
from onecua_desk.services import lookup, papers
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from tests.desk_fixture import MAI


def print_out(desk: Desk, paper: Printout) -> Printout:
    papers.begin(desk, MAI, paper, "HP")
    papers.printed(desk, MAI, paper, "HP")
    return paper


def prints(desk: Desk, id: EventId) -> list[EventId]:
    """The events that can be repeated, oldest first."""
    return [line.id for line in reversed(lookup.story(desk, id).lines) if line.again]
