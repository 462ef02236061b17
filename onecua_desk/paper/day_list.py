"""The day sheet: what was received and what was handed back on a day, by procedure and with sums, on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.day_list import DayLine, DayList
from onecua_desk.domain.fees import grouped
from onecua_desk.domain.text import sort_key
from onecua_desk.paper.flow import Block, kept, paginate, paragraph, space, with_foot
from onecua_desk.paper.fonts import BOLD
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.ruled import Field, Grid
from onecua_desk.paper.running_head import running_head
from onecua_desk.paper.sheet import A4_PAGE, pdf
from onecua_desk.paper.signing import signatures
from onecua_desk.paper.words import clean, day_in_words

_PAGE = replace(A4_PAGE, left=42.0, right=28.0)
_TITLE = "BẢNG KÊ HỒ SƠ TRONG NGÀY"
_SIZE, _CELL, _HEADING, _GAP = 11.0, 8.5, 14.0, 3.0
_MEASURE = _PAGE.measure
_CENTRE = Align.CENTRE
_WHO = _MEASURE - 24 - 100 - 112 - 38 - 52 - 58 - 54


def day_list(day: DayList) -> bytes:
    """The PDF: the same list gives the same bytes."""
    dated = day_in_words(day.day)
    issued = f"{clean(day.place)}, {dated}" if day.place else dated.capitalize()
    blocks = [
        national_head(clean(day.parent), clean(day.centre), issued, _MEASURE, 1.15),
        space(14),
        *paragraph([Run(_TITLE, BOLD)], _HEADING, _MEASURE, _CENTRE),
        *paragraph([Run(f"Ngày {day.day:%d/%m/%Y}")], _SIZE, _MEASURE, _CENTRE),
        space(8),
        *_section("I. Hồ sơ tiếp nhận", _fields("Giờ nhận", "Cách nộp", "Cán bộ nhận"), day.received),
        space(10),
        *_section("II. Kết quả đã trả", _fields("Giờ trả", "Cách trả", "Người nhận kết quả"), day.returned),
    ]
    signers = (("NGƯỜI LẬP BẢNG", clean(day.official)), ("LÃNH ĐẠO ĐƠN VỊ", ""))
    blocks = with_foot(blocks, [space(14), signatures(signers, _SIZE, _MEASURE)])
    about = f"{clean(day.centre)}; người lập bảng: {clean(day.official)}"
    pages = paginate(blocks, _PAGE.room, running_head(_TITLE, f"Ngày {day.day:%d/%m/%Y}", _MEASURE, about))
    return pdf([pages], page=_PAGE, title=f"{_TITLE} {day.day:%d/%m/%Y}", author=clean(day.centre))


def _fields(at: str, way: str, who: str) -> tuple[Field, ...]:
    return (
        Field("TT", 24, _CENTRE, whole=True),
        Field("Mã hồ sơ", 100, whole=True),
        Field("Tên cá nhân, tổ chức", 112),
        Field(at, 38, _CENTRE, whole=True),
        Field("Hẹn trả kết quả", 52, _CENTRE, whole=True),
        Field(way, 58, _CENTRE),
        Field("Phí, lệ phí (đ)", 54, Align.RIGHT, whole=True),
        Field(who, _WHO),
    )


def _section(title: str, fields: Sequence[Field], lines: Sequence[DayLine]) -> list[Block]:
    """Its name with the count, and below it a table with a band for each procedure."""
    said = paragraph([Run(f"{title}: ", BOLD), Run(f"{len(lines)} hồ sơ", BOLD)], _SIZE, _MEASURE)
    if not lines:
        return said
    grid = Grid(fields, _CELL)
    onward = _continued(title, grid.head)
    rows = [replace(strip, again=onward) for strip in _rows(grid, lines)]
    return [*(replace(line, keep=True) for line in said), replace(space(_GAP), keep=True), grid.head, *rows]


def _continued(title: str, head: Block) -> Block:
    """What a table that goes on begins a page with: its name, and the names of its columns."""
    (line,) = paragraph([Run(f"{title} (tiếp theo)", BOLD)], _SIZE, _MEASURE)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        line.draw(canvas, x, top)
        head.draw(canvas, x, top - line.height - _GAP)

    return Block(line.height + _GAP + head.height, draw)


def _rows(grid: Grid, lines: Sequence[DayLine]) -> list[Block]:
    numbers, listed = count(1), list[Block]()
    for procedure in sorted({line.procedure for line in lines}, key=sort_key):
        its = [line for line in lines if line.procedure == procedure]
        bands = grid.bands([Run(f"{clean(procedure)}: "), Run(f"{len(its)} hồ sơ{_sum(its)}", BOLD)])
        listed += (replace(band, keep=True) for band in bands)
        for line in its:
            listed += kept(grid.row(_cells(next(numbers), line)))
    return with_foot(listed, grid.bands([Run(f"Cộng: {len(lines)} hồ sơ{_sum(lines)}", BOLD)]))


def _sum(lines: Sequence[DayLine]) -> str:
    """``", phí 18.000 đ"``; nothing where nothing is paid."""
    total = sum(line.fee or 0 for line in lines)
    return f", phí, lệ phí {grouped(total)} đ" if total else ""


def _cells(number: int, line: DayLine) -> list[str]:
    return [
        str(number),
        *map(clean, (line.code, line.applicant)),
        f"{line.at:%H:%M}",
        f"{line.due:%d/%m/%Y}" if line.due else "",
        line.way,
        "" if line.fee is None else grouped(line.fee),
        clean(line.who),
    ]
