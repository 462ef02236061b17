"""Forms 02 and 03 as papers: what they say of a fact, their drawing, and those of a dossier that was taken in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, Guided, PaperPrinted, Refused, SupplementRequested, TurnedAway
from onecua_desk.domain.notice import Notice
from onecua_desk.domain.parts import Applicant, Help, Official, Unit
from onecua_desk.domain.ruleset import FormKind, is_ruleset
from onecua_desk.domain.text import clean
from onecua_desk.errors import UserError
from onecua_desk.services import papers
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.store import log, settings
from onecua_desk.store.engine import Store
from onecua_desk.store.log import Entry

ENDINGS = {FormKind.SUPPLEMENT: "HDHS", FormKind.REFUSAL: "TCHS"}
"""What stands behind the number of each form: hướng dẫn, từ chối hồ sơ."""

_CONTACT = "contact_phone"


def supplement_form(desk: Desk, id: EventId) -> Printout:
    """Form 02 of a dossier, as it was last asked for papers. ``UserError`` when it never was."""
    return _of_dossier(desk, id, FormKind.SUPPLEMENT, SupplementRequested)


def refusal_form(desk: Desk, id: EventId) -> Printout:
    """Form 03 of a dossier that was refused. ``UserError`` when it was not."""
    return _of_dossier(desk, id, FormKind.REFUSAL, Refused)


def of_guidance(fact: Guided | TurnedAway, at: datetime, official: Official, contact: str) -> Notice:
    """What the paper of a fact that stands alone says."""
    return _notice(
        fact.unit,
        fact.applicant,
        ruleset=fact.ruleset,
        number=fact.number,
        at=at,
        procedure=fact.procedure_name,
        official=official.name,
        missing=fact.missing if isinstance(fact, Guided) else (),
        reason=fact.reason,
        contact=contact,
    )


def draw(form: FormKind, notice: Notice, reprint: int = 0, *, large: bool = False) -> bytes:
    """The PDF of form 02 or 03."""
    # ReportLab is slow to import; the first window does not need it.
    from onecua_desk.paper.refusal import refusal
    from onecua_desk.paper.slip import LARGE, NORMAL
    from onecua_desk.paper.supplement import supplement

    make = supplement if form is FormKind.SUPPLEMENT else refusal
    return make(notice, reprint, LARGE if large else NORMAL)


def is_large(help: Sequence[Help]) -> bool:
    """Whether the paper is for somebody who reads or sees badly."""
    return bool({Help.READ, Help.SEE} & set(help))


def contact(connection: Connection) -> str:
    """The telephone that forms 02 and 03 name; empty while nobody has set it."""
    return settings.get(connection, _CONTACT, str) or ""


def read_contact(store: Store) -> str:
    with store.read() as connection:
        return contact(connection)


def write_contact(store: Store, phone: str) -> None:
    with store.write() as connection:
        settings.put(connection, _CONTACT, clean(phone))


def _of_dossier(desk: Desk, id: EventId, form: FormKind, kind: type[SupplementRequested | Refused]) -> Printout:
    with desk.store.read() as connection:
        entries = log.of_dossier(connection, id)
        dossier = log.sum_up(entries).dossier
        asked = [entry for entry in entries if entry.counts and entry.event and isinstance(entry.event.fact, kind)]
        if dossier is None or not asked:
            raise UserError(f"Hồ sơ này chưa có việc để in {form.label.lower()}.")
        before = _printed_before(entries, asked[-1], form)
        reprint = papers.reprints(connection, dossier, form) - before
        notice = _of_entry(dossier, asked[-1], form, len(asked), contact(connection))
    if not is_ruleset(notice.ruleset):
        raise UserError("Hồ sơ này được nhận theo mẫu mới hơn chương trình; hãy cập nhật chương trình rồi in lại.")
    pdf = draw(form, notice, reprint, large=is_large(dossier.received.help))
    return Printout(form, f"{form.label} {notice.number}", pdf, id, reprint)


def _printed_before(entries: Sequence[Entry], asked: Entry, form: FormKind) -> int:
    """Prints of an earlier request: what was asked for later is another paper, and its first print bears no mark."""
    facts = [entry.event.fact for entry in entries[: entries.index(asked)] if entry.counts and entry.event]
    return sum(isinstance(fact, PaperPrinted) and fact.form is form for fact in facts)


def _of_entry(dossier: Dossier, asked: Entry, form: FormKind, times: int, contact: str) -> Notice:
    """A dossier's paper takes its number from the code, so that no second row of numbers is needed."""
    assert asked.event is not None
    received, fact = dossier.received, asked.event.fact
    assert isinstance(fact, SupplementRequested | Refused)
    _, _, serial = dossier.code.partition("-")
    again = f".{times}" if times > 1 else ""
    return _notice(
        received.unit,
        dossier.applicant,
        ruleset=received.ruleset,
        number=f"{serial}{again}/{ENDINGS[form]}",
        at=asked.wire.at,
        procedure=received.procedure_name + (f" ({received.case})" if received.case else ""),
        official=asked.wire.name,
        code=dossier.code,
        missing=fact.missing if isinstance(fact, SupplementRequested) else (),
        reason=fact.reason,
        contact=contact,
    )


def _notice(unit: Unit, applicant: Applicant, **said: Any) -> Notice:
    return Notice(
        parent=unit.parent,
        centre=unit.centre,
        place=unit.place,
        applicant=applicant.name,
        organisation=applicant.organisation,
        citizen_number=applicant.number,
        address=applicant.address,
        phone=applicant.phone,
        email=applicant.email,
        **said,
    )
