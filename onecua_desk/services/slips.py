"""The appointment slip of a dossier, in the layout that its paper and its applicant ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, Received
from onecua_desk.domain.fees import dong
from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.domain.ruleset import FormKind, check_ruleset
from onecua_desk.errors import UserError
from onecua_desk.paper.letters import Letter
from onecua_desk.paper.page import PageImage
from onecua_desk.services import identity, letter_looks, papers, print_settings, templates
from onecua_desk.services.desk import Desk
from onecua_desk.services.letter_looks import Layout
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm
from onecua_desk.store import log

if TYPE_CHECKING:  # read when a province has one
    from onecua_desk.paper.template import Template

__all__ = ["Layout", "PageImage", "last", "letter", "preview", "receipt", "receipt_of", "render", "slip"]

_PREVIEW_DPI = 108


def slip(desk: Desk, id: EventId) -> Printout:
    """The slip of a dossier that is in the log; nothing unsaved can be printed.

    It shows the dossier as it stands: without corrections, supplements, payments and a number that was still to come,
    exactly what was printed first.
    """
    with desk.store.read() as connection:
        entries = log.of_dossier(connection, id)
        dossier = log.sum_up(entries).dossier
        if dossier is None:
            raise UserError("Không tìm thấy hồ sơ này trong máy.")
        reprint = papers.reprints(connection, dossier, FormKind.SLIP)
        layout = letter_looks.layout(print_settings.get(connection), FormKind.SLIP, dossier.received.help)
    check_ruleset(dossier.received.ruleset, dossier.code)
    official = next(entry.wire.name for entry in entries if entry.wire.kind == Received.kind)
    chosen = templates.for_form(desk, letter(layout), dossier.received.ruleset)
    roll = layout is Layout.ROLL
    return Printout(
        PrintForm.LARGE_SLIP if layout is Layout.LARGE else PrintForm.SLIP,
        f"{FormKind.SLIP.label} {dossier.code}",
        render(receipt_of(dossier, official), reprint, layout, chosen.template),
        id,
        reprint,
        copies=1 if roll else 2,
        template=chosen.template,
        roll=roll,
        remark=chosen.problem,
    )


def last(desk: Desk) -> EventId | None:
    """The dossier that this desk received last; ``None`` before the first."""
    with desk.store.read() as connection:
        return log.last_received(connection, identity.of(connection).device)


def render(
    receipt: Receipt, reprint: int = 0, layout: Layout = Layout.NORMAL, template: Template | None = None
) -> bytes:
    """``template``: the province's own of ``letter(layout)``; ``None`` for the program's."""
    # ReportLab is slow to import; the first window does not need it.
    from onecua_desk.paper import slip as form
    from onecua_desk.paper.slip_roll import slip_roll

    if layout is Layout.ROLL:
        return slip_roll(receipt, reprint, template)
    return form.slip(receipt, reprint, layout.look(), template)


def letter(layout: Layout) -> Letter:
    """The slip has other words on the roll, so a template of its own."""
    return Letter.SLIP_ROLL if layout is Layout.ROLL else Letter.SLIP


def preview(desk: Desk, receipt: Receipt) -> PageImage:
    """The first page of the slip that ``receipt`` would give, fine enough for a screen of any pixel ratio."""
    template = templates.for_form(desk, Letter.SLIP, receipt.ruleset).template
    return next(papers.pages(papers.leaving(desk, render(receipt, template=template)), _PREVIEW_DPI))


def receipt_of(dossier: Dossier, official: str) -> Receipt:
    """What the slip of ``dossier`` prints; ``official`` is the name of who received it."""
    received = replace(dossier.received, applicant=dossier.applicant, papers=dossier.papers, due=dossier.due)
    printed = receipt(received, dossier.received_at, official)
    before = "" if dossier.awaits_number else dossier.provisional
    fee = _fee(received, dossier.paid, handed_back=dossier.returned is not None)
    return replace(printed, code=dossier.code, provisional=before, fee=fee)


def receipt(received: Received, at: datetime, official: str) -> Receipt:
    """The slip's values from what was received at ``at``."""
    applicant = received.applicant
    return Receipt(
        ruleset=received.ruleset,
        parent=received.unit.parent,
        centre=received.unit.centre,
        place=received.unit.place,
        code=received.code,
        applicant=applicant.name,
        number=applicant.number,
        address=applicant.address,
        phone=applicant.phone,
        email=applicant.email,
        procedure=received.procedure_name + (f" ({received.case})" if received.case else ""),
        papers=tuple(PaperLine(paper.name, paper.kind_label, paper.quantity) for paper in received.papers),
        sets=received.sets,
        limit=received.limit.words() if received.limit else "",
        received_at=at,
        due=received.due,
        return_at=received.return_at,
        fee=_fee(received, received.paid),
        official=official,
        representative=received.representative.words() if received.representative else "",
        organisation=applicant.organisation,
    )


def _fee(received: Received, paid: int, *, handed_back: bool = False) -> str:
    """The fee, and what became of it: ``paid`` so far, in đồng; nothing more is taken with a result that has gone."""
    amount = received.fee.amount
    if amount is None:
        return ""
    if amount == 0:
        return "không thu"
    if paid >= amount:
        return f"{dong(amount)} (đã thu)"
    later = "nộp trực tuyến" if received.pay_online else "chưa thu" if handed_back else "thu khi trả kết quả"
    part = f"đã thu {dong(paid)}, còn {dong(amount - paid)} " if paid else ""
    return f"{dong(amount)} ({part}{later})"
