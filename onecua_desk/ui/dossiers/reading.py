"""What the right column knows of a dossier, read in one go off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.domain.deadline import lateness
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.services import lookup, replica
from onecua_desk.services.desk import Desk
from onecua_desk.services.lookup import Story
from onecua_desk.services.replica import Refusal


@dataclass(frozen=True, slots=True)
class Reading:
    """``refusals``: what the server refused of this dossier and nobody has settled; ``days_late``: working days."""

    story: Story
    refusals: tuple[Refusal, ...]
    days_late: int
    at: datetime

    @property
    def dossier(self) -> Dossier:
        return self.story.dossier

    @property
    def today(self) -> date:
        return self.at.date()


def read(desk: Desk, id: EventId) -> Reading:
    """``UserError`` when this desk does not have the dossier."""
    story, now = lookup.story(desk, id), desk.now()
    refused = replica.refusals(desk) if any(line.refused for line in story.lines) else []
    due = story.dossier.due
    days_late = lateness(due, now, desk.calendar) if due else 0
    return Reading(story, tuple(one for one in refused if one.dossier == id), days_late, now)
