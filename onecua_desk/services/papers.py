"""Any paper on its way out of the desk, and the record that a dossier's form was printed.

The promise: of one form of one dossier at most one paper exists without the mark "Bản in lại". A print is written down
as begun before the printer gets it, and as done after; where the machine stops between the two nobody knows whether the
paper came out, so the next print counts it, bears the mark, and enters it into the log as doubtful.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.events import EventId, PaperPrinted
from onecua_desk.domain.file_name import file_name
from onecua_desk.domain.parts import Official
from onecua_desk.domain.processing_facts import print_kind
from onecua_desk.domain.ruleset import FormKind
from onecua_desk.paper.page import PageImage
from onecua_desk.services import paper_settings, templates
from onecua_desk.services.desk import Changes, Desk, append, next_id
from onecua_desk.services.print_settings import PrintForm, Stock
from onecua_desk.store import begun_prints, printed_papers
from onecua_desk.store.begun_prints import BegunPrint
from onecua_desk.store.printed_papers import PrintedPaper

if TYPE_CHECKING:  # read when a province has one
    from onecua_desk.paper.template import Template


@dataclass(frozen=True, slots=True)
class Printout:
    """A paper ready to print.

    ``title`` names the job and the saved file, so it holds nothing personal. ``dossier`` is whose form it is, ``None``
    for papers that nobody counts; ``reprint``: 0 the first time, then how often it was printed before. ``copies``: how
    many equal copies of the form the pages of ``pdf`` are. ``template``: the province's own that it was set with,
    ``contact``: the telephone that it names, ``roll``: whether it was laid out for 80 mm; they are written down so that
    the same paper can be printed again. ``sample``: it bears MẪU in any mode, as the paper that it repeats.
    ``remark``: what is to be said when it has come out, usually nothing.
    """

    form: FormKind | PrintForm
    title: str
    pdf: bytes
    dossier: EventId | None = None
    reprint: int = 0
    copies: int = 1
    template: Template | None = None
    contact: str = ""
    roll: bool = False
    sample: bool = False
    remark: str = ""

    @property
    def counted(self) -> tuple[EventId, FormKind] | None:
        """Whose form it is, and which; ``None`` for papers that nobody counts."""
        if self.dossier is None:
            return None
        return self.dossier, FormKind.SLIP if self.form is PrintForm.LARGE_SLIP else FormKind(self.form.value)

    @property
    def file_name(self) -> str:
        """Its name as a file, one for each reprint."""
        return f"{file_name(self.title, self.reprint)}.pdf"


def reprints(connection: Connection, dossier: Dossier, form: FormKind) -> int:
    """How often ``form`` was printed before, a print that nobody knows the end of included."""
    return dossier.reprints(form) + len(_left(connection, dossier.id, form))


def begin(desk: Desk, official: Official, printout: Printout, printer: str) -> None:
    """Write down that ``printer`` gets the form next, and what became of a print whose end nobody saw."""
    if not printout.counted:
        return
    id, form = printout.counted
    with desk.store.write() as connection:
        for left in _left(connection, id, form):
            append(connection, desk, official, id, _doubtful(left))
        template = templates.keep(connection, printout.template)
        begun = BegunPrint(id, form, printer, template, printout.contact, printout.roll)
        begun_prints.put(connection, [*_others(connection, id, form), begun])


def printed(desk: Desk, official: Official, printout: Printout, printer: str) -> Changes:
    """Write down that the form came out of ``printer`` (or was saved as a PDF).

    Where the dossier got another number since ``begin``, this one may be somebody else's: the print stays in doubt.
    """
    if not printout.counted:
        return Changes()
    id, form = printout.counted
    with desk.store.write() as connection:
        if not _left(connection, id, form):
            return Changes()
        template = templates.keep(connection, printout.template)
        fact = print_kind(form)(form, printout.reprint, printer, template, printout.contact, printout.roll)
        enter(connection, desk, official, id, fact, printout)
        begun_prints.put(connection, _others(connection, id, form))
    return Changes(frozenset({id}))


def enter(
    connection: Connection, desk: Desk, official: Official, dossier: EventId, fact: PaperPrinted, printout: Printout
) -> None:
    """Write down the print and what it brought out, to the byte: only so can a copy be proved to be the same paper."""
    sample = printout.sample or paper_settings.get(connection).training
    paper = PrintedPaper(sha256(printout.pdf).hexdigest(), sample)
    printed_papers.put(connection, next_id(connection), paper)
    append(connection, desk, official, dossier, lambda *_: fact)


def not_printed(desk: Desk, printout: Printout) -> None:
    """Take back what ``begin`` wrote: the printer got nothing."""
    if printout.counted:
        with desk.store.write() as connection:
            begun_prints.put(connection, _others(connection, *printout.counted))


def sheets(desk: Desk, printout: Printout, stock: Stock) -> bytes:
    """The pages as they leave the program and lie on ``stock``: forms of A5 side by side where it is A4."""
    from onecua_desk.paper.pair import pair  # as in ``pages``

    pdf = leaving(desk, printout.pdf, printout.reprint, sample=printout.sample)
    return pair(pdf, printout.copies) if stock is Stock.PAIR else pdf


def leaving(desk: Desk, pdf: bytes, reprint: int = 0, *, sample: bool = False) -> bytes:
    """Whatever leaves the program as paper or PDF goes through here: of a ``sample``, and in training mode of anything,
    every page says MẪU."""
    if not (sample or paper_settings.read(desk.store).training):
        return pdf
    from onecua_desk.paper.sample_mark import marked  # as in ``pages``

    return marked(pdf, reprint)


def trial(printer: str, form: PrintForm | None, stock: Stock, at: datetime) -> Printout:
    """The page that shows whether ``printer`` is set up well for the paper of ``form`` (``None``: of every form)."""
    from onecua_desk.paper.trial_page import A4, A5, ROLL, trial_page  # as in ``pages``

    whole = stock is Stock.PAIR or form in (PrintForm.LARGE_SLIP, PrintForm.LIST)
    paper = A4 if whole else ROLL if stock is Stock.ROLL else A5
    return Printout(PrintForm.OTHER, "Trang in thử", trial_page(printer, paper, at))


def pages(pdf: bytes, dpi: int) -> Iterator[PageImage]:
    """The pages of a form as pixels, each made when it is asked for."""
    from onecua_desk.paper.image import page_images  # slow to import; the first window does not need it

    return page_images(pdf, dpi)


def page(pdf: bytes, number: int, dpi: int) -> tuple[PageImage, int]:
    """One page as pixels, 0 the first, and how many pages there are."""
    from onecua_desk.paper.image import page_count, page_image  # as in ``pages``

    return page_image(pdf, number, dpi), page_count(pdf)


def size(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page, in whole millimetres."""
    from onecua_desk.paper.image import page_size  # as in ``pages``

    return page_size(pdf)


def _doubtful(left: BegunPrint) -> Callable[[Dossier, datetime], PaperPrinted]:
    where = f"{left.printer} (máy dừng giữa chừng, chưa rõ giấy đã ra chưa)"
    said = (where, left.template, left.contact, left.roll)
    return lambda dossier, _: print_kind(left.form)(left.form, dossier.reprints(left.form), *said)


def _left(connection: Connection, id: EventId, form: FormKind) -> list[BegunPrint]:
    return [one for one in begun_prints.everything(connection) if (one.dossier, one.form) == (id, form)]


def _others(connection: Connection, id: EventId, form: FormKind) -> list[BegunPrint]:
    return [one for one in begun_prints.everything(connection) if (one.dossier, one.form) != (id, form)]
