"""What every screen is given: the desk, who sits at it, and the ways in and out of the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.services import papers, print_settings, slips
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm, PrintWay, Stock
from onecua_desk.ui.printing.job import Job, MaybePrinted
from onecua_desk.ui.printing.saving import save_pdf
from onecua_desk.ui.printing.way import way as way_out
from onecua_desk.ui.tasks import Runner


@dataclass(frozen=True, slots=True)
class PutOut:
    """Where a paper came out: the name of a printer, and what must be done there (usually nothing), or a PDF file.

    ``remark``: what is to be known of the paper itself, usually nothing.
    """

    printer: str = ""
    to_do: str = ""
    file: Path | None = None
    remark: str = ""

    def words(self) -> str:
        where = f"tệp PDF trong {self.file.parent}" if self.file else f"máy in {self.printer}"
        return "; ".join(part for part in (where, self.to_do, self.remark.removesuffix(".")) if part)

    def told(self, what: str) -> str:
        """``"Đã lưu bảng kê thành tệp PDF trong …"``, or ``"Đã in bảng kê: máy in …"`` where a printer took it."""
        return f"Đã lưu {what} thành {self.words()}." if self.file else f"Đã in {what}: {self.words()}."


@dataclass(frozen=True)
class Workplace:
    """One official at one desk. ``announce`` tells all screens, and the line, what a verb changed.

    ``tasks`` do the verbs, in order; ``slow`` what takes seconds, so that no save waits behind it; ``files`` books and
    tables of thousands of rows, which may take a minute; ``printing`` makes papers and brings them out, one after the
    other: a printer may keep it for a minute. A verb is written first, its
    paper is asked for when that is on the disk.
    """

    desk: Desk
    official: Official
    tasks: Runner
    slow: Runner
    files: Runner
    printing: Runner
    announce: Callable[[Changes], None]
    send_now: Callable[[], None]
    slip_folder: Path

    def print_slip(self, id: EventId) -> PutOut:
        """The slip of a dossier as it stands, the first time or again; see ``print_paper``."""
        return self.print_paper(slips.slip(self.desk, id))

    def save_slip(self, id: EventId) -> PutOut:
        """The same as a PDF file, whatever printer was chosen."""
        return self.save_paper(slips.slip(self.desk, id))

    def print_paper(self, paper: Printout) -> PutOut:
        """Print ``paper`` as the settings say for its form, or save it where they name no printer; write that down.

        On ``printing`` only: two prints of one form at once could both lack the mark. ``UserError`` when it did not
        come out: the dossier is safe, print again.
        """
        chosen = print_settings.read(self.desk.store).way(paper.form)
        if not chosen.printer:
            return self._save(paper, chosen)
        return self._bring_out(paper, chosen.printer, lambda: _print(self.desk, paper, chosen))

    def save_paper(self, paper: Printout) -> PutOut:
        """The same as a PDF file, whatever printer was chosen."""
        return self._save(paper, print_settings.read(self.desk.store).way(paper.form))

    def print_trial(self, form: PrintForm | None, chosen: PrintWay) -> PutOut:
        """A page that shows whether the printer of ``chosen`` is set up well; ``UserError`` as ``print_paper``."""
        page = papers.trial(chosen.printer, form, chosen.stock, self.desk.now())
        return _print(self.desk, page, replace(chosen, stock=Stock.A5, copies=1))

    def _save(self, paper: Printout, chosen: PrintWay) -> PutOut:
        file = self.slip_folder / paper.file_name
        return self._bring_out(paper, "tệp PDF", lambda: _to_file(self.desk, paper, chosen, file))

    def _bring_out(self, paper: Printout, printer: str, send: Callable[[], PutOut]) -> PutOut:
        papers.begin(self.desk, self.official, paper, printer)
        try:
            out = send()
        except MaybePrinted:
            raise
        except UserError:
            papers.not_printed(self.desk, paper)
            raise
        self.announce(papers.printed(self.desk, self.official, paper, printer))
        return replace(out, remark=paper.remark)


def _print(desk: Desk, paper: Printout, chosen: PrintWay) -> PutOut:
    pdf = papers.sheets(desk, paper, chosen.stock)
    job = Job(pdf, paper.title, chosen.printer, *papers.size(pdf), tray=chosen.tray, copies=chosen.copies)
    return PutOut(printer=chosen.printer, to_do=way_out().send(job))


def _to_file(desk: Desk, paper: Printout, chosen: PrintWay, file: Path) -> PutOut:
    save_pdf(papers.sheets(desk, paper, chosen.stock), file)
    return PutOut(file=file)
