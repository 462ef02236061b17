"""The procedures that the desk posts in public (niêm yết), all or those of some fields, as they stand on a day.

What is abolished on that day, or not yet valid, is not posted; the province's fees stand in place of the catalogue's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from onecua_desk.domain.offered import offered
from onecua_desk.domain.posting import Posted, PostedField, Posting, by_field, posted
from onecua_desk.domain.procedure import Procedure
from onecua_desk.errors import UserError
from onecua_desk.services import fees, identity, paper_settings
from onecua_desk.services.desk import Desk
from onecua_desk.services.page_files import Stop, Told, go_on, write_pages
from onecua_desk.store import catalogue, settings

if TYPE_CHECKING:  # ReportLab is slow to import; the first window does not need it
    from onecua_desk.paper.flow import Block
    from onecua_desk.paper.sheet import Page
    from onecua_desk.paper.streamed import Pages, StreamedPdf

    Draw = Callable[[Pages, Posting, Callable[[Procedure], Posted]], None]

_KEY = "posting"


class Shape(StrEnum):
    """A booklet of A4 to leaf through, or a board of A3 sheets to hang up."""

    BOOKLET = "booklet"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class Choice:
    """``fields``: the names of those to be posted; empty: all procedures of the unit."""

    shape: Shape = Shape.BOOKLET
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """What a posting has; ``pages`` of A4, or sheets of A3."""

    procedures: int
    fields: int
    pages: int


def read(desk: Desk) -> Choice:
    """What was posted last."""
    with desk.store.read() as connection:
        return settings.get(connection, _KEY, Choice) or Choice()


def keep(desk: Desk, choice: Choice) -> None:
    with desk.store.write() as connection:
        settings.put(connection, _KEY, choice)


def fields(desk: Desk, day: date) -> tuple[PostedField, ...]:
    """What can be chosen from on ``day``."""
    with desk.store.read() as connection:
        return by_field(_valid(connection, day))


def title(choice: Choice, day: date) -> str:
    """Of the paper, as printers and files name it: ``"Niêm yết thủ tục Hộ tịch 2026-11-23"``."""
    what = "Niêm yết thủ tục" if choice.shape is Shape.BOOKLET else "Bảng niêm yết thủ tục A3"
    some = choice.fields[0] if len(choice.fields) == 1 else f"{len(choice.fields)} lĩnh vực" if choice.fields else ""
    return " ".join(part for part in (what, some, f"{day:%Y-%m-%d}") if part)


def measure(desk: Desk, choice: Choice, day: date) -> Extent:
    """How much ``write`` would write, page for page; ``UserError`` as there."""
    _, draw = _drawing(choice.shape)
    posting, _ = _posting(desk, choice, day)
    counted = _Counted()
    draw(counted, posting, lambda procedure: posted(procedure, day, desk.calendar, posting.unit))
    return Extent(posting.count, len(posting.fields), counted.pages)


def write(
    desk: Desk,
    choice: Choice,
    day: date,
    target: Path,
    told: Told = lambda done, of: None,
    stopped: Stop = lambda: False,
) -> Extent | None:
    """Write ``choice`` to ``target``, whole or not at all; ``None`` when it was stopped.

    ``UserError``: nothing is valid on ``day`` in these fields, or what the disk refuses.
    """
    page, draw = _drawing(choice.shape)
    posting, training = _posting(desk, choice, day)
    answers, drawn = _answers(desk, posting, told, stopped), 0

    def pages(pdf: StreamedPdf) -> None:
        nonlocal drawn
        draw(pdf, posting, answers)
        drawn = pdf.pages
        go_on(told, stopped, posting.count, posting.count)

    name = f"Niêm yết thủ tục hành chính {day:%d/%m/%Y}"
    written = write_pages(target, page, name, posting.unit.centre, pages, sample=training)
    return Extent(posting.count, len(posting.fields), drawn) if written else None


class _Counted:
    """Takes pages as a file does, and only counts them."""

    def __init__(self) -> None:
        self.pages = 0

    def draw(self, blocks: Sequence[Block], number: str = "") -> None:
        self.pages += 1


def _drawing(shape: Shape) -> tuple[Page, Draw]:
    if shape is Shape.BOOKLET:
        from onecua_desk.paper import posting_booklet

        return posting_booklet.PAGE, posting_booklet.draw_booklet
    from onecua_desk.paper import posting_board

    return posting_board.PAGE, posting_board.draw_board


def _posting(desk: Desk, choice: Choice, day: date) -> tuple[Posting, bool]:
    """What is posted on ``day``, and whether this is training; ``UserError`` where the catalogue has nothing for it."""
    with desk.store.read() as connection:
        unit = identity.of(connection).unit
        every = by_field(_valid(connection, day))
        training = paper_settings.get(connection).training
    found = tuple(one for one in every if not choice.fields or one.name in choice.fields)
    if not found:
        where = f" thuộc lĩnh vực {'; '.join(choice.fields)}" if choice.fields else ""
        raise UserError(f"Ngày {day:%d/%m/%Y} danh mục không có thủ tục nào{where} còn hiệu lực để niêm yết.")
    return Posting(unit, day, found, whole=len(found) == len(every)), training


def _valid(connection: Connection, day: date) -> Sequence[Procedure]:
    return fees.apply(connection, offered(catalogue.all_procedures(connection), day), day)


def _answers(desk: Desk, posting: Posting, told: Told, stopped: Stop) -> Callable[[Procedure], Posted]:
    done = 0

    def answer(procedure: Procedure) -> Posted:
        nonlocal done
        go_on(told, stopped, done, posting.count)
        done += 1
        return posted(procedure, posting.day, desk.calendar, posting.unit)

    return answer
