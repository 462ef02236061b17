"""Papers of this place on their way to the printer, and where they came out in one sentence."""

from __future__ import annotations

from collections.abc import Callable

from onecua_desk.services.papers import Printout
from onecua_desk.ui.reports.file_work import FileWork
from onecua_desk.ui.workplace import PutOut, Workplace


def print_out(place: Workplace, work: FileWork, what: str, make: Callable[[], Printout]) -> None:
    """Draw and print ``what``; both take time, so both are done beside the window."""

    def printed(out: PutOut) -> None:
        work.say(out.told(what))

    place.printing.run(lambda: place.print_paper(make()), printed, work.tell)
