"""The appointment slip of a dossier, in the layout that its paper and its applicant ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import Enum, auto

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, Received
from onecua_desk.domain.fees import dong
from onecua_desk.domain.parts import Help
from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.domain.ruleset import FormKind, is_ruleset
from onecua_desk.errors import UserError
from onecua_desk.paper.page import PageImage
from onecua_desk.services import identity, papers, print_settings
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm, PrintSettings, Stock
from onecua_desk.store import log

__all__ = ["Layout", "PageImage", "last", "layout", "preview", "receipt", "receipt_of", "render", "slip"]

_PREVIEW_DPI = 108


class Layout(Enum):
    """How a slip is set: two copies on A5, two in large type on A4, or one on a roll of 80 mm."""

    NORMAL = auto()
    LARGE = auto()
    ROLL = auto()


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
        chosen = layout(dossier, print_settings.get(connection))
    if not is_ruleset(dossier.received.ruleset):
        raise UserError("Hồ sơ này được nhận theo mẫu mới hơn chương trình; hãy cập nhật chương trình rồi in lại.")
    official = next(entry.wire.name for entry in entries if entry.wire.kind == Received.kind)
    pdf = render(receipt_of(dossier, official), reprint, chosen)
    form = PrintForm.LARGE_SLIP if chosen is Layout.LARGE else PrintForm.SLIP
    return Printout(form, dossier.code, pdf, id, reprint, copies=1 if chosen is Layout.ROLL else 2)


def last(desk: Desk) -> EventId | None:
    """The dossier that this desk received last; ``None`` before the first."""
    with desk.store.read() as connection:
        return log.last_received(connection, identity.of(connection).device)


def layout(dossier: Dossier, chosen: PrintSettings) -> Layout:
    """Large for who was helped because they read or see badly, otherwise as the paper of slips asks."""
    if {Help.READ, Help.SEE} & set(dossier.received.help):
        return Layout.LARGE
    return Layout.ROLL if chosen.way(FormKind.SLIP).stock is Stock.ROLL else Layout.NORMAL


def render(receipt: Receipt, reprint: int = 0, layout: Layout = Layout.NORMAL) -> bytes:
    # ReportLab is slow to import; the first window does not need it.
    from onecua_desk.paper import slip as form
    from onecua_desk.paper.slip_roll import slip_roll

    if layout is Layout.ROLL:
        return slip_roll(receipt, reprint)
    return form.slip(receipt, reprint, form.LARGE if layout is Layout.LARGE else form.NORMAL)


def preview(receipt: Receipt) -> PageImage:
    """The first page of the slip that ``receipt`` would give, fine enough for a screen of any pixel ratio."""
    return next(papers.pages(render(receipt), _PREVIEW_DPI))


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
