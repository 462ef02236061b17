"""Forms 02 to 05 and the explanatory note as papers: their drawing, and those of a dossier that has such a fact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from onecua_desk.domain.apology import Apology
from onecua_desk.domain.events import Event, EventId
from onecua_desk.domain.explanation import Explanation
from onecua_desk.domain.ruleset import FormKind, check_ruleset
from onecua_desk.domain.stop_notice import StopNotice
from onecua_desk.domain.text import clean
from onecua_desk.paper.letters import Letter
from onecua_desk.services import letter_looks, letter_values, papers, print_settings, templates
from onecua_desk.services.desk import Desk
from onecua_desk.services.letter_looks import Layout
from onecua_desk.services.letter_values import Value
from onecua_desk.services.papers import Printout
from onecua_desk.store import log, settings
from onecua_desk.store.engine import Store
from onecua_desk.store.log import Entry

if TYPE_CHECKING:  # read when a province has one
    from onecua_desk.paper.template import Template

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


def explanation_form(desk: Desk, id: EventId) -> Printout:
    """The note that was written last on why a dossier is or was late. ``UserError`` when none was."""
    return _of_dossier(desk, id, FormKind.EXPLANATION)


def letter(form: FormKind, entries: Sequence[Entry], contact: str) -> Value:
    """What ``form`` says after ``entries`` of one dossier, the last fact that it is written with among them.

    Asks neither a clock nor a setting. ``UserError`` where there is no such fact.
    """
    return letter_values.value_of(form, letter_values.written(form, entries), contact)


def draw(
    form: FormKind,
    value: Value,
    reprint: int = 0,
    layout: Layout = Layout.NORMAL,
    template: Template | None = None,
) -> bytes:
    """The PDF of one of these papers; ``template``: the province's own, ``None`` for the program's."""
    # ReportLab is slow to import; the first window does not need it.
    from onecua_desk.paper.apology import apology
    from onecua_desk.paper.explanation import explanation
    from onecua_desk.paper.refusal import refusal
    from onecua_desk.paper.stop import stop
    from onecua_desk.paper.supplement import supplement

    look = layout.look()
    match value:
        case Apology():
            return apology(value, reprint, look, template)
        case StopNotice():
            return stop(value, reprint, look, template)
        case Explanation():
            return explanation(value, reprint, look, template)
        case _:
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
        told = letter_values.written(form, entries)
        dossier = told.dossier
        reprint = papers.reprints(connection, dossier, form) - _printed_before(entries, told.events[-1], form)
    check_ruleset(dossier.received.ruleset, dossier.code)
    value = letter_values.value_of(form, told, phone)
    layout = letter_looks.layout(chosen, form, dossier.received.help)
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


def _printed_before(entries: Sequence[Entry], fact: Event, form: FormKind) -> int:
    """Prints of an earlier request: what was asked for later is another paper, and its first print bears no mark."""
    place = next(place for place, entry in enumerate(entries) if entry.event == fact)
    before = log.sum_up(entries[:place]).dossier
    return before.reprints(form) if before else 0
