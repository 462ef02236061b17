"""The printer of a script: a folder that takes one PDF a slip."""

from __future__ import annotations

from pathlib import Path

from onecua_desk.domain.events import EventId
from onecua_desk.domain.parts import Official
from onecua_desk.errors import UserError
from onecua_desk.services import papers, slips
from onecua_desk.services.desk import Desk

PRINTER = "tệp PDF"


def print_slip(desk: Desk, official: Official, id: EventId, folder: Path) -> Path:
    """Put the slip of a dossier into ``folder`` and write down that it was printed; its file."""
    printout = slips.slip(desk, id)
    papers.begin(desk, official, printout, PRINTER)
    file = folder / printout.file_name
    part = file.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(papers.leaving(desk, printout.pdf, printout.reprint))
        part.replace(file)
    except OSError as error:
        papers.not_printed(desk, printout)
        raise UserError(f"Không lưu được giấy hẹn vào {folder}; hãy xem thư mục và chỗ trống của ổ đĩa.") from error
    papers.printed(desk, official, printout, PRINTER)
    return file
