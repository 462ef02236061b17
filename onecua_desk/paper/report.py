"""The 13-column report on A4 across: its table with the sums that close, the charts, and where it is signed."""

from __future__ import annotations

from dataclasses import replace

from onecua_desk.domain.fees import grouped
from onecua_desk.domain.report import GROUPS, Report
from onecua_desk.domain.report_sheet import ReportSheet
from onecua_desk.domain.report_words import COLUMNS, FORM, TITLE, TOTAL, figures, identities, row_heading
from onecua_desk.paper.chart import chart_block
from onecua_desk.paper.flow import Block, kept, paginate, paragraph, space
from onecua_desk.paper.fonts import BOLD, ITALIC, REGULAR
from onecua_desk.paper.head import national_head
from onecua_desk.paper.lines import Align, Run
from onecua_desk.paper.ruled import Field, Grid
from onecua_desk.paper.running_head import running_head
from onecua_desk.paper.sheet import A4_ACROSS, pdf
from onecua_desk.paper.signing import signatures
from onecua_desk.paper.words import clean, day_in_words, moment_in_words

_SIZE, _CELL, _SMALL, _HEADING = 11.0, 9.5, 9.0, 14.0
_MEASURE = A4_ACROSS.measure
_NUMBER, _FIGURE = 26.0, 52.0
_FOOT = 14.0
"""Between the last chart and the page's number."""


def draw(sheet: ReportSheet) -> bytes:
    """The PDF: the same sheet gives the same bytes."""
    blocks = [
        *_head(sheet),
        *_table(sheet.report),
        space(6),
        *kept([*_identities(sheet.report), *_signing(sheet)]),
    ]
    onward = running_head(TITLE.upper(), clean(sheet.period), _MEASURE, clean(sheet.centre))
    pages = [*paginate(blocks, A4_ACROSS.room, onward), *_charts(sheet, onward)]
    title = f"{TITLE}, {sheet.period}"
    return pdf([pages], page=A4_ACROSS, title=title, author=clean(sheet.centre))


def _head(sheet: ReportSheet) -> list[Block]:
    dated = day_in_words(sheet.printed_at)
    issued = f"{clean(sheet.place)}, {dated}" if sheet.place else dated.capitalize()
    until = f"Số liệu tính đến {moment_in_words(sheet.report.until)}"
    return [
        national_head(clean(sheet.parent), clean(sheet.centre), issued, _MEASURE, 1.15),
        space(12),
        *paragraph([Run(TITLE.upper(), BOLD)], _HEADING, _MEASURE, Align.CENTRE),
        *paragraph([Run(clean(sheet.period), BOLD)], _SIZE, _MEASURE, Align.CENTRE),
        *paragraph([Run(f"{FORM}. {until}", ITALIC)], _SMALL, _MEASURE, Align.CENTRE),
        space(8),
    ]


def _table(report: Report) -> list[Block]:
    grid = Grid(_fields(report), _CELL, numbered=True)
    rows = [
        grid.row([str(number), clean(row.name), *map(grouped, figures(row.counts))])
        for number, row in enumerate(report.rows, 1)
    ]
    total = grid.row(["", TOTAL, *map(grouped, figures(report.total))], BOLD)
    strips = [strip for row in [*rows, total] for strip in row]
    return [grid.head, *(replace(strip, again=grid.head) for strip in strips)]


def _fields(report: Report) -> list[Field]:
    name = _MEASURE - _NUMBER - len(COLUMNS) * _FIGURE
    return [
        Field("STT", _NUMBER, Align.CENTRE),
        Field(row_heading(report.by), name),
        *(Field(column.label, _FIGURE, Align.RIGHT, group) for group, columns in GROUPS for column in columns),
    ]


def _identities(report: Report) -> list[Block]:
    said = [
        f"{one.words} ({'khớp' if one.holds else 'lệch'})".replace(" ", "\N{NO-BREAK SPACE}")
        for one in identities(report.total)
    ]
    runs = [Run("Kiểm tra: ", BOLD), Run("; ".join(said) + ".", REGULAR)]
    return paragraph(runs, _SMALL, _MEASURE, Align.LEFT)


def _signing(sheet: ReportSheet) -> list[Block]:
    signers = (("NGƯỜI LẬP BIỂU", clean(sheet.official)), ("THỦ TRƯỞNG ĐƠN VỊ", ""))
    return [space(8), signatures(signers, _SIZE, _MEASURE)]


def _charts(sheet: ReportSheet, onward: Block) -> list[list[Block]]:
    if not sheet.charts:
        return []
    heading = [onward, *paragraph([Run("BIỂU ĐỒ", BOLD)], _SIZE, _MEASURE, Align.CENTRE)]
    left = A4_ACROSS.room - _FOOT - sum(block.height for block in heading)
    each = left / len(sheet.charts)
    drawn = [chart_block(chart, _MEASURE, each - 14, _SMALL) for chart in sheet.charts]
    return [[*heading, *(strip for block in drawn for strip in (space(14), block))]]
