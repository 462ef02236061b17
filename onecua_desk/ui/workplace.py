"""What every screen is given: the desk, who sits at it, and the ways in and out of the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onecua_desk.domain.parts import Official
from onecua_desk.services import preferences, slips
from onecua_desk.services.desk import Changes, Desk
from onecua_desk.services.slips import Slip
from onecua_desk.ui.printing import DPI, print_pages, save_pdf
from onecua_desk.ui.tasks import Runner


@dataclass(frozen=True, slots=True)
class PutOut:
    """Where a slip came out: the name of a printer, or a PDF file."""

    printer: str = ""
    file: Path | None = None

    def words(self) -> str:
        return f"tệp PDF trong {self.file.parent}" if self.file else f"máy in {self.printer}"


@dataclass(frozen=True)
class Workplace:
    """One official at one desk. ``announce`` tells all screens, and the line, what a verb changed.

    ``tasks`` do the verbs, in order; ``slow`` what takes seconds, so that no save waits behind it.
    """

    desk: Desk
    official: Official
    tasks: Runner
    slow: Runner
    announce: Callable[[Changes], None]
    send_now: Callable[[], None]
    slip_folder: Path

    def put_out(self, slip: Slip) -> PutOut:
        """Print the slip, or save it where no printer was chosen, and write that down.

        Off the window's thread. ``UserError`` when it did not come out: the dossier is safe, print again.
        """
        printer = preferences.read(self.desk.store).printer
        if not printer:
            return self.save(slip)
        print_pages(slips.pages(slip.pdf, DPI), printer, title=slip.code)
        return self._note(slip, PutOut(printer=printer))

    def save(self, slip: Slip) -> PutOut:
        """The same as a PDF file, whatever printer was chosen."""
        copy = f"-in-lai-{slip.reprint}" if slip.reprint else ""
        file = self.slip_folder / f"{slip.code}{copy}.pdf"
        save_pdf(slip.pdf, file)
        return self._note(slip, PutOut(file=file))

    def _note(self, slip: Slip, out: PutOut) -> PutOut:
        done = slips.printed(self.desk, self.official, slip, out.printer or "tệp PDF")
        self.announce(done.changes)
        return out
