"""How a dossier ran against its term, moment by moment: what reports can still be made of when years have passed.

An event counts from its own moment on, but never before what it builds on: where the clocks of two desks differ, the
log's order decides and the later of the two moments is taken. So at every moment the dossier stands as the first so and
so many of its events say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from onecua_desk.domain.dossier import Dossier, fold
from onecua_desk.domain.events import Apologised, Event, Explained
from onecua_desk.domain.late import LateCause
from onecua_desk.domain.parts import Official, State

UNRESOLVED = frozenset({State.RECEIVED, State.PROCESSING, State.AWAITING_PAPERS, State.PAUSED})
"""Until there is a result, or an end without one; handing back does not resolve."""
_WAITING = frozenset({State.AWAITING_PAPERS, State.PAUSED})


@dataclass(frozen=True, slots=True)
class Term:
    """From ``since`` on the dossier was due so; while ``waiting`` for the citizen its term stands still.

    ``due_by_law`` leaves out the extensions that apologies asked for.
    """

    since: datetime
    due: datetime | None
    due_by_law: datetime | None
    waiting: bool


@dataclass(frozen=True, slots=True)
class Course:
    """``terms`` follow each other without a gap up to ``resolved_at``, which is ``None`` while the dossier is pending.

    ``official`` received it; ``cause`` of its lateness as it was named last.
    """

    dossier: Dossier
    official: Official
    terms: tuple[Term, ...]
    resolved_at: datetime | None = None
    cause: LateCause | None = None

    @property
    def received_at(self) -> datetime:
        return self.dossier.received_at


class Tracer:
    """Called with each event of one dossier and what the dossier is after it; ``course`` is what came of it."""

    def __init__(self) -> None:
        self.course: Course | None = None

    def __call__(self, event: Event, dossier: Dossier) -> None:
        if self.course is None:
            self.course = Course(dossier, event.official, (_term(event.at, dossier),))
            return
        course = replace(self.course, dossier=dossier)
        if isinstance(event.fact, (Apologised, Explained)):
            course = replace(course, cause=event.fact.cause)
        self.course = course if course.resolved_at else _moved(course, event.at)


def trace(events: Iterable[Event]) -> Course | None:
    """The course of a dossier with these events, in order; ``None`` without a receipt."""
    tracer = Tracer()
    fold(events, tracer)
    return tracer.course


def _moved(course: Course, at: datetime) -> Course:
    last, at = course.terms[-1], max(course.terms[-1].since, at)
    if course.dossier.state not in UNRESOLVED:
        return replace(course, resolved_at=at)
    term = _term(at, course.dossier)
    if replace(term, since=last.since) == last:
        return course
    kept = course.terms if at > last.since else course.terms[:-1]
    return replace(course, terms=(*kept, term))


def _term(since: datetime, dossier: Dossier) -> Term:
    return Term(since, dossier.due, dossier.due_by_law, dossier.state in _WAITING)
