"""The sheet with which an official hands the day's fees over: what was taken for what, and the cash counted."""

from __future__ import annotations

from onecua_desk.domain.fees import dong, grouped
from onecua_desk.domain.money import Till
from onecua_desk.domain.money_sheet import MoneySheet, difference_words, refused_words
from onecua_desk.domain.payment import PayWay
from onecua_desk.paper.flow import Block, paginate, paragraph, space, with_foot
from onecua_desk.paper.fonts import BOLD, REGULAR
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.running_head import running_head
from onecua_desk.paper.sheet import A5_PAGE, pdf
from onecua_desk.paper.signing import signatures
from onecua_desk.paper.table import Column, table
from onecua_desk.paper.words import clean, day_in_words, moment_in_words, unbroken

_TITLE = "BẢNG KÊ BÀN GIAO TIỀN PHÍ, LỆ PHÍ"
_SIZE, _CELL, _HEADING = 10.5, 9.5, 13.0
_MEASURE = A5_PAGE.measure
_COLUMNS = (
    Column("STT", 28, Align.CENTRE),
    Column("Thủ tục", _MEASURE - 28 - 52 - 78, Align.LEFT),
    Column("Số lần thu", 52, Align.CENTRE),
    Column("Số tiền (đ)", 78, Align.RIGHT),
)
_SUMS = (Column("", _MEASURE - 4 * 68, Align.LEFT), *(Column(way.label, 68, Align.RIGHT) for way in PayWay))
_WITH_ALL = (*_SUMS, Column("Cộng", 68, Align.RIGHT))


def draw(sheet: MoneySheet) -> bytes:
    """The PDF: the same sheet gives the same bytes."""
    dated = day_in_words(sheet.printed_at)
    issued = f"{clean(sheet.place)}, {dated}" if sheet.place else dated.capitalize()
    blocks = [
        national_head(clean(sheet.parent), clean(sheet.centre), issued, _MEASURE),
        space(12),
        *paragraph([Run(_TITLE, BOLD)], _HEADING, _MEASURE, Align.CENTRE),
        *paragraph([Run(f"Ngày {sheet.day:%d/%m/%Y}")], _SIZE, _MEASURE, Align.CENTRE),
        space(6),
        *_line("Người bàn giao: ", clean(sheet.till.official.name)),
        *_line("Biên lai: ", clean(", ".join(sheet.till.receipts)) or "không"),
        space(4),
        *table(_COLUMNS, _shares(sheet.till), _CELL),
        space(6),
        *table(_WITH_ALL, _sums(sheet.till), _CELL),
        *_refused(sheet.till),
    ]
    signers = (("BÊN GIAO", clean(sheet.till.official.name)), ("BÊN NHẬN", ""))
    signed = [space(8), *_counted(sheet), space(10), signatures(signers, _SIZE, _MEASURE)]
    about = f"Người bàn giao: {clean(sheet.till.official.name)}"
    onward = running_head(_TITLE, f"Ngày {sheet.day:%d/%m/%Y}", _MEASURE, about)
    pages = paginate(with_foot(blocks, signed), A5_PAGE.room, onward)
    return pdf([pages], title=f"{_TITLE} {sheet.day:%d/%m/%Y}", author=clean(sheet.centre))


def _line(label: str, value: str) -> list[Block]:
    return paragraph([Run(label), Run(value, BOLD)], _SIZE, _MEASURE)


def _shares(till: Till) -> list[list[str]]:
    rows = [
        [str(number), clean(share.name) or "(không rõ thủ tục)", str(share.count), grouped(share.amount)]
        for number, share in enumerate(till.shares(), 1)
    ]
    return rows or [["", "Trong ngày không thu khoản nào", "", ""]]


def _sums(till: Till) -> list[list[str]]:
    rows = (("Đã thu", till.taken), ("Đã hủy, trả lại", till.voided), ("Còn phải nộp", till.left))
    return [[label, *(grouped(sum_of(way)) for way in (*PayWay, None))] for label, sum_of in rows]


def _refused(till: Till) -> list[Block]:
    words = refused_words(till)
    return [space(6), *paragraph([Run(words)], _SIZE, _MEASURE)] if words else []


def _counted(sheet: MoneySheet) -> list[Block]:
    runs = [
        Run("Tiền mặt kiểm đếm lúc "),
        Run(moment_in_words(sheet.printed_at)),
        Run(": "),
        Run(unbroken(dong(sheet.counted)), BOLD),
        Run(unbroken(f" ({difference_words(sheet.difference)} so với sổ)"), BOLD if sheet.difference else REGULAR),
    ]
    return paragraph(runs, _SIZE, _MEASURE, Align.LEFT)
