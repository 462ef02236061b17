"""Every paper of one dossier that can be printed, and how often each was."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import starmap

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Official
from onecua_desk.domain.ruleset import FormKind, is_ruleset, ruleset_named
from onecua_desk.domain.text import uncapitalised
from onecua_desk.services import control, fee_receipts, hand_overs, identity, letter_values, notices, slips, whereabouts
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm

FORMS: Mapping[FormKind, Callable[[Desk, EventId], Printout]] = {
    FormKind.SLIP: slips.slip,
    FormKind.SUPPLEMENT: notices.supplement_form,
    FormKind.REFUSAL: notices.refusal_form,
    FormKind.APOLOGY: notices.apology_form,
    FormKind.STOP: notices.stop_form,
    FormKind.CONTROL_SLIP: control.control_slip,
    FormKind.EXPLANATION: notices.explanation_form,
}
"""The forms of one dossier, in the order of their numbers; ours, which has none, last."""


@dataclass(frozen=True, slots=True)
class DossierPaper:
    """One paper. ``words``: as a list shows it; ``called``: within a sentence, "giấy hẹn"; ``about``: which of several.

    ``printed``: how often it was, ``None`` where nobody counts; ``owed``: it was asked for and never came out, so that
    ``reader`` has none.
    """

    words: str
    called: str
    make: Callable[[Desk, Official], Printout]
    about: str = ""
    printed: int | None = None
    owed: bool = False
    reader: str = "người nộp"


def papers_of(desk: Desk, id: EventId) -> tuple[DossierPaper, ...]:
    """What can be printed of a dossier now: its forms, the lists it stands on, what it paid, where it is."""
    with desk.store.read() as connection:
        dossier, events = hand_overs.that_count(connection, id)
        device = identity.of(connection).device
    if dossier is None:
        return ()
    written = {letter_values.form_of(event.fact) for event in events}
    lists = hand_overs.lists_of(dossier, events, device)
    return (*_forms(dossier, written), *starmap(_list, lists), *_slips(dossier))


def _forms(dossier: Dossier, written: Container[FormKind | None]) -> Iterator[DossierPaper]:
    for form, make in FORMS.items():
        if form in written or form in (FormKind.SLIP, FormKind.CONTROL_SLIP):
            printed = dossier.reprints(form)
            owed = form in written and not printed
            called = uncapitalised(form.label)
            reader = "nơi nhận" if form is FormKind.EXPLANATION else "người nộp"
            made = _for_any(make, dossier.id)
            yield DossierPaper(_words(dossier, form), called, made, printed=printed, owed=owed, reader=reader)


def _words(dossier: Dossier, form: FormKind) -> str:
    ruleset = dossier.received.ruleset
    known = ruleset_named(ruleset).forms.get(form) if is_ruleset(ruleset) else None
    return f"{form.label} (mẫu {known.number})" if known else form.label


def _list(day: date, receiver: str) -> DossierPaper:
    make = partial(hand_overs.day_list, day=day, receiver=receiver)
    return DossierPaper("Danh sách bàn giao", "danh sách bàn giao", make, f"ngày {day:%d/%m/%Y}, {receiver}")


def _slips(dossier: Dossier) -> Iterator[DossierPaper]:
    if dossier.takings:
        make = _for_any(fee_receipts.fee_receipt, dossier.id)
        yield DossierPaper(PrintForm.FEE_RECEIPT.label, "phiếu thu", make)
    yield DossierPaper(PrintForm.STATUS.label, "phiếu tình trạng", partial(whereabouts.status_form, id=dossier.id))


def _for_any(make: Callable[[Desk, EventId], Printout], id: EventId) -> Callable[[Desk, Official], Printout]:
    """Papers on which it does not stand who prints them."""
    return lambda desk, _: make(desk, id)
