"""Where a dossier is, in one sentence, and the small slip that says it to whoever asks at the counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, Received
from onecua_desk.domain.parts import Official, State
from onecua_desk.domain.ruleset import check_ruleset
from onecua_desk.domain.status import Status
from onecua_desk.domain.whereabouts import Whereabouts, named, whereabouts
from onecua_desk.errors import UserError
from onecua_desk.paper.letters import Letter
from onecua_desk.services import identity, letter_looks, notices, print_settings, slips, templates
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm
from onecua_desk.store import file_lane, log
from onecua_desk.wire.messages import UNENROLLED

_RUNNING = (State.RECEIVED, State.PROCESSING)


def told(connection: Connection, desk: Desk, dossier: Dossier, entries: Sequence[log.Entry]) -> Whereabouts:
    """What is said of ``dossier`` now, after all its ``entries``."""
    events = [entry.event for entry in entries if entry.event is not None and entry.counts]
    unsent = any(entry.unsent for entry in entries) or file_lane.left_of(connection, dossier.id)
    joined = identity.of(connection).device != UNENROLLED
    return whereabouts(dossier, events, desk.now(), desk.calendar, unsent=unsent and joined)


def status_form(desk: Desk, answering: Official, id: EventId) -> Printout:
    """The slip of a dossier as it stands now, as ``answering`` says it; nobody counts how often it is printed.

    ``UserError`` when this desk does not have the dossier, or it came under a rule set of a newer program.
    """
    with desk.store.read() as connection:
        entries = log.of_dossier(connection, id)
        dossier = log.sum_up(entries).dossier
        if dossier is None:
            raise UserError("Không tìm thấy hồ sơ này trong máy.")
        check_ruleset(dossier.received.ruleset, dossier.code)
        said = told(connection, desk, dossier, entries)
        layout = letter_looks.layout(print_settings.get(connection), PrintForm.STATUS, dossier.received.help)
        phone = notices.contact(connection)
    receiver = next(entry.wire.name for entry in entries if entry.wire.kind == Received.kind)
    chosen = templates.for_form(desk, Letter.STATUS, dossier.received.ruleset)
    # ReportLab is slow to import; the first window does not need it.
    from onecua_desk.paper.status import status

    note = slips.receipt_of(dossier, receiver).number_note
    value = replace(_status(desk, dossier, said), number_note=note, official=answering.name, contact=phone)
    pdf = status(value, 0, layout.look(), chosen.template)
    return Printout(PrintForm.STATUS, f"Tình trạng {dossier.code}", pdf, remark=chosen.problem)


def _status(desk: Desk, dossier: Dossier, said: Whereabouts) -> Status:
    received = dossier.received
    return Status(
        ruleset=received.ruleset,
        parent=received.unit.parent,
        centre=received.unit.centre,
        place=received.unit.place,
        at=desk.now(),
        code=dossier.code,
        applicant=named(dossier.applicant),
        procedure=received.procedure_name,
        sentence=said.written,
        due=dossier.due if dossier.state in _RUNNING else None,
        bring=said.bring,
    )
