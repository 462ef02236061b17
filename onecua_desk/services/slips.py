"""The appointment slip of a dossier: its PDF, and the record that it was printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, PaperPrinted, Received
from onecua_desk.domain.fees import Fee, dong
from onecua_desk.domain.parts import Official
from onecua_desk.domain.receipt import PaperLine, Receipt
from onecua_desk.domain.ruleset import FormKind, is_ruleset
from onecua_desk.errors import UserError
from onecua_desk.paper.page import PageImage
from onecua_desk.services.desk import Desk, Done, record
from onecua_desk.store import log

__all__ = ["PageImage", "Slip", "pages", "preview", "printed", "receipt", "receipt_of", "render", "slip"]

_PREVIEW_DPI = 108


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip ready to print. ``reprint``: 0 the first time, then how often it was printed before."""

    id: EventId
    code: str
    reprint: int
    pdf: bytes


def slip(desk: Desk, id: EventId) -> Slip:
    """The slip of a dossier that is in the log; nothing unsaved can be printed.

    It shows the dossier as it stands: without corrections and supplements, exactly what was printed the first time.
    """
    with desk.store.read() as connection:
        entries = log.of_dossier(connection, id)
    dossier = log.sum_up(entries).dossier
    if dossier is None:
        raise UserError("Không tìm thấy hồ sơ này trong máy.")
    if not is_ruleset(dossier.received.ruleset):
        raise UserError("Hồ sơ này được nhận theo mẫu mới hơn chương trình; hãy cập nhật chương trình rồi in lại.")
    official = next(entry.wire.name for entry in entries if entry.wire.kind == Received.kind)
    reprint = dossier.reprints(FormKind.SLIP)
    return Slip(id, dossier.code, reprint, render(receipt_of(dossier, official), reprint))


def printed(desk: Desk, official: Official, slip: Slip, printer: str) -> Done[Dossier]:
    """Write down that the slip came out of ``printer`` (or was saved as a PDF)."""
    return record(desk, official, slip.id, lambda *_: PaperPrinted(FormKind.SLIP, slip.reprint, printer))


def render(receipt: Receipt, reprint: int = 0) -> bytes:
    from onecua_desk.paper.slip import slip as draw  # ReportLab is slow to import; the first window does not need it

    return draw(receipt, reprint)


def preview(receipt: Receipt) -> PageImage:
    """The first page of the slip that ``receipt`` would give, fine enough for a screen of any pixel ratio."""
    return next(pages(render(receipt), _PREVIEW_DPI))


def pages(pdf: bytes, dpi: int) -> Iterator[PageImage]:
    """The pages of a form as pixels, each made when it is asked for."""
    from onecua_desk.paper.image import page_images

    return page_images(pdf, dpi)


def receipt_of(dossier: Dossier, official: str) -> Receipt:
    """What the slip of ``dossier`` prints; ``official`` is the name of who received it."""
    received = replace(dossier.received, applicant=dossier.applicant, papers=dossier.papers, due=dossier.due)
    return receipt(received, dossier.received_at, official)


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
        fee=_fee(received.fee, received.paid),
        official=official,
        representative=received.representative,
    )


def _fee(fee: Fee, paid: int) -> str:
    if fee.amount is None:
        return ""
    if fee.amount == 0:
        return "không thu"
    return f"{dong(fee.amount)} ({'đã thu' if paid else 'thu khi trả kết quả'})"
