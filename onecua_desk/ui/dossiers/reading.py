"""What the right column knows of a dossier, read in one go off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onecua_desk.domain.deadline import lateness
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import Apologised, EventId
from onecua_desk.services import dossier_papers, lookup, replica, terms
from onecua_desk.services.desk import Desk
from onecua_desk.services.dossier_papers import DossierPaper
from onecua_desk.services.lookup import Story
from onecua_desk.services.replica import Refusal
from onecua_desk.services.terms import Term


@dataclass(frozen=True, slots=True)
class Reading:
    """``refusals``: what the server refused of this dossier and nobody has settled; ``days_late``: working days."""

    story: Story
    refusals: tuple[Refusal, ...]
    days_late: int
    at: datetime
    term: Term
    papers: tuple[DossierPaper, ...]
    proposed: date
    """The day on which the result could be promised anew."""

    @property
    def dossier(self) -> Dossier:
        return self.story.dossier

    @property
    def today(self) -> date:
        return self.at.date()

    @property
    def can_be_put_off(self) -> bool:
        return self.term.notice_by is not None and self.term.apologies_left > 0 and self.dossier.allows(Apologised)

    @property
    def apology_by(self) -> datetime | None:
        """Until when an apology is in time; ``None`` where the term is too short for one, such as one of the day."""
        by = self.term.notice_by
        return by if by is not None and by >= self.dossier.received_at else None

    @property
    def should_be_put_off(self) -> bool:
        """From the last day on which an apology is in time, or else from the end of the term, until one was written."""
        by, due = self.apology_by, self.dossier.due
        if due is None or not self.can_be_put_off:
            return False
        return self.today >= by.date() if by else self.at > due


def read(desk: Desk, id: EventId) -> Reading:
    """``UserError`` when this desk does not have the dossier."""
    story, now = lookup.story(desk, id), desk.now()
    refused = replica.refusals(desk) if any(line.refused for line in story.lines) else []
    due = story.dossier.due
    return Reading(
        story,
        refusals=tuple(one for one in refused if one.dossier == id),
        days_late=lateness(due, now, desk.calendar) if due else 0,
        at=now,
        term=terms.term(desk, story.dossier),
        papers=dossier_papers.papers_of(desk, id),
        proposed=terms.proposed(desk, story.dossier),
    )
