"""The printer of a script: a folder that takes one PDF a slip."""

from __future__ import annotations

from pathlib import Path

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.services import papers, slips
from onecua_desk.services.desk import Desk
from onecua_desk.ui.printing.saving import save_pdf

PRINTER = "tệp PDF"


def print_slip(desk: Desk, official: Official, id: EventId, folder: Path) -> Path:
    """Put the slip of a dossier into ``folder`` and write down that it was printed; its file."""
    printout = slips.slip(desk, id)
    papers.begin(desk, official, printout, PRINTER)
    file = folder / printout.file_name
    try:
        save_pdf(papers.leaving(desk, printout.pdf, printout.reprint), file)
    except UserError:
        papers.not_printed(desk, printout)
        raise
    papers.printed(desk, official, printout, PRINTER)
    return file
