"""The page that closes a day: the counts of both sides, the head of the chain, and each dossier that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from onecua_desk.domain.day_compare import Difference
from onecua_desk.domain.day_lines import Line
from onecua_desk.domain.day_sheet import DaySheet
from onecua_desk.domain.fees import grouped
from onecua_desk.paper.flow import Block, kept, paginate, paragraph, space
from onecua_desk.paper.fonts import BOLD
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.sheet import A4_PAGE, pdf
from onecua_desk.paper.signing import signatures
from onecua_desk.paper.table import Column, table
from onecua_desk.paper.words import clean, day_in_words

_TITLE = "BIÊN BẢN ĐỐI SOÁT CUỐI NGÀY"
_SIZE, _CELL, _HEADING = 10.5, 9.5, 13.5
_MEASURE = A4_PAGE.measure
_SIDE, _GAP = 104.0, 66.0
_DIFFERENCES = (
    Column("Hồ sơ, giấy tờ chưa khớp", 122, Align.LEFT),
    Column("Máy ở quầy", 98, Align.LEFT),
    Column("Cấp trên", 98, Align.LEFT),
    Column("Việc cần làm", _MEASURE - 122 - 2 * 98, Align.LEFT),
)
#: How many dossiers and procedures have a row of their own, the first pair that fits on the page.
_FITTING = ((40, 30), (20, 20), (12, 12), (12, 6), (8, 6), (8, 3), (5, 3), (3, 3), (3, 2), (3, 0), (1, 0))


def draw(sheet: DaySheet) -> bytes:
    """The PDF, one page: the same sheet gives the same bytes."""
    blocks = next(
        (made for made in _layouts(sheet) if sum(block.height for block in made) <= A4_PAGE.room),
        _blocks(sheet, *_FITTING[-1]),
    )
    title = f"{_TITLE} {sheet.day:%d/%m/%Y}"
    return pdf([paginate(blocks, A4_PAGE.room, space(0))], page=A4_PAGE, title=title, author=clean(sheet.centre))


def _layouts(sheet: DaySheet) -> Iterator[list[Block]]:
    return (_blocks(sheet, dossiers, procedures) for dossiers, procedures in _FITTING)


def _blocks(sheet: DaySheet, dossiers: int, procedures: int) -> list[Block]:
    return [
        *_head(sheet),
        space(6),
        *_tables(sheet.lines(procedures)),
        space(5),
        *_chain(sheet),
        *_differences(sheet.differences, dossiers),
        space(10),
        signatures(
            (("NGƯỜI CHỐT NGÀY", clean(sheet.official)), ("NGƯỜI ĐỐI CHIẾU", ""), ("LÃNH ĐẠO ĐƠN VỊ", "")),
            _SIZE,
            _MEASURE,
        ),
    ]


def _head(sheet: DaySheet) -> list[Block]:
    dated = day_in_words(sheet.printed_at)
    issued = f"{clean(sheet.place)}, {dated}" if sheet.place else dated.capitalize()
    return [
        national_head(clean(sheet.parent), clean(sheet.centre), issued, _MEASURE),
        space(12),
        *paragraph([Run(_TITLE, BOLD)], _HEADING, _MEASURE, Align.CENTRE),
        *paragraph([Run(f"Quầy {sheet.desk}, ngày {sheet.day:%d/%m/%Y}")], _SIZE, _MEASURE, Align.CENTRE),
        space(7),
        *_said("Tình trạng: ", f"{sheet.state} · {sheet.closed}" if sheet.closed else sheet.state),
        *_said("Phần của cấp trên: ", sheet.asked),
        *_said("Kết quả: ", sheet.verdict),
    ]


def _said(label: str, value: str) -> list[Block]:
    return paragraph([Run(label), Run(clean(value), BOLD)], _SIZE, _MEASURE)


def _tables(lines: Sequence[Line]) -> Iterator[Block]:
    """One table a section, its name in the head."""
    for section, its in groupby(lines, key=lambda line: line.section):
        columns = (
            Column(section, _MEASURE - 2 * _SIDE - _GAP, Align.LEFT),
            Column("Máy ở quầy", _SIDE, Align.RIGHT),
            Column("Cấp trên", _SIDE, Align.RIGHT),
            Column("Chênh lệch", _GAP, Align.CENTRE),
        )
        rows = [[clean(text) for text in (one.label, one.here, one.there or "—", one.difference or "—")] for one in its]
        yield from table(columns, rows, _CELL)
        yield space(4)


def _chain(sheet: DaySheet) -> list[Block]:
    if not sheet.head:
        return _said("Chuỗi sổ: ", "máy còn đang nhận lại sổ của mình, chưa tính được.")
    label = f"Đầu chuỗi sổ của quầy, đến việc số {grouped(sheet.through)} ({sheet.chain}):"
    return kept(
        [*paragraph([Run(label)], _SIZE, _MEASURE), *paragraph([Run(sheet.head, BOLD)], _SIZE, _MEASURE, Align.CENTRE)]
    )


def _differences(found: Sequence[Difference], most: int) -> list[Block]:
    if not found:
        return []
    rows = [[clean(text) for text in (one.label, one.here, one.there or "—", one.advice.value)] for one in found[:most]]
    rest = len(found) - len(rows)
    more = paragraph([Run(f"… và {rest} hồ sơ khác, xem trên màn hình «Chốt ngày».")], _SIZE, _MEASURE) if rest else []
    return [space(6), *table(_DIFFERENCES, rows, _CELL), *more]
