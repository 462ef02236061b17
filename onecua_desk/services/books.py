"""The register (form 07) of any period as a file, and the list of a day: numbers given, rows streamed, pages drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from onecua_desk.domain.day_list import DayLine, DayList
from onecua_desk.domain.dossier import Dossier
from onecua_desk.domain.file_name import days
from onecua_desk.domain.numbering import serial_of
from onecua_desk.domain.parts import Official, State
from onecua_desk.domain.period import free
from onecua_desk.domain.procedure import Channel
from onecua_desk.domain.register_book import BookLine, Volume
from onecua_desk.domain.report import Period
from onecua_desk.domain.ruleset import RULE_SETS, is_ruleset
from onecua_desk.errors import UserError
from onecua_desk.services import identity, paper_settings, register_numbers
from onecua_desk.services.desk import Desk
from onecua_desk.services.page_files import Stop, Told, go_on, write_pages
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm
from onecua_desk.store import day_movements, register_entries
from onecua_desk.store.register_entries import RegisterEntry

if TYPE_CHECKING:
    from onecua_desk.paper.streamed import StreamedPdf

_CHUNK = 200
_WAYS = {Channel.COUNTER: "Trực tiếp", Channel.POST: "Bưu chính", Channel.ONLINE: "Trực tuyến"}
_ENDED = {State.REFUSED: "Từ chối", State.WITHDRAWN: "Đã rút", State.STOPPED: "Dừng giải quyết"}
_NOT_TAKEN = "Cấp trên không nhận"
"""The receipt itself was refused by the server; the citizen has the slip all the same."""
_NEWER = "Nhận theo mẫu mới hơn chương trình"
"""Its line stands under the newest heads that this program knows: one dossier must not hold up the book of a year."""


@dataclass(frozen=True, slots=True)
class RegisterWritten:
    """What stands in the file: ``late`` of the ``dossiers`` were entered after their turn.

    ``first`` and ``last`` are numbers in words: ``"số 1 (quyển 1)"``, with their years where they begin anew between
    them: ``"số 1 năm 2024 (quyển 1)"``.
    """

    path: Path
    dossiers: int
    late: int
    first: str
    last: str
    pages: int


def title(period: Period) -> str:
    """Of the register, as printers and files name it."""
    return f"Sổ theo dõi hồ sơ {days(period)}"


def register(
    desk: Desk,
    period: Period,
    target: Path,
    told: Told = lambda done, of: None,
    stopped: Stop = lambda: False,
    *,
    cover: bool = True,
    day_heads: bool = False,
) -> RegisterWritten | None:
    """Write the register of ``period`` to ``target``, whole or not at all; ``None`` when it was stopped.

    Whoever has no number yet gets one, up to the last day of the period, and keeps it whatever becomes of the file.
    ``UserError``: no period, nothing in it, or what the disk refuses.
    """
    with opened(desk, period) as book:
        return _Writing(book, told, stopped).write(target, cover=cover, day_heads=day_heads)


@dataclass(frozen=True, slots=True)
class Book:
    """The register of a period, in which ``dossiers`` have their numbers; ``sample``: it is written in training."""

    connection: Connection
    period: Period
    dossiers: int
    sample: bool


@contextmanager
def opened(desk: Desk, period: Period) -> Iterator[Book]:
    """Whoever has no number yet gets one first; ``UserError``: no period, or nothing in it."""
    period = free(period.first, period.last)
    with desk.store.write() as connection:
        chosen = paper_settings.get(connection)
        register_numbers.give(connection, period, chosen.volume_size, desk.now().date())
    with desk.store.read() as connection:
        dossiers = register_entries.count(connection, period)
        if not dossiers:
            raise UserError(f"Từ {period.first:%d/%m/%Y} đến {period.last:%d/%m/%Y} không có hồ sơ nào để vào sổ.")
        yield Book(connection, period, dossiers, chosen.training)


def day_list(desk: Desk, official: Official, day: date) -> Printout:
    """The sheet of what the unit received and handed back on ``day``; ``UserError`` where it was nothing."""
    with desk.store.read() as connection:
        unit = identity.of(connection).unit
        received, returned = day_movements.received_on(connection, day), day_movements.returned_on(connection, day)
        found = register_entries.dossiers_of(connection, {*received, *returned})
        names = register_entries.receivers(connection, received)
    came = tuple(_came(found[id], names.get(id, "")) for id in received if id in found)
    went = tuple(line for id in returned if id in found and (line := _went(found[id], day)))
    if not (came or went):
        raise UserError(f"Ngày {day:%d/%m/%Y} không nhận, không trả hồ sơ nào.")
    from onecua_desk.paper.day_list import day_list as draw  # as in ``_Writing.write``

    sheet = draw(DayList(unit.parent, unit.centre, unit.place, day, official.name, came, went))
    return Printout(PrintForm.LIST, f"Bảng kê hồ sơ {day:%Y-%m-%d}", sheet)


def _came(dossier: Dossier, official: str) -> DayLine:
    received = dossier.received
    return _day_line(dossier, dossier.received_at, _WAYS[received.channel], official)


def _went(dossier: Dossier, day: date) -> DayLine | None:
    """``None`` where the hand-back was undone, or written anew on another day."""
    back, at = dossier.returned, dossier.closed_at
    if back is None or at is None or at.date() != day:
        return None
    return _day_line(dossier, at, _WAYS[back.how], back.collector.name)


def _day_line(dossier: Dossier, at: datetime, way: str, who: str) -> DayLine:
    received = dossier.received
    name, fee = dossier.applicant.name, received.fee.amount
    return DayLine(received.procedure_name, dossier.code, name, at, dossier.due, way, who, fee)


class _Writing:
    """The rows of one file on their way from the store to its pages."""

    def __init__(self, book: Book, told: Told, stopped: Stop) -> None:
        self._book, self._told, self._stopped = book, told, stopped
        self._read = self._late = 0
        self._ends: list[RegisterEntry] = []

    def write(self, target: Path, *, cover: bool, day_heads: bool) -> RegisterWritten | None:
        # ReportLab is slow to import; the first window does not need it.
        from onecua_desk.paper.register import PAGE, RegisterPages

        pages = RegisterPages(cover=cover, day_heads=day_heads)

        def draw(pdf: StreamedPdf) -> None:
            for volume in self._volumes():
                pages.draw(pdf, volume)
                self._go_on(self._read)

        period = self._book.period
        title = f"Sổ theo dõi hồ sơ {period.first:%d/%m/%Y} - {period.last:%d/%m/%Y}"
        if not write_pages(target, PAGE, title, "onecua_desk", draw, sample=self._book.sample):
            return None
        return RegisterWritten(target, self._read, self._late, *_numbers(*self._ends), pages.drawn)

    def _volumes(self) -> Iterator[Volume]:
        """One after the other, each no longer than the settings say: so much is in memory at a time."""
        pairs = lines(self._book, self._go_on)
        for (year, number), its in groupby(pairs, key=lambda pair: (pair[0].year, pair[0].volume)):
            entries, its_lines = zip(*its, strict=True)
            before = register_entries.standing_before(self._book.connection, year, number, entries[0].number)
            self._late += sum(line.late for line in its_lines)
            self._ends = [self._ends[0] if self._ends else entries[0], entries[-1]]
            yield Volume(year, number, before, its_lines)

    def _go_on(self, read: int) -> None:
        go_on(self._told, self._stopped, read, self._book.dossiers)
        self._read = read


def _numbers(first: RegisterEntry, last: RegisterEntry) -> tuple[str, str]:
    def words(end: RegisterEntry) -> str:
        year = f" năm {end.year}" if first.year != last.year else ""
        return f"số {end.number}{year} (quyển {end.volume})"

    return words(first), words(last)


def lines(book: Book, told: Callable[[int], object] = lambda read: None) -> Iterator[tuple[RegisterEntry, BookLine]]:
    """The numbered dossiers of ``book`` in the order of their numbers, read as they are asked for.

    ``told`` hears how many were read, before the first and after every few hundred.
    """
    last: RegisterEntry | None = None
    read = 0
    told(read)
    while entries := register_entries.page(book.connection, book.period, last, _CHUNK):
        found = register_entries.dossiers_of(book.connection, [entry.dossier for entry in entries])
        yield from ((entry, _line(entry, found[entry.dossier])) for entry in entries)
        last, read = entries[-1], read + len(entries)
        told(read)


def _line(entry: RegisterEntry, dossier: Dossier) -> BookLine:
    received, who = dossier.received, dossier.applicant
    back = dossier.returned
    return BookLine(
        number=entry.number,
        ruleset=received.ruleset if is_ruleset(received.ruleset) else RULE_SETS[-1].id,
        parent=received.unit.parent,
        centre=received.unit.centre,
        code=dossier.code,
        procedure=received.procedure_name,
        sets=received.sets,
        applicant=who.name,
        contact="; ".join(part for part in (who.address, who.phone) if part),
        solved_by=received.solved_by,
        received=dossier.received_at.date(),
        due=dossier.due.date() if dossier.due else None,
        returned=dossier.closed_at.date() if back and dossier.closed_at else None,
        way=_WAYS[back.how if back else received.return_by],
        note="; ".join(_notes(entry, dossier)),
        late=entry.late is not None,
    )


def _notes(entry: RegisterEntry, dossier: Dossier) -> Iterator[str]:
    """What a person who reads the line must know besides its columns."""
    received, back = dossier.received, dossier.returned
    if not is_ruleset(received.ruleset):
        yield _NEWER
    if entry.late:
        yield f"Vào sổ sau, ngày {_day(entry.late)}"
    if dossier.state in _ENDED:
        yield f"{_ENDED[dossier.state]} {_day(dossier.closed_at)}" if dossier.closed_at else _NOT_TAKEN
    if received.due and dossier.due and received.due.date() != dossier.due.date():
        yield f"Hẹn lần đầu {_day(received.due)}"
    if back and back.collector.authorised_by:
        yield f"Người nhận: {back.collector.name} (được ủy quyền)"
    if back and back.consignment:
        yield f"Bưu gửi {back.consignment}"
    if dossier.provisional:
        yield f"Số tạm {serial_of(dossier.provisional)}"
    if received.imported:
        yield f"Từ sổ cũ{f', số {received.old_code}' if received.old_code else ''}"


def _day(day: date) -> str:
    return f"{day:%d/%m}/{day.year:04d}"
