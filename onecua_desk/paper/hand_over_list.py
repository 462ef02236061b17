"""The list that goes along with dossiers from the desk to one body: Danh sách bàn giao hồ sơ, A4 across."""

from __future__ import annotations

from datetime import datetime

from onecua_desk.domain.hand_over_list import HandedDossier, HandOverList
from onecua_desk.paper.flow import Block, paginate, paragraph, space, with_foot
from onecua_desk.paper.fonts import BOLD
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.ruled import Field, Grid, table
from onecua_desk.paper.running_head import running_head
from onecua_desk.paper.sheet import A4_ACROSS, pdf
from onecua_desk.paper.signing import signatures
from onecua_desk.paper.words import clean, day_in_words, moment_in_words

_TITLE = "DANH SÁCH BÀN GIAO HỒ SƠ"
_SIZE, _CELL, _HEADING = 11.0, 8.5, 14.0
_MEASURE = A4_ACROSS.measure
_CENTRE = Align.CENTRE
_DATES, _RESULT = "Ngày, tháng, năm", "Trả kết quả"
FIELDS = (
    Field("TT", 24, _CENTRE, whole=True),
    Field("Mã hồ sơ", 96, whole=True),
    Field("Nội dung hồ sơ", 124),
    Field("Số lượng (bộ)", 34, _CENTRE),
    Field("Họ tên chủ hồ sơ", 82),
    Field("Địa chỉ chủ hồ sơ", 92),
    Field("Số điện thoại", 52, whole=True),
    Field("Nhận hồ sơ", 49, _CENTRE, _DATES, whole=True),
    Field("Hẹn trả kết quả", 49, _CENTRE, _DATES, whole=True),
    Field("Ngày nhận kết quả", 42, _CENTRE, _RESULT),
    Field("Bên giao (Ký tên)", 42, _CENTRE, _RESULT),
    Field("Bên nhận (Ký tên)", 42, _CENTRE, _RESULT),
    Field("Ghi chú", _MEASURE - 728),
)


def hand_over_list(listed: HandOverList) -> bytes:
    """The PDF: the same list gives the same bytes."""
    dated = day_in_words(listed.last)
    issued = f"{clean(listed.place)}, {dated}" if listed.place else dated.capitalize()
    grid = Grid(FIELDS, _CELL, numbered=True)
    signers = (("BÊN GIAO", clean(listed.official)), ("BÊN NHẬN", ""), ("XÁC NHẬN CỦA TRUNG TÂM", ""))
    blocks = [
        national_head(clean(listed.parent), clean(listed.centre), issued, _MEASURE, 1.15),
        space(12),
        *paragraph([Run(_TITLE, BOLD)], _HEADING, _MEASURE, Align.CENTRE),
        space(6),
        *_said("Cơ quan chủ trì giải quyết: ", clean(listed.receiver)),
        *_said("Thời gian bàn giao: ", _when(listed.first, listed.last)),
        *_said("Tổng số hồ sơ bàn giao: ", f"{len(listed.lines)} hồ sơ."),
        space(5),
        *table(grid, [_cells(number, line) for number, line in enumerate(listed.lines, start=1)]),
    ]
    signed = [space(12), signatures(signers, _SIZE, _MEASURE, scale=1.4)]
    when = f"Thời gian bàn giao: {_when(listed.first, listed.last)}"
    onward = running_head(_TITLE, when, _MEASURE, f"Bên nhận: {clean(listed.receiver)}")
    pages = paginate(with_foot(blocks, signed), A4_ACROSS.room, onward)
    return pdf([pages], page=A4_ACROSS, title=f"{_TITLE} {listed.last:%d/%m/%Y}", author=clean(listed.centre))


def _said(label: str, value: str) -> list[Block]:
    return paragraph([Run(label), Run(value, BOLD)], _SIZE, _MEASURE, Align.LEFT)


def _when(first: datetime, last: datetime) -> str:
    if (first.hour, first.minute) == (last.hour, last.minute):
        return moment_in_words(last)
    return f"từ {first:%H} giờ {first:%M} phút đến {moment_in_words(last)}"


def _cells(number: int, line: HandedDossier) -> list[str]:
    return [
        str(number),
        *map(clean, (line.code, line.procedure)),
        f"{line.sets:02d}",
        *map(clean, (line.applicant, line.address, line.phone)),
        *(f"{moment:%d/%m/%Y}" if moment else "" for moment in (line.received_at, line.due)),
        *("", "", ""),
        clean(line.note),
    ]
