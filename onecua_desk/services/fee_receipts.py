"""The fee receipt sheet of a dossier: every payment that stands, two copies on A5 or one on the roll."""

from __future__ import annotations

from collections.abc import Sequence

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, FeePaid, Received, Returned
from onecua_desk.domain.fee_receipt import FeeReceipt, FeeTaken
from onecua_desk.domain.payment import Taken
from onecua_desk.domain.ruleset import check_ruleset
from onecua_desk.errors import UserError
from onecua_desk.paper.letters import Letter
from onecua_desk.services import letter_looks, print_settings, templates
from onecua_desk.services.desk import Desk
from onecua_desk.services.letter_looks import Layout
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm
from onecua_desk.store import log
from onecua_desk.store.log import Entry


def fee_receipt(desk: Desk, id: EventId) -> Printout:
    """The sheet as the dossier stands; nobody counts it, it is no biên lai. ``UserError`` where nothing was paid."""
    from onecua_desk.paper.fee_receipt import fee_receipt as draw  # ReportLab is slow to import

    with desk.store.read() as connection:
        entries = log.of_dossier(connection, id)
        dossier = log.sum_up(entries).dossier
        settings = print_settings.get(connection)
    if dossier is None or not dossier.takings:
        raise UserError("Hồ sơ này chưa thu khoản phí, lệ phí nào.")
    check_ruleset(dossier.received.ruleset, dossier.code)
    layout = letter_looks.layout(settings, PrintForm.FEE_RECEIPT, dossier.received.help)
    chosen = templates.for_form(desk, Letter.FEE_RECEIPT, dossier.received.ruleset)
    pdf = draw(value_of(dossier, entries), 0, layout.look(), chosen.template)
    copies = 1 if layout is Layout.ROLL else 2
    return Printout(PrintForm.FEE_RECEIPT, f"Phiếu thu {dossier.code}", pdf, copies=copies, remark=chosen.problem)


def value_of(dossier: Dossier, entries: Sequence[Entry]) -> FeeReceipt:
    """What the sheet says, dated by the last payment, so that it says the same on another day.

    Whoever took the last payment signs; ``entries``: those of the dossier.
    """
    received, applicant, last = dossier.received, dossier.applicant, dossier.takings[-1]
    return FeeReceipt(
        ruleset=received.ruleset,
        parent=received.unit.parent,
        centre=received.unit.centre,
        place=received.unit.place,
        code=dossier.code,
        payer=applicant.name,
        procedure=received.procedure_name + (f" ({received.case})" if received.case else ""),
        takings=tuple(_line(dossier, taken) for taken in dossier.takings),
        at=last.at,
        collector=next((entry.wire.name for entry in entries if _took(entry) and entry.wire.at == last.at), ""),
        number=applicant.number,
        address=applicant.address,
        exemption=received.exemption,
        owed=dossier.owed if dossier.returned is None else 0,
    )


def _took(entry: Entry) -> bool:
    return entry.counts and entry.event is not None and isinstance(entry.event.fact, Received | Returned | FeePaid)


def _line(dossier: Dossier, taken: Taken) -> FeeTaken:
    when = {dossier.received_at: "khi nhận hồ sơ"}
    if dossier.taken_at_hand_back:
        when[dossier.taken_at_hand_back.at] = "khi trả kết quả"
    what = f"Thu {when.get(taken.at, 'phí, lệ phí')}, {taken.at:%H:%M} {taken.at:%d/%m}/{taken.at.year:04d}"
    return FeeTaken(what, taken.payment.amount, taken.payment.way.label, taken.payment.receipt)
