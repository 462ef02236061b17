"""The register's rows (form 07) as Excel or CSV, with the numbers that its pages print."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from onecua_desk.domain.period import words
from onecua_desk.domain.register_book import BookLine
from onecua_desk.domain.report import Period
from onecua_desk.exports.table import Cell, Head, Table
from onecua_desk.exports.writing import write_table
from onecua_desk.services import books, identity
from onecua_desk.services.desk import Desk
from onecua_desk.store.register_entries import RegisterEntry

_DATES = "Ngày, tháng, năm"
_HEADS = (
    Head("Năm", 7),
    Head("Quyển", 8),
    Head("Số", 8),
    Head("Mã hồ sơ", 26),
    Head("Tên thủ tục hành chính", 46),
    Head("Số lượng hồ sơ (bộ)", 10),
    Head("Tên cá nhân, tổ chức", 28),
    Head("Địa chỉ, số điện thoại", 44),
    Head("Cơ quan chủ trì giải quyết", 30),
    Head("Nhận hồ sơ", 13, _DATES),
    Head("Hẹn trả kết quả", 13, _DATES),
    Head("Trả kết quả", 13, _DATES),
    Head("Phương thức nhận kết quả", 16),
    Head("Ghi chú", 30),
)


def save(
    desk: Desk,
    period: Period,
    path: Path,
    told: Callable[[int, int], object],
    stopped: Callable[[], bool],
) -> int:
    """How many rows were written; 0: it was stopped. ``UserError``: no period, nothing in it, or the disk refuses."""
    with books.opened(desk, period) as book:
        above = ("SỔ THEO DÕI HỒ SƠ", identity.of(book.connection).unit.centre, words(book.period))
        rows = _rows(books.lines(book))
        written = write_table(Table("So theo doi", above, _HEADS, rows, book.dossiers), path, told, stopped)
    return book.dossiers if written else 0


def _rows(lines: Iterator[tuple[RegisterEntry, BookLine]]) -> Iterator[tuple[Cell, ...]]:
    for entry, line in lines:
        what = (line.code, line.procedure, line.sets, line.applicant, line.contact, line.solved_by)
        days = (line.received, line.due, line.returned)
        yield entry.year, entry.volume, line.number, *what, *days, line.way, line.note
