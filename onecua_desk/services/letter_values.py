"""What forms 02 to 05 and the explanatory note say of a fact, from the log alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onecua_desk.domain.apology import Apology
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import (
    Apologised,
    Event,
    Explained,
    Fact,
    Guided,
    Refused,
    Stopped,
    SupplementRequested,
    TurnedAway,
)
from onecua_desk.domain.explanation import Explanation
from onecua_desk.domain.notice import Notice
from onecua_desk.domain.parts import Applicant, Official, State, Unit
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.domain.stop_notice import StopNotice
from onecua_desk.errors import UserError
from onecua_desk.store import log
from onecua_desk.store.log import Entry

Value = Notice | Apology | StopNotice | Explanation

ENDINGS = {
    FormKind.SUPPLEMENT: "HDHS",
    FormKind.REFUSAL: "TCHS",
    FormKind.APOLOGY: "PXL",
    FormKind.STOP: "TBDG",
    FormKind.EXPLANATION: "BC",
}
"""What stands behind the number of each form: hướng dẫn, từ chối hồ sơ, phiếu xin lỗi, thông báo dừng, báo cáo."""

_WRITTEN_WITH: dict[type[Fact], FormKind] = {
    SupplementRequested: FormKind.SUPPLEMENT,
    Refused: FormKind.REFUSAL,
    Apologised: FormKind.APOLOGY,
    Stopped: FormKind.STOP,
    Explained: FormKind.EXPLANATION,
}


@dataclass(frozen=True, slots=True)
class Written:
    """``events``: those that a form is written with, oldest first, without what does not fit the dossier any more.

    ``then`` is the dossier as it stood after the last of them, ``dossier`` as it stands now.
    """

    events: tuple[Event, ...]
    then: Dossier
    dossier: Dossier

    @property
    def number(self) -> str:
        """A dossier's paper takes its number from the code, so that no second row of numbers is needed."""
        again = f".{len(self.events)}" if len(self.events) > 1 else ""
        return f"{self.dossier.code.partition('-')[2]}{again}"


def form_of(fact: Fact) -> FormKind | None:
    """The form that is printed with ``fact``."""
    return _WRITTEN_WITH.get(type(fact))


def written(form: FormKind, entries: Sequence[Entry]) -> Written:
    """What ``form`` is written with in ``entries`` of one dossier. ``UserError`` where nothing is."""
    found: list[tuple[Event, Dossier]] = []

    def seen(event: Event, after: Dossier) -> None:
        if form_of(event.fact) is form:
            found.append((event, after))

    dossier = log.sum_up(entries, seen).dossier
    if dossier is None or not found:
        raise UserError(f"Hồ sơ này chưa có việc để in {form.label.lower()}.")
    return Written(tuple(event for event, _ in found), found[-1][1], dossier)


def of_guidance(fact: Guided | TurnedAway, at: datetime, official: Official, contact: str) -> Notice:
    """What the paper of a fact that stands alone says."""
    return Notice(
        **_head(fact.unit),
        **_person(fact.applicant),
        ruleset=fact.ruleset,
        number=fact.number,
        citizen_number=fact.applicant.number,
        at=at,
        procedure=fact.procedure_name,
        official=official.name,
        missing=fact.missing if isinstance(fact, Guided) else (),
        reason=fact.reason,
        contact=contact,
    )


def value_of(form: FormKind, told: Written, contact: str) -> Value:
    """What ``form`` says; asks neither a clock nor a setting. ``contact``: the telephone of the desk."""
    event, dossier = told.events[-1], told.dossier
    received = dossier.received
    said = _head(received.unit) | _person(dossier.applicant)
    said |= {
        "ruleset": received.ruleset,
        "number": f"{told.number}/{ENDINGS[form]}",
        "at": event.at,
        "procedure": received.procedure_name + (f" ({received.case})" if received.case else ""),
        "code": dossier.code,
    }
    term = said | {"agency": received.solved_by, "received_at": dossier.received_at}
    by_agency = term | {"parent": ""}  # who decides signs, and stands alone in the head: what is above it is not known
    official: dict[str, Any] = {"official": event.official.name}
    asked = official | {"citizen_number": dossier.applicant.number, "contact": contact}
    match event.fact:
        case Apologised() as fact:
            return Apology(**by_agency, due_before=fact.due_before, due=fact.due, reason=fact.reason)
        case Stopped() as fact:
            return StopNotice(**by_agency, **asked, basis=fact.basis, reason=fact.reason, stopped_at=event.at)
        case Explained() as fact:
            return Explanation(**term, **official, **_explained(fact, told.then))
        case SupplementRequested() | Refused() as fact:
            missing = fact.missing if isinstance(fact, SupplementRequested) else ()
            return Notice(**said, **asked, missing=missing, reason=fact.reason)
    raise AssertionError(f"no form is written with {event.fact.kind}")


def _explained(fact: Explained, then: Dossier) -> dict[str, Any]:
    """How late it stood when it was explained, to whom the desk answers, and why; events of 0.2 counted no days."""
    received = then.received
    return {
        "to": received.unit.parent or received.solved_by,
        "holder": then.holder,
        "appointed": then.due_by_law,
        "again": then.due if then.apologies else None,
        "late_from": fact.late_from or then.due_by_law,
        "days_late": fact.days_late,
        "ended": then.at_rest_since,
        "outcome": _outcome(then) if then.at_rest_since else "",
        "cause": fact.cause.label,
        "reason": fact.text,
        "remedy": fact.remedy,
    }


def _outcome(dossier: Dossier) -> str:
    """How its term came to rest: a result stays one when it is handed back, and what ended while papers were waited
    for had come to rest before.
    """
    if dossier.asked_at:
        return State.AWAITING_PAPERS.label
    return State.RESULT_READY.label if dossier.result else dossier.state.label


def _head(unit: Unit) -> dict[str, Any]:
    return {"parent": unit.parent, "centre": unit.centre, "place": unit.place}


def _person(applicant: Applicant) -> dict[str, Any]:
    return {
        "applicant": applicant.name,
        "organisation": applicant.organisation,
        "address": applicant.address,
        "phone": applicant.phone,
        "email": applicant.email,
    }
