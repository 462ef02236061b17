"""The report as Excel, CSV, PDF and on paper, its charts, and the list behind a figure as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from onecua_desk.domain.chart import Chart, Colours, fields, months
from onecua_desk.domain.file_name import days
from onecua_desk.domain.parts import Official
from onecua_desk.domain.period import words
from onecua_desk.domain.rates import Rate
from onecua_desk.domain.report import By, Figure, Period, Report
from onecua_desk.domain.report_sheet import ReportSheet
from onecua_desk.exports.report_table import report_table
from onecua_desk.exports.table import Cell, Head, Table
from onecua_desk.exports.writing import write_table
from onecua_desk.refused import sentences
from onecua_desk.services import identity, lookup, papers, reports
from onecua_desk.services.desk import Desk
from onecua_desk.services.papers import Printout
from onecua_desk.services.print_settings import PrintForm
from onecua_desk.whole_file import readable_by_all, whole

_BY = {By.FIELD: "lĩnh vực", By.UNIT: "cơ quan", By.OFFICIAL: "cán bộ", By.MONTH: "tháng"}
_LIST = (
    Head("STT", 6),
    Head("Mã hồ sơ", 26),
    Head("Người nộp", 28),
    Head("Mã thủ tục", 12),
    Head("Thủ tục", 50),
    Head("Ngày nhận", 18),
    Head("Hẹn trả", 18),
    Head("Trạng thái", 22),
)
_RATES = (
    Head("Chỉ tiêu", 40),
    Head("Số hồ sơ", 12),
    Head("Trên tổng số", 14),
    Head("Tỷ lệ (%)", 12),
    Head("Ghi chú", 46),
)
_CHUNK = 500


def report_title(by: By, period: Period) -> str:
    """As printers and files name it, without anything personal: ``"Báo cáo 13 cột theo lĩnh vực 2026-11-01 …"``."""
    return f"Báo cáo 13 cột theo {_BY[by]} {days(period)}"


def rates_title(period: Period) -> str:
    return f"Tỷ lệ và chỉ số {days(period)}"


def list_title(figure: Figure) -> str:
    return f"Danh sách hồ sơ cột {figure.column} {days(figure.period)}"


def printout(desk: Desk, official: Official, report: Report) -> Printout:
    """The report with its charts, ready to print."""
    return Printout(PrintForm.LIST, report_title(report.by, report.period), _pdf(desk, official, report))


def save_report(desk: Desk, official: Official, report: Report, path: Path) -> None:
    """As the suffix of ``path`` says: PDF with charts, CSV, else Excel. ``UserError`` where the disk refuses."""
    if path.suffix.lower() == ".pdf":
        write_whole(papers.leaving(desk, _pdf(desk, official, report)), path)
    else:
        write_table(report_table(report, _centre(desk), words(report.period)), path)


def save_list(
    desk: Desk,
    figure: Figure,
    title: str,
    path: Path,
    told: Callable[[int, int], object],
    stopped: Callable[[], bool],
) -> bool:
    """The dossiers that ``figure`` counts as Excel or CSV; false: it was stopped and nothing was written."""
    report = reports.report(desk, figure.period, figure.by)
    line = next((row.counts for row in report.rows if row.key == figure.key), report.total)
    above = (f"DANH SÁCH HỒ SƠ: {title}", _centre(desk), words(figure.period))
    table = Table("Ho so", above, _LIST, _listed(desk, figure), line[figure.column])
    return write_table(table, path, told, stopped)


def save_rates(desk: Desk, period: Period, rates: Sequence[Rate], path: Path) -> None:
    """Part, whole and share of each, as Excel or CSV."""
    rows = [(rate.name, rate.part, rate.whole, rate.percent, rate.note) for rate in rates]
    above = ("TỶ LỆ, CHỈ SỐ TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ", _centre(desk), words(period))
    write_table(Table("Ty le", above, _RATES, rows, len(rows)), path)


def charts(desk: Desk, period: Period) -> tuple[Chart, Chart]:
    """By month and by field."""
    by_month, by_field = (reports.report(desk, period, by) for by in (By.MONTH, By.FIELD))
    return months(by_month.rows), fields(by_field.rows)


def chart_svg(chart: Chart, width: int, height: int, size: float, colours: Colours) -> bytes:
    """``chart`` for the window, ``width`` x ``height`` px, its letters ``size`` px high."""
    from onecua_desk.paper.chart import svg  # ReportLab is slow to import; the window does not need it

    return svg(chart, width, height, size, colours)


def write_whole(data: bytes, path: Path) -> None:
    """A finished file to where the official wants it, all of it or nothing."""
    with sentences("Không ghi được tệp", path), whole(path) as file:
        file.write(data)
        readable_by_all(file)


def _pdf(desk: Desk, official: Official, report: Report) -> bytes:
    from onecua_desk.paper.report import draw  # as in ``chart_svg``

    with desk.store.read() as connection:
        unit = identity.of(connection).unit
    return draw(
        ReportSheet(
            parent=unit.parent,
            centre=unit.centre,
            place=unit.place,
            report=report,
            period=words(report.period),
            charts=charts(desk, report.period) if report.rows else (),
            official=official.name,
            printed_at=desk.now(),
        )
    )


def _listed(desk: Desk, figure: Figure) -> Iterator[tuple[Cell, ...]]:
    """Newest first, read in pages: nothing holds the store while Excel's file is written."""
    before, number = None, 0
    while rows := reports.dossiers(desk, figure, before, _CHUNK):
        for row in rows:
            number += 1
            state = lookup.standing_of(desk, row).words
            who = (row.code, row.applicant, row.procedure, row.procedure_name)
            yield number, *who, row.received_at, row.due, state
        before = rows[-1].arrival


def _centre(desk: Desk) -> str:
    with desk.store.read() as connection:
        return identity.of(connection).unit.centre
