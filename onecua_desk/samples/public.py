"""What of the gallery is for the public and for those above: report with charts, posted procedures, guide sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from io import BytesIO

from onecua_desk.domain.calendar import DeskHours, WorkCalendar
from onecua_desk.domain.chart import fields, months
from onecua_desk.domain.guide import Guide, guide
from onecua_desk.domain.posting import Posted, Posting, by_field, posted
from onecua_desk.domain.procedure import Channel, Procedure
from onecua_desk.domain.report import By, Counts, Fate, Origin, Period, Report, Row
from onecua_desk.domain.report_sheet import ReportSheet
from onecua_desk.paper import posting_board, posting_booklet, report
from onecua_desk.paper.guide import LARGE, hand_out
from onecua_desk.paper.streamed import StreamedPdf
from onecua_desk.resources import resource
from onecua_desk.samples.commune import COMMITTEE, MAI, UNIT
from onecua_desk.samples.sample import Kind, Sample
from onecua_desk.wire.calendar import parse_calendar
from onecua_desk.wire.catalogue import parse

_DAY = date(2026, 11, 23)
_AT = datetime(2026, 11, 23, 9, 41)
_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
#: Of the shipped catalogue: several fields, limits and kinds of fee.
_POSTED = (
    *("2.000815", "2.000884", "2.001035", "1.001193", "1.000894", "1.004873", "2.000635"),
    *("1.010041", "1.004222", "1.012812", "1.013133", "1.001731", "1.001662"),
)
_GUIDED = "1.004222"
_FIELDS = (
    "Chứng thực",
    "Hộ tịch",
    "Cư trú",
    "Đất đai",
    "Bảo trợ xã hội",
    "Người có công",
    "Giáo dục và Đào tạo thuộc hệ thống giáo dục quốc dân và các cơ sở khác",
    "Nghĩa vụ quân sự",
)
_CELLS = tuple((origin, fate) for origin in Origin for fate in Fate)


def kinds() -> Iterator[Kind]:
    sheet = _sheet()
    yield Kind(
        "",
        "Báo cáo 13 cột (Biểu II.06/VPCP/KSTT) và biểu đồ",
        (
            "cơ quan, Quốc hiệu", "tên biểu, kỳ, thời điểm số liệu", "13 cột có số cột", "dòng Tổng cộng",
            "bốn đẳng thức", "chữ ký người lập, thủ trưởng", "biểu đồ theo tháng và theo lĩnh vực",
        ),
        (Sample("bao-cao-13-cot-a4", "A4 ngang", "", "cả năm, có biểu đồ", sheet, partial(report.draw, sheet)),),
    )  # fmt: skip
    procedures = _procedures()
    posting = Posting(UNIT, _DAY, by_field(procedures.values()))
    calendar = parse_calendar(resource("calendar.json").read_text(encoding="utf-8"), DeskHours())
    booklet, board = partial(_posting, posting, calendar, False), partial(_posting, posting, calendar, True)
    yield Kind(
        "",
        "Niêm yết công khai thủ tục hành chính",
        ("lĩnh vực", "tên, mã thủ tục", "giấy tờ", "thời hạn", "phí, lệ phí", "nơi nộp, cơ quan quyết định", "căn cứ"),
        (
            Sample("niem-yet-a4", "A4", "", "tập, có bìa và mục lục", posting, booklet, few=False),
            Sample("niem-yet-a3", "A3 ngang", "", "bảng", posting, board, few=False),
        ),
    )
    asked = guide(procedures[_GUIDED], "", Channel.COUNTER, _AT, calendar, UNIT)
    yield Kind(
        "",
        "Tờ hướng dẫn thủ tục",
        (
            "Quốc hiệu, cơ quan",
            "tên, mã thủ tục, lĩnh vực",
            "giấy tờ",
            "thời hạn, ngày hẹn",
            "phí",
            "nơi nộp",
            "căn cứ",
        ),
        tuple(_guides(asked)),
    )


def _guides(asked: Guide) -> Iterator[Sample]:
    yield Sample("huong-dan-a5", "A5", "", "thủ tục nhiều trường hợp", asked, partial(hand_out, asked))
    yield Sample("huong-dan-a5-lon", "A5, cỡ chữ lớn", "", "cỡ chữ lớn", asked, partial(hand_out, asked, LARGE))


def _procedures() -> dict[str, Procedure]:
    with resource("catalogue.jsonl").open(encoding="utf-8") as lines:
        known, _ = parse(lines)
    return {one.code: one for one in known if one.code in _POSTED}


def _posting(posting: Posting, calendar: WorkCalendar, board: bool) -> bytes:
    file = BytesIO()
    page = posting_board.PAGE if board else posting_booklet.PAGE
    draw = posting_board.draw_board if board else posting_booklet.draw_booklet
    pdf = StreamedPdf(file, page=page, title="Niêm yết thủ tục hành chính", author=UNIT.centre)

    def answer(procedure: Procedure) -> Posted:
        return posted(procedure, posting.day, calendar, posting.unit)

    draw(pdf, posting, answer)
    pdf.close()
    return file.getvalue()


def _sheet() -> ReportSheet:
    by_field = tuple(_row(name, 9 - at, at) for at, name in enumerate(_FIELDS))
    by_month = tuple(_row(f"Tháng {month:02}/2026", 3 + month * 5 % 7, month) for month in range(1, 12))
    cells = {cell: sum(row.counts.cells[cell] for row in by_field) for cell in _CELLS}
    shown = Report(_YEAR, By.FIELD, _AT, by_field, Counts(cells))
    charts = (months(by_month), fields(by_field))
    return ReportSheet(COMMITTEE, UNIT.centre, UNIT.place, shown, "Năm 2026", charts, MAI.name, _AT)


def _row(name: str, size: int, seed: int) -> Row:
    """Most are resolved early, some are late: what is on paper shall look like a desk's year."""
    share = {Fate.EARLY: 40, Fate.ON_TIME: 18, Fate.LATE: 2, Fate.IN_TERM: 6, Fate.OVERDUE: 1}
    weight = {Origin.ONLINE: 2, Origin.DIRECT: 4, Origin.CARRIED: 1}
    return Row(name, name, Counts(_spread(size, seed, share, weight)))


def _spread(size: int, seed: int, share: dict[Fate, int], weight: dict[Origin, int]) -> dict[tuple[Origin, Fate], int]:
    cells: Sequence[tuple[Origin, Fate]] = _CELLS
    return {
        (origin, fate): size * share[fate] * weight[origin] * (7 + (seed * 5 + at * 3) % 6) // 40
        for at, (origin, fate) in enumerate(cells)
    }
