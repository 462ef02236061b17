"""Forms 02 to 05 as papers: what they say of a fact, their drawing, and those of a dossier that has such a fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from onecua_desk.domain.apology import Apology
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import (
    Apologised,
    Event,
    EventId,
    Fact,
    Guided,
    Refused,
    Stopped,
    SupplementRequested,
    TurnedAway,
)
from onecua_desk.domain.notice import Notice
from onecua_desk.domain.parts import Applicant, Official, Unit
from onecua_desk.domain.ruleset import FormKind, check_ruleset
from onecua_desk.domain.stop_notice import StopNotice
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.paper.letters import Letter
from onecua_desk.services import letter_looks, papers, print_settings, templates
from onecua_desk.services.desk import Desk
from onecua_desk.services.letter_looks import Layout
from onecua_desk.services.papers import Printout
from onecua_desk.store import log, settings
from onecua_desk.store.engine import Store
from onecua_desk.store.log import Entry

if TYPE_CHECKING:  # read when a province has one
    from onecua_desk.paper.template import Template

Value = Notice | Apology | StopNotice

ENDINGS = {FormKind.SUPPLEMENT: "HDHS", FormKind.REFUSAL: "TCHS", FormKind.APOLOGY: "PXL", FormKind.STOP: "TBDG"}
"""What stands behind the number of each form: hướng dẫn, từ chối hồ sơ, phiếu xin lỗi, thông báo dừng."""

_WRITTEN_WITH: dict[type[Fact], FormKind] = {
    SupplementRequested: FormKind.SUPPLEMENT,
    Refused: FormKind.REFUSAL,
    Apologised: FormKind.APOLOGY,
    Stopped: FormKind.STOP,
}
_CONTACT = "contact_phone"


def supplement_form(desk: Desk, id: EventId) -> Printout:
    """Form 02 of a dossier, as it was last asked for papers. ``UserError`` when it never was."""
    return _of_dossier(desk, id, FormKind.SUPPLEMENT)


def refusal_form(desk: Desk, id: EventId) -> Printout:
    """Form 03 of a dossier that was refused. ``UserError`` when it was not."""
    return _of_dossier(desk, id, FormKind.REFUSAL)


def apology_form(desk: Desk, id: EventId) -> Printout:
    """Form 04 of a dossier, with the apology that was written last. ``UserError`` when none was."""
    return _of_dossier(desk, id, FormKind.APOLOGY)


def stop_form(desk: Desk, id: EventId) -> Printout:
    """Form 05 of a dossier that was stopped. ``UserError`` when it was not."""
    return _of_dossier(desk, id, FormKind.STOP)


def form_of(fact: Fact) -> FormKind | None:
    """The form that the citizen gets with ``fact``."""
    return _WRITTEN_WITH.get(type(fact))


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


def letter(form: FormKind, entries: Sequence[Entry], contact: str) -> Value:
    """What ``form`` says after ``entries`` of one dossier, the last fact that it is written with among them.

    Asks neither a clock nor a setting. ``UserError`` where there is no such fact.
    """
    facts, dossier = _facts(form, entries)
    return _letter(form, dossier, facts, contact)


def draw(
    form: FormKind,
    value: Value,
    reprint: int = 0,
    layout: Layout = Layout.NORMAL,
    template: Template | None = None,
) -> bytes:
    """The PDF of one of the forms 02 to 05; ``template``: the province's own, ``None`` for the program's."""
    # ReportLab is slow to import; the first window does not need it.
    from onecua_desk.paper.apology import apology
    from onecua_desk.paper.refusal import refusal
    from onecua_desk.paper.stop import stop
    from onecua_desk.paper.supplement import supplement

    look = layout.look()
    if isinstance(value, Apology):
        return apology(value, reprint, look, template)
    if isinstance(value, StopNotice):
        return stop(value, reprint, look, template)
    return (supplement if form is FormKind.SUPPLEMENT else refusal)(value, reprint, look, template)


def contact(connection: Connection) -> str:
    """The telephone that the forms name; empty while nobody has set it."""
    return settings.get(connection, _CONTACT, str) or ""


def read_contact(store: Store) -> str:
    with store.read() as connection:
        return contact(connection)


def write_contact(store: Store, phone: str) -> None:
    with store.write() as connection:
        settings.put(connection, _CONTACT, clean(phone))


def _of_dossier(desk: Desk, id: EventId, form: FormKind) -> Printout:
    with desk.store.read() as connection:
        entries = log.of_dossier(connection, id)
        phone, chosen = contact(connection), print_settings.get(connection)
        facts, dossier = _facts(form, entries)
        reprint = papers.reprints(connection, dossier, form) - _printed_before(entries, facts[-1], form)
    check_ruleset(dossier.received.ruleset, dossier.code)
    value, layout = _letter(form, dossier, facts, phone), letter_looks.layout(chosen, form, dossier.received.help)
    own = templates.for_form(desk, Letter(form.value), value.ruleset)
    return Printout(
        form,
        f"{form.label} {value.number}",
        draw(form, value, reprint, layout, own.template),
        id,
        reprint,
        template=own.template,
        contact=phone,
        roll=layout is Layout.ROLL,
        remark=own.problem,
    )


def _facts(form: FormKind, entries: Sequence[Entry]) -> tuple[list[Event], Dossier]:
    """The events that ``form`` is written with, without those that do not fit the dossier any more."""
    found: list[Event] = []
    dossier = log.sum_up(entries, lambda event, _: found.append(event) if form_of(event.fact) is form else None).dossier
    if dossier is None or not found:
        raise UserError(f"Hồ sơ này chưa có việc để in {form.label.lower()}.")
    return found, dossier


def _printed_before(entries: Sequence[Entry], fact: Event, form: FormKind) -> int:
    """Prints of an earlier request: what was asked for later is another paper, and its first print bears no mark."""
    place = next(place for place, entry in enumerate(entries) if entry.event == fact)
    before = log.sum_up(entries[:place]).dossier
    return before.reprints(form) if before else 0


def _letter(form: FormKind, dossier: Dossier, facts: Sequence[Event], contact: str) -> Value:
    """A dossier's paper takes its number from the code, so that no second row of numbers is needed."""
    event, again = facts[-1], f".{len(facts)}" if len(facts) > 1 else ""
    said = _head(dossier.received.unit) | _person(dossier.applicant)
    said |= {
        "ruleset": dossier.received.ruleset,
        "number": f"{dossier.code.partition('-')[2]}{again}/{ENDINGS[form]}",
        "at": event.at,
        "procedure": dossier.received.procedure_name + (f" ({dossier.received.case})" if dossier.received.case else ""),
        "code": dossier.code,
    }
    match event.fact:
        case Apologised() as fact:
            return _apology(dossier, fact, said)
        case Stopped() as fact:
            return _stop(dossier, event, fact, said | {"contact": contact})
        case SupplementRequested() | Refused() as fact:
            missing = fact.missing if isinstance(fact, SupplementRequested) else ()
            number = dossier.applicant.number
            said |= {"official": event.official.name, "citizen_number": number, "contact": contact}
            return Notice(**said, missing=missing, reason=fact.reason)
    raise AssertionError(f"no form is written with {event.fact.kind}")


def _apology(dossier: Dossier, fact: Apologised, said: dict[str, Any]) -> Apology:
    return Apology(
        **said | _agency(dossier),
        received_at=dossier.received_at,
        due_before=fact.due_before,
        due=fact.due,
        reason=fact.reason,
    )


def _stop(dossier: Dossier, event: Event, fact: Stopped, said: dict[str, Any]) -> StopNotice:
    return StopNotice(
        **said | _agency(dossier),
        citizen_number=dossier.applicant.number,
        official=event.official.name,
        received_at=dossier.received_at,
        basis=fact.basis,
        reason=fact.reason,
        stopped_at=event.at,
    )


def _agency(dossier: Dossier) -> dict[str, str]:
    """Who decides signs, and stands alone in the head: what is above it is not known."""
    return {"agency": dossier.received.solved_by, "parent": ""}


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
