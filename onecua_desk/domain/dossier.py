"""A dossier: what its events say together, and which further events it allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from onecua_desk.domain.events import ALONE, MOVES, Event, EventId, Fact, Rated, Received, ResultRecorded, Returned
from onecua_desk.domain.file import File
from onecua_desk.domain.numbering import is_provisional
from onecua_desk.domain.parts import After, Applicant, Given, State
from onecua_desk.domain.payment import Payment, Taken
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.domain.term_facts import Apologised, Explained
from onecua_desk.errors import UserError


class NotAllowed(UserError):
    """The state of the dossier does not allow the event."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """The sum of a dossier's events; only ``apply`` makes one."""

    id: EventId
    received: Received
    received_at: datetime
    state: State
    before: State
    applicant: Applicant
    papers: tuple[Given, ...]
    due: datetime | None
    files: tuple[File, ...]
    takings: tuple[Taken, ...]
    due_by_law: datetime | None = None
    """The appointment without the extensions that apologies asked for: what reports count lateness from."""
    apologies: tuple[Apologised, ...] = ()
    explained: tuple[Explained, ...] = ()
    holder: str = ""
    taken_over_at: datetime | None = None
    missing: tuple[str, ...] = ()
    asked_at: datetime | None = None
    waited: int = 0
    """Calendar days that passed while missing papers were waited for: they do not count into the term."""
    result: ResultRecorded | None = None
    result_at: datetime | None = None
    returned: Returned | None = None
    rated: Rated | None = None
    closed_at: datetime | None = None
    printed: tuple[FormKind, ...] = ()
    official_code: str = ""

    @property
    def code(self) -> str:
        """What the dossier is called: the official code as soon as there is one."""
        return self.official_code or self.received.code

    @property
    def provisional(self) -> str:
        """The provisional code that it was received under and that is on the citizen's paper; empty where none was."""
        return self.received.code if is_provisional(self.received.code) else ""

    @property
    def awaits_number(self) -> bool:
        """Whether its official code is still to come."""
        return is_provisional(self.code)

    @property
    def at_rest_since(self) -> datetime | None:
        """When its term stopped running: papers are waited for, there is a result, or it ended without one."""
        return self.asked_at or self.result_at or self.closed_at

    @property
    def payments(self) -> tuple[Payment, ...]:
        """What was paid and not taken back since, oldest first."""
        return tuple(taken.payment for taken in self.takings)

    @property
    def taken_at_hand_back(self) -> Taken | None:
        """What was paid with the hand-back that stands; ``None`` where nothing was, or where it was voided since."""
        if self.returned is None or self.returned.payment is None or self.closed_at is None:
            return None
        taken = Taken(self.returned.payment, self.closed_at)
        return taken if taken in self.takings else None

    @property
    def owed(self) -> int:
        """What is still to be paid at hand-back, in đồng."""
        return max(0, (self.received.fee.amount or 0) - self.paid)

    @property
    def paid(self) -> int:
        """What was paid so far, in đồng."""
        return sum(payment.amount for payment in self.payments)

    def allows(self, kind: type[Fact]) -> bool:
        return self.state in MOVES[kind].allowed

    def reprints(self, form: FormKind) -> int:
        """How often ``form`` was printed: 0 means that the next print is the first."""
        return self.printed.count(form)


def apply(dossier: Dossier | None, event: Event) -> Dossier:
    """``dossier`` after ``event``; ``NotAllowed`` (or another ``UserError``) says in one sentence why not."""
    if dossier is None:
        return _begin(event)
    if type(event.fact) in ALONE:
        raise NotAllowed(f"«{event.fact.title}» không thuộc hồ sơ nào.")
    fact, move = event.fact, MOVES[type(event.fact)]
    if dossier.state not in move.allowed:
        raise NotAllowed(f"Hồ sơ {dossier.code} đang «{dossier.state.label}», không ghi được «{fact.title}».")
    changes: dict[str, Any] = dict(fact.changes(dossier, event.at))
    match move.to:
        case After.STAYS:
            return replace(dossier, **changes)
        case After.BACK:
            return replace(dossier, **changes, state=dossier.before, before=dossier.state)
        case state:
            return replace(dossier, **changes, state=state, before=dossier.state)


def _begin(event: Event) -> Dossier:
    fact = event.fact
    if not isinstance(fact, Received):
        raise NotAllowed(f"Chưa có việc tiếp nhận của hồ sơ này, không ghi được «{fact.title}».")
    if event.dossier != event.id:
        raise NotAllowed("Việc tiếp nhận mang số hiệu của hồ sơ khác.")
    return Dossier(
        id=event.id,
        received=fact,
        received_at=event.at,
        state=State.RECEIVED,
        before=State.RECEIVED,
        applicant=fact.applicant,
        papers=fact.papers,
        due=fact.due,
        due_by_law=fact.due,
        files=fact.files,
        takings=(Taken(fact.payment, event.at),) if fact.payment else (),
    )


@dataclass(frozen=True, slots=True)
class Folded:
    """``dossier``: what the events say together; ``left_out``: those that no longer fit, with the reason."""

    dossier: Dossier | None = None
    left_out: tuple[tuple[Event, str], ...] = field(default=())


def fold(events: Iterable[Event], seen: Callable[[Event, Dossier], object] = lambda event, dossier: None) -> Folded:
    """Apply ``events`` in order. One that does not fit is left out and named, never an error of the whole.

    What stands alone makes no dossier and is not left out either. ``seen`` gets each event that fits, and the dossier
    after it.
    """
    dossier: Dossier | None = None
    left_out: list[tuple[Event, str]] = []
    for event in events:
        if type(event.fact) in ALONE and event.dossier == event.id:
            continue
        try:
            dossier = apply(dossier, event)
        except UserError as error:
            left_out.append((event, str(error)))
        else:
            seen(event, dossier)
    return Folded(dossier, tuple(left_out))
