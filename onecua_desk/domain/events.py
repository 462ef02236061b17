"""Every kind of event there is, and the table of allowed moves.

A new kind is added here with its row in ``MOVES``; its class (what it carries, its words, what it changes) stands in
one of the ``*_facts`` modules. Wire, store, district and timeline take it from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from onecua_desk.domain.clash_facts import Contradicted
from onecua_desk.domain.clock_facts import ClockTrusted
from onecua_desk.domain.day_facts import DayClosed
from onecua_desk.domain.fact import EventId, Fact
from onecua_desk.domain.handback_facts import FeePaid, FeeVoided, HandBackUndone, Rated, Returned, Undelivered
from onecua_desk.domain.intake_facts import Guided, Numbered, Received, TurnedAway
from onecua_desk.domain.parts import After, Official, State
from onecua_desk.domain.processing_facts import (
    Corrected,
    ExplanationPrinted,
    FileDropped,
    FilesAttached,
    HandedOver,
    PaperPrinted,
    Refused,
    ResultRecorded,
    Supplemented,
    SupplementRequested,
    TakenOver,
    Withdrawn,
)
from onecua_desk.domain.term_facts import Apologised, Explained, Stopped

__all__ = [
    "ALONE",
    "KINDS",
    "MOVES",
    "Apologised",
    "ClockTrusted",
    "Contradicted",
    "Corrected",
    "DayClosed",
    "Event",
    "EventId",
    "Explained",
    "ExplanationPrinted",
    "Fact",
    "FeePaid",
    "FeeVoided",
    "FileDropped",
    "FilesAttached",
    "Guided",
    "HandBackUndone",
    "HandedOver",
    "Numbered",
    "PaperPrinted",
    "Rated",
    "Received",
    "Refused",
    "ResultRecorded",
    "Returned",
    "Stopped",
    "SupplementRequested",
    "Supplemented",
    "TakenOver",
    "TurnedAway",
    "Undelivered",
    "Withdrawn",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One fact about one dossier; ``dossier`` is the id of its *received* event. Never changed once written."""

    id: EventId
    dossier: EventId
    at: datetime
    official: Official
    fact: Fact


@dataclass(frozen=True, slots=True)
class Move:
    """From which states a kind of event is allowed, and the state after it."""

    allowed: frozenset[State]
    to: State | After


_NEW: frozenset[State] = frozenset()
_OPEN = frozenset({State.RECEIVED, State.PROCESSING})
_WAITING = frozenset({State.AWAITING_PAPERS})
_PAUSED = frozenset({State.PAUSED})
_READY = frozenset({State.RESULT_READY})
_RETURNED = frozenset({State.RETURNED})
_ANY = frozenset(State)
_IN_HAND = _OPEN | _WAITING | _PAUSED | _READY | _RETURNED

MOVES: Mapping[type[Fact], Move] = {
    # kind                    allowed in                            state after
    Received: Move(_NEW, State.RECEIVED),
    Corrected: Move(_OPEN | _WAITING | _PAUSED | _READY, After.STAYS),
    SupplementRequested: Move(_OPEN, State.AWAITING_PAPERS),
    Supplemented: Move(_WAITING, After.BACK),
    Refused: Move(_OPEN | _WAITING, State.REFUSED),
    Stopped: Move(_OPEN | _WAITING | _PAUSED, State.STOPPED),
    HandedOver: Move(_OPEN, State.PROCESSING),
    TakenOver: Move(frozenset({State.PROCESSING}), After.STAYS),
    Apologised: Move(_OPEN, After.STAYS),
    ResultRecorded: Move(_OPEN, State.RESULT_READY),
    Returned: Move(_READY, State.RETURNED),
    HandBackUndone: Move(_RETURNED, State.RESULT_READY),
    Undelivered: Move(_RETURNED, State.RESULT_READY),
    Withdrawn: Move(_OPEN | _WAITING | _PAUSED, State.WITHDRAWN),
    FilesAttached: Move(_IN_HAND, After.STAYS),
    FileDropped: Move(_IN_HAND, After.STAYS),
    FeePaid: Move(_IN_HAND, After.STAYS),
    FeeVoided: Move(_ANY, After.STAYS),
    Rated: Move(_ANY, After.STAYS),
    Explained: Move(_ANY, After.STAYS),
    Contradicted: Move(_ANY, After.STAYS),
    PaperPrinted: Move(_ANY, After.STAYS),
    ExplanationPrinted: Move(_ANY, After.STAYS),
    Numbered: Move(_ANY, After.STAYS),
}

ALONE: frozenset[type[Fact]] = frozenset({Guided, TurnedAway, ClockTrusted, DayClosed})
"""Kinds of which no dossier begins: the event's dossier is its own id, and stays without any other event."""

KINDS: Mapping[str, type[Fact]] = {fact.kind: fact for fact in (*MOVES, *ALONE)}
