"""The procedures that the desk posts in public (niêm yết), as a booklet or as a board, as they stand on a day.

What is abolished on that day, or not yet valid, is not posted; the province's fees stand in place of the catalogue's.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onecua_desk.domain.offered import offered
from onecua_desk.domain.posting import Posted, Posting, by_field, posted
from onecua_desk.domain.procedure import Procedure
from onecua_desk.errors import UserError
from onecua_desk.services import fees, identity, paper_settings
from onecua_desk.services.desk import Desk
from onecua_desk.services.page_files import Stop, Told, go_on, write_pages
from onecua_desk.store import catalogue

if TYPE_CHECKING:  # ReportLab is slow to import; the first window does not need it
    from onecua_desk.paper.sheet import Page
    from onecua_desk.paper.streamed import StreamedPdf


def booklet_name(day: date) -> str:
    return f"Niem yet thu tuc {day:%Y-%m-%d}.pdf"


def board_name(day: date) -> str:
    return f"Bang niem yet thu tuc A3 {day:%Y-%m-%d}.pdf"


def booklet(
    desk: Desk,
    day: date,
    target: Path,
    told: Told = lambda done, of: None,
    stopped: Stop = lambda: False,
) -> int | None:
    """Write the booklet of A4 to ``target``, whole or not at all; how many procedures, ``None`` when it was stopped."""
    from onecua_desk.paper.posting_booklet import PAGE, draw_booklet

    return _write(desk, day, target, PAGE, draw_booklet, told, stopped)


def board(
    desk: Desk,
    day: date,
    target: Path,
    told: Told = lambda done, of: None,
    stopped: Stop = lambda: False,
) -> int | None:
    """The same as a board of A3 sheets."""
    from onecua_desk.paper.posting_board import PAGE, draw_board

    return _write(desk, day, target, PAGE, draw_board, told, stopped)


def _write(
    desk: Desk,
    day: date,
    target: Path,
    page: Page,
    draw: Callable[[StreamedPdf, Posting, Callable[[Procedure], Posted]], None],
    told: Told,
    stopped: Stop,
) -> int | None:
    posting, training = _posting(desk, day)
    answers = _answers(desk, posting, told, stopped)

    def pages(pdf: StreamedPdf) -> None:
        draw(pdf, posting, answers)
        go_on(told, stopped, posting.count, posting.count)

    title = f"Niêm yết thủ tục hành chính {day:%d/%m/%Y}"
    written = write_pages(target, page, title, posting.unit.centre, pages, sample=training)
    return posting.count if written else None


def _posting(desk: Desk, day: date) -> tuple[Posting, bool]:
    """What is posted on ``day``, and whether this is training; ``UserError`` where the catalogue has nothing for it."""
    with desk.store.read() as connection:
        unit = identity.of(connection).unit
        valid = fees.apply(connection, offered(catalogue.all_procedures(connection), day), day)
        training = paper_settings.get(connection).training
    if not valid:
        raise UserError(f"Ngày {day:%d/%m/%Y} danh mục không có thủ tục nào còn hiệu lực để niêm yết.")
    return Posting(unit, day, by_field(valid)), training


def _answers(desk: Desk, posting: Posting, told: Told, stopped: Stop) -> Callable[[Procedure], Posted]:
    done = 0

    def answer(procedure: Procedure) -> Posted:
        nonlocal done
        go_on(told, stopped, done, posting.count)
        done += 1
        return posted(procedure, posting.day, desk.calendar, posting.unit)

    return answer
