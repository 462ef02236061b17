"""The list of results that are given to the post office, on A4: one line an item, signed by both sides."""

from __future__ import annotations

from dataclasses import replace

from onecua_desk.domain.post_list import PostLine, PostList
from onecua_desk.paper.flow import paginate, paragraph, space, with_foot
from onecua_desk.paper.fonts import BOLD, ITALIC
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.running_head import running_head
from onecua_desk.paper.sheet import A4_PAGE, pdf
from onecua_desk.paper.signing import signatures
from onecua_desk.paper.table import Column, table
from onecua_desk.paper.words import clean, day_in_words

_PAGE = replace(A4_PAGE, left=42.0, right=28.0)
_TITLE = "BẢNG KÊ KẾT QUẢ GIAO BƯU CHÍNH"
_SIZE, _CELL, _HEADING = 11.0, 9.0, 14.0
_COLUMNS = (
    Column("STT", 26, Align.CENTRE),
    Column("Mã hồ sơ", 106, Align.LEFT),
    Column("Người nhận", 92, Align.LEFT),
    Column("Địa chỉ", 107, Align.LEFT),
    Column("Điện thoại", 58, Align.LEFT),
    Column("Số hiệu bưu gửi", 79, Align.LEFT),
    Column("Ký nhận", 57, Align.LEFT),
)


def post_list(day: PostList) -> bytes:
    """The PDF: the same list gives the same bytes."""
    dated = day_in_words(day.day)
    signers = (("BÊN GIAO", clean(day.official)), ("BÊN NHẬN (BƯU CHÍNH)", ""))
    issued = f"{clean(day.place)}, {dated}" if day.place else dated.capitalize()
    measure = _PAGE.measure
    blocks = [
        national_head(clean(day.parent), clean(day.centre), issued, measure, 1.15),
        space(16),
        *paragraph([Run(_TITLE, BOLD)], _HEADING, measure, Align.CENTRE),
        *paragraph([Run(f"Ngày giao: {day.day:%d/%m/%Y}", ITALIC)], _SIZE, measure, Align.CENTRE),
        space(8),
        *table(_COLUMNS, [_row(number, line) for number, line in enumerate(day.lines, 1)], _CELL),
    ]
    signed = [
        space(8),
        *paragraph([Run("Tổng số: "), Run(f"{len(day.lines)} bưu gửi.", BOLD)], _SIZE, measure),
        space(16),
        signatures(signers, _SIZE, measure, scale=1.6),
    ]
    about = f"{clean(day.centre)}; bên giao: {clean(day.official)}"
    onward = running_head(_TITLE, f"Ngày giao: {day.day:%d/%m/%Y}", measure, about)
    pages = paginate(with_foot(blocks, signed), _PAGE.room, onward)
    return pdf([pages], page=_PAGE, title=f"{_TITLE} {day.day:%d/%m/%Y}", author=clean(day.centre))


def _row(number: int, line: PostLine) -> list[str]:
    return [str(number), *map(clean, (line.code, line.recipient, line.address, line.phone, line.consignment)), ""]
