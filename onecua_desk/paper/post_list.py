"""The list of results that are given to the post office, on A4: one line an item, signed by both sides."""

from __future__ import annotations

from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from onecua_desk.domain.post_list import PostLine, PostList
from onecua_desk.paper.flow import Block, kept, paginate, paragraph, space
from onecua_desk.paper.fonts import BOLD, ITALIC
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run, draw_line, draw_text, wrap
from onecua_desk.paper.sheet import A4_PAGE, pdf
from onecua_desk.paper.table import Column, table
from onecua_desk.paper.words import clean, day_in_words

_PAGE = replace(A4_PAGE, left=42.0, right=28.0)
_TITLE = "BẢNG KÊ KẾT QUẢ GIAO BƯU CHÍNH"
_SIZE, _CELL, _HEADING, _SIGNING = 11.0, 9.0, 14.0, 62.0
_COLUMNS = (
    Column("STT", 26, Align.CENTRE),
    Column("Mã hồ sơ", 106, Align.LEFT),
    Column("Người nhận", 92, Align.LEFT),
    Column("Địa chỉ", 116, Align.LEFT),
    Column("Điện thoại", 60, Align.LEFT),
    Column("Số hiệu bưu gửi", 79, Align.LEFT),
    Column("Ký nhận", 46, Align.LEFT),
)


def post_list(day: PostList) -> bytes:
    """The PDF: the same list gives the same bytes."""
    dated = day_in_words(day.day)
    issued = f"{clean(day.place)}, {dated}" if day.place else dated.capitalize()
    measure = _PAGE.measure
    blocks = [
        national_head(clean(day.parent), clean(day.centre), issued, measure, 1.15),
        space(16),
        *paragraph([Run(_TITLE, BOLD)], _HEADING, measure, Align.CENTRE),
        *paragraph([Run(f"Ngày giao: {day.day:%d/%m/%Y}", ITALIC)], _SIZE, measure, Align.CENTRE),
        space(8),
        *table(_COLUMNS, [_row(number, line) for number, line in enumerate(day.lines, 1)], _CELL),
        space(8),
        *kept(
            [*paragraph([Run("Tổng số: "), Run(f"{len(day.lines)} bưu gửi.", BOLD)], _SIZE, measure), _signatures(day)]
        ),
    ]
    return pdf(
        [paginate(blocks, _PAGE.room, space(0))], page=_PAGE, title=f"{_TITLE} {day.day:%d/%m/%Y}", author=day.centre
    )


def _row(number: int, line: PostLine) -> list[str]:
    return [str(number), *map(clean, (line.code, line.recipient, line.address, line.phone, line.consignment)), ""]


def _signatures(day: PostList) -> Block:
    """Who gave the items and who took them, each with room to sign above the name."""
    half = _PAGE.measure / 2
    name = wrap([Run(clean(day.official), BOLD)], _SIZE, half)

    def draw(canvas: Canvas, x: float, top: float) -> None:
        for place, title in enumerate(("BÊN GIAO", "BÊN NHẬN (BƯU CHÍNH)")):
            left = x + place * half
            draw_text(canvas, Run(title, BOLD), left, top - 26, _SIZE, half, Align.CENTRE)
            draw_text(canvas, Run("(Ký, ghi rõ họ tên)", ITALIC), left, top - 40, _CELL, half, Align.CENTRE)
        for place, line in enumerate(name):
            draw_line(canvas, line, x, top - 40 - _SIGNING - place * 13, _SIZE, half, Align.CENTRE)

    return Block(46 + _SIGNING + 13 * len(name), draw)
