"""A form printed once more to the byte as it came out before: from the log up to that print, with what it was set with.

It is the same paper again, with the same mark or without one: the copy for whoever lost theirs, and the proof of what
was said. So the log tells that it was made (``PaperPrinted.exact``), and no later print counts it.

The order of the log is the server's, not what the printer knew, and settings, texts and programs change. So the machine
that printed keeps the SHA-256 of the PDF: what is made again is the same, or it is not made. Of other prints a paper is
made, and said to be one that may differ.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, PaperPrinted, Received
from onecua_desk.domain.parts import Official
from onecua_desk.domain.ruleset import FormKind, check_ruleset
from onecua_desk.errors import UserError
from onecua_desk.services import control, letter_looks, notices, paper_settings, papers, slips, templates
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.letter_looks import Layout
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm
from onecua_desk.store import log, printed_papers
from onecua_desk.store.log import Entry

if TYPE_CHECKING:  # read when a province has one
    from onecua_desk.paper.template import Template

_ANOTHER = (
    "Không in lại y hệt tờ ấy được nữa vì nhật ký hồ sơ, mẫu giấy hoặc cài đặt nay đã khác lúc in; "
    "hãy dùng «In giấy tờ» để in theo hồ sơ hiện nay."
)
_MAY_DIFFER = (
    "Máy này không giữ dấu của lần in ấy (in ở máy khác, bằng bản chương trình cũ, hoặc máy dừng khi đang in), "
    "nên tờ này lập lại theo nhật ký hôm nay và có thể khác tờ đã in: hãy so lại trước khi giao cho người dân."
)
_PRACTICE = (
    "Tờ này có chữ MẪU vì đang bật «Tập huấn» (Cài đặt, Giấy tờ và sổ), nên không phải đúng tờ đã in; "
    "tắt tập huấn rồi in lại thì mới đúng từng chữ."
)
_ANEW = "lập lại theo nhật ký, có thể khác tờ đã in"
_MARKED = "có chữ MẪU vì đang tập huấn"


@dataclass(frozen=True, slots=True)
class _Again:
    """A print, the dossier as it stood before it with its events until then, and what it was set with."""

    fact: PaperPrinted
    dossier: Dossier
    entries: Sequence[Entry]
    template: Template | None
    extension_counts: bool

    @property
    def layout(self) -> Layout:
        if self.fact.roll:
            return Layout.ROLL
        return Layout.LARGE if letter_looks.is_large(self.dossier.received.help) else Layout.NORMAL


def can(entry: Entry) -> bool:
    """Whether ``entry`` tells of a print that can be repeated here."""
    fact = _fact(entry)
    return fact is not None and fact.form in _FORMS


def paper(desk: Desk, dossier: EventId, printed: EventId) -> Printout:
    """The paper that the event ``printed`` of ``dossier`` tells of; not counted when it is printed.

    Byte for byte where this machine printed it; otherwise ``remark`` says that it may differ. A copy of what bore MẪU
    bears it too, and in training every copy does, which ``remark`` says. ``UserError`` where the event is no such
    print, its template is not on this machine, its rule set is of a newer program, or the paper can no longer be made
    alike.
    """
    with desk.store.read() as connection:
        entries = log.of_dossier(connection, dossier)
        fact, until = _print_of(entries, printed)
        before = log.sum_up(until).dossier
        if before is None:
            raise UserError("Không tìm thấy hồ sơ này trong máy.")
        check_ruleset(before.received.ruleset, before.code)
        template = templates.kept(connection, fact.template)
        chosen = paper_settings.get(connection)
        kept = printed_papers.get(connection, printed)
    again = _Again(fact, before, until, template, chosen.extension_counts)
    pdf = _same(again, kept) if kept else _FORMS[fact.form](again, again.layout)
    two = fact.form is FormKind.SLIP and again.layout is not Layout.ROLL
    large = fact.form is FormKind.SLIP and again.layout is Layout.LARGE
    return Printout(
        PrintForm.LARGE_SLIP if large else fact.form,
        f"{fact.form.label} {before.code} (chép lại)",
        pdf,
        reprint=fact.reprint,
        copies=2 if two else 1,
        template=template,
        contact=fact.contact,
        roll=fact.roll,
        sample=kept is not None and kept.sample,
        remark=" ".join(sentence for _, sentence in _apart(kept, training=chosen.training)),
    )


def printed(desk: Desk, official: Official, dossier: EventId, print: EventId, copy: Printout, printer: str) -> Changes:
    """Write down that ``copy``, the ``paper`` of the event ``print``, came out of ``printer``.

    Where it was not the same paper, that stands behind the printer's name for all desks.
    """
    with desk.store.write() as connection:
        fact, _ = _print_of(log.of_dossier(connection, dossier), print)
        kept, training = printed_papers.get(connection, print), paper_settings.get(connection).training
        notes = "; ".join(note for note, _ in _apart(kept, training=training))
        where = f"{printer} ({notes})" if notes else printer
        papers.enter(connection, desk, official, dossier, replace(fact, printer=where, exact=True), copy)
    return Changes(frozenset({dossier}))


def _apart(kept: printed_papers.PrintedPaper | None, *, training: bool) -> Iterator[tuple[str, str]]:
    """In what a copy is not the paper that came out: words for the log, and the sentence for whoever prints it."""
    if kept is None:
        yield _ANEW, _MAY_DIFFER
    if training and not (kept and kept.sample):
        yield _MARKED, _PRACTICE


def _print_of(entries: Sequence[Entry], printed: EventId) -> tuple[PaperPrinted, Sequence[Entry]]:
    """The print and what stood in the log before the paper was made; a copy leads back to the print that it repeats."""
    place = next((n for n, entry in enumerate(entries) if entry.event is not None and entry.event.id == printed), None)
    fact = None if place is None else _fact(entries[place])
    if place is None or fact is None or fact.form not in _FORMS:
        raise UserError("Không có lần in nào như vậy trong hồ sơ này.")
    if fact.exact:
        place = _repeated(entries[:place], fact)
    return fact, entries[:place]


def _repeated(entries: Sequence[Entry], copy: PaperPrinted) -> int:
    """Where the print stands that ``copy`` repeats."""
    wanted = (copy.form, copy.reprint, copy.template, copy.contact, copy.roll)
    for place, entry in reversed(list(enumerate(entries))):
        fact = _fact(entry)
        if fact and not fact.exact and (fact.form, fact.reprint, fact.template, fact.contact, fact.roll) == wanted:
            return place
    raise UserError("Không còn thấy bản đã in đó trong hồ sơ này.")


def _fact(entry: Entry) -> PaperPrinted | None:
    fact = entry.event.fact if entry.event is not None else None
    return fact if isinstance(fact, PaperPrinted) else None


def _same(again: _Again, kept: printed_papers.PrintedPaper) -> bytes:
    """Set as this program does it, or as the release did that printed it, whichever is what came out."""
    for layout in (again.layout, *again.layout.earlier):
        pdf = _FORMS[again.fact.form](again, layout)
        if kept.sha256 == sha256(pdf).hexdigest():
            return pdf
    raise UserError(_ANOTHER)


def _slip(again: _Again, layout: Layout) -> bytes:
    official = next(entry.wire.name for entry in again.entries if entry.wire.kind == Received.kind)
    receipt = slips.receipt_of(again.dossier, official)
    return slips.render(receipt, again.fact.reprint, layout, again.template)


def _letter(again: _Again, layout: Layout) -> bytes:
    fact = again.fact
    value = notices.letter(fact.form, again.entries, fact.contact)
    return notices.draw(fact.form, value, fact.reprint, layout, again.template)


def _control_slip(again: _Again, layout: Layout) -> bytes:
    from onecua_desk.paper.control_slip import control_slip  # ReportLab is slow to import

    slip = control.control_slip_of(again.entries, extension_counts=again.extension_counts)
    return control_slip(slip, again.fact.reprint, again.template)


_FORMS: Mapping[FormKind, Callable[[_Again, Layout], bytes]] = {
    FormKind.SLIP: _slip,
    FormKind.SUPPLEMENT: _letter,
    FormKind.REFUSAL: _letter,
    FormKind.APOLOGY: _letter,
    FormKind.STOP: _letter,
    FormKind.CONTROL_SLIP: _control_slip,
    FormKind.EXPLANATION: _letter,
}
